import { type Kysely, sql } from 'kysely'

/** What the wider shelf of networks needs: posting by hand beside an API, apps of one's own, meters. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
  for (const table of ['own_app', 'meter_use', 'meter_budget', 'notice']) await lock(db, table)
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
  // Until now an account that is posted to by hand was known by its address alone.
  `update channel set account = account || '{"byHand": true}' where remote_id = account->>'url' and octet_length(credentials) < 40`,
  // The app that a person made at a network: its id and secret, sealed; and the end of the address for its notices.
  `create table own_app (${workspaceId}, network text not null, app bytea not null, hook text not null unique,
    created_at timestamptz not null default now(), primary key (workspace_id, network))`,
  `create table meter_use (${workspaceId}, key text not null, meter text not null, period date not null, used bigint not null,
    primary key (workspace_id, key, meter, period))`,
  `create table meter_budget (${workspaceId}, channel_id uuid not null references channel on delete cascade, meter text not null,
    amount bigint not null check (amount >= 0), primary key (channel_id, meter))`,
  // Signed notices that came: each is heeded once.
  `create table notice (${workspaceId}, network text not null, id text not null, came_at timestamptz not null default now(),
    primary key (workspace_id, network, id))`,
  `create index notice_old on notice (came_at)`,
  // Kept apart from what was pending, for the panel.
  `alter table delivery add column progress real`,
  `alter table response add column standing text not null default 'shown'
    check (standing in ('shown', 'held', 'removed', 'spam'))`,
]
