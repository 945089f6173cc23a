import { type Kysely, sql } from 'kysely'

/** Requests that may be sent again under the same key, and what was answered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table request_key (workspace_id text not null references "organization" ("id") on delete cascade, user_id text not null,
    key text not null, request text not null, status int, answer text, created_at timestamptz not null,
    primary key (workspace_id, user_id, key))`,
  `create index request_key_old on request_key (created_at)`,
  `alter table request_key enable row level security`,
  `alter table request_key force row level security`,
  `create policy workspace on request_key using (
    current_setting('percakapan.workspace', true) = '*' or workspace_id = current_setting('percakapan.workspace', true))`,
]
