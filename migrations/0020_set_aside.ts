import { type Kysely, sql } from 'kysely'

/** What came in from a network or a feed and could not be kept: it holds nothing else back, and a person sees that it was there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table set_aside (
    workspace_id text not null references "organization" ("id") on delete cascade,
    channel_id uuid references channel on delete cascade, feed_id uuid references feed on delete cascade,
    what text not null, reason jsonb not null, seen_at timestamptz not null,
    check (num_nonnulls(channel_id, feed_id) = 1), unique nulls not distinct (channel_id, feed_id, what))`,
  `create index set_aside_feed on set_aside (feed_id) where feed_id is not null`,
  `alter table set_aside enable row level security`,
  `alter table set_aside force row level security`,
  `create policy workspace on set_aside using (
    current_setting('percakapan.workspace', true) = '*' or workspace_id = current_setting('percakapan.workspace', true))`,
]
