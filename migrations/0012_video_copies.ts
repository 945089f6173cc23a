import { type Kysely, sql } from 'kysely'

/** What is inside a video's file, and the copies of it that are made for networks which do not take the file as it is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Empty for a picture, and for a video that has not been looked into yet: the worker does that.
  'alter table media add column tracks jsonb',
  // A copy whose video is gone keeps its row until its file is deleted too.
  `create table video_copy (id uuid primary key, workspace_id text not null references "organization" ("id") on delete cascade,
    media_id uuid references media on delete set null, target text not null,
    state text not null default 'waiting' check (state in ('waiting', 'making', 'ready', 'failed')),
    progress real not null default 0, attempts int not null default 0, next_try_at timestamptz not null,
    lease_token uuid, lease_until timestamptz, bytes bigint, problem jsonb,
    used_at timestamptz not null, created_at timestamptz not null default now())`,
  'create index media_unseen on media (id) where seconds is not null and tracks is null',
  'create index video_copy_media on video_copy (media_id)',
  `create index video_copy_due on video_copy (next_try_at) where state in ('waiting', 'making')`,
  'create index video_copy_used on video_copy (used_at)',
  'alter table video_copy enable row level security',
  'alter table video_copy force row level security',
  `create policy workspace on video_copy using (
    current_setting('percakapan.workspace', true) = '*' or workspace_id = current_setting('percakapan.workspace', true))`,
]
