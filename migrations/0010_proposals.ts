import { type Kysely, sql } from 'kysely'

/** Teasers that the program prepares: from feeds of one's own, and of old articles that come round again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
  for (const table of ['feed', 'feed_item', 'evergreen', 'proposal']) await lock(db, table)
}

async function lock(db: Kysely<unknown>, table: string): Promise<void> {
  await sql.raw(`alter table ${table} enable row level security`).execute(db)
  await sql.raw(`alter table ${table} force row level security`).execute(db)
  await sql
    .raw(`create policy workspace on ${table} using (
      current_setting('percakapan.workspace', true) = '*' or workspace_id = current_setting('percakapan.workspace', true))`)
    .execute(db)
}

const workspaceId = `workspace_id text not null references "organization" ("id") on delete cascade`

const statements = [
  `create table feed (id uuid primary key, ${workspaceId}, url text not null, title text not null, channel_ids uuid[] not null,
    review boolean not null, state text not null default 'active' check (state in ('active', 'paused')),
    etag text, modified text, next_at timestamptz not null, failures int not null default 0, problem jsonb, read_at timestamptz,
    created_by text not null, created_at timestamptz not null default now(), unique (workspace_id, url))`,
  `create index feed_due on feed (next_at) where state = 'active'`,
  // What stood in the feed, and whether it was there before we came: nobody is told old news unasked.
  `create table feed_item (feed_id uuid not null references feed on delete cascade, guid text not null, ${workspaceId},
    url text not null, title text not null, summary text not null, tags text[] not null default '{}', published_at timestamptz,
    seen_at timestamptz not null, old boolean not null, primary key (feed_id, guid))`,
  // Old articles that come round again: when, where to, and which ones.
  `create table evergreen (id uuid primary key, ${workspaceId}, rule text not null, time_zone text not null, starts_at timestamptz not null,
    channel_ids uuid[] not null, tags text[] not null default '{}', least_age_days int not null, rest_days int not null,
    review boolean not null, state text not null default 'active' check (state in ('active', 'paused')), next_at timestamptz,
    problem jsonb, created_by text not null, created_at timestamptz not null default now())`,
  `create index evergreen_due on evergreen (next_at) where state = 'active'`,
  // One prepared teaser, for all its channels. \`key\`: what it is about, at its origin; each is prepared once.
  `create table proposal (id uuid primary key, ${workspaceId}, origin text not null check (origin in ('feed', 'evergreen', 'home')),
    origin_id uuid not null, key text not null, title text not null, link jsonb not null, tags text[] not null default '{}',
    article_id uuid references article, texts jsonb not null, state text not null default 'review'
    check (state in ('review', 'planned', 'skipped')), due_at timestamptz, reason jsonb, post_id uuid references post,
    created_at timestamptz not null, decided_at timestamptz, unique (origin_id, key))`,
  `create index proposal_review on proposal (workspace_id, created_at) where state = 'review'`,
]
