import { type Kysely, sql } from 'kysely'

/** Small copies of the pictures that people and channels have on networks: a browser asks nobody but us for them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // `key`: a digest of the address. Without bytes: it could not be read at that moment.
  `create table face (workspace_id text not null references "organization" ("id") on delete cascade, key text not null,
    bytes bytea, fetched_at timestamptz not null, primary key (workspace_id, key))`,
  `create index face_age on face (workspace_id, fetched_at)`,
  `alter table face enable row level security`,
  `alter table face force row level security`,
  `create policy workspace on face using (
    current_setting('percakapan.workspace', true) = '*' or workspace_id = current_setting('percakapan.workspace', true))`,
]
