import { type Kysely, sql } from 'kysely'

/** Letters on their way, what each person wants to be mailed about, and since when a channel has lost its permission. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // A letter about one thing goes to one person once. Sealed, because it may hold a link that sets a password; emptied when it is out.
  `create table mail (id uuid primary key, workspace_id text references "organization" ("id") on delete cascade,
    user_id text not null references "user" ("id") on delete cascade, kind text not null, about text not null, letter bytea,
    state text not null default 'waiting', attempts int not null default 0, next_try_at timestamptz not null, expires_at timestamptz not null,
    lease_token uuid, lease_until timestamptz, problem jsonb, created_at timestamptz not null, settled_at timestamptz,
    unique (kind, about, user_id))`,
  `create index mail_due on mail (next_try_at) where state = 'waiting'`,
  `create index mail_person on mail (user_id, created_at desc)`,
  `alter table mail enable row level security`,
  `alter table mail force row level security`,
  `create policy workspace on mail using (
    current_setting('percakapan.workspace', true) = '*' or workspace_id = current_setting('percakapan.workspace', true))`,

  `create table mail_wish (user_id text not null references "user" ("id") on delete cascade, kind text not null, wanted boolean not null,
    primary key (user_id, kind))`,
  // One incident, one letter: set when the permission is lost, emptied when the channel works again.
  `alter table channel add column reconnect_since timestamptz`,
]
