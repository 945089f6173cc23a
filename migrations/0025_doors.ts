import { type Kysely, sql } from 'kysely'

/** Who may come in: tries that are counted in all processes together, what happened at the door, a second factor. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Wrong tries by who and where; `paused_until`: none is looked at before.
  `create table sign_in_brake (key text primary key, failures int not null, paused_until timestamptz, last_at timestamptz not null)`,
  `create index sign_in_brake_last on sign_in_brake (last_at)`,
  // What one reads about one's own account.
  `create table security_event (id bigint generated always as identity primary key,
    user_id text not null references "user" ("id") on delete cascade, kind text not null, at timestamptz not null,
    address text, agent text)`,
  `create index security_event_person on security_event (user_id, id desc)`,
  // better-auth's plugin, as it names them.
  `alter table "user" add column "twoFactorEnabled" boolean not null default false`,
  `create table "twoFactor" ("id" text primary key, "secret" text not null, "backupCodes" text not null,
    "userId" text not null references "user" ("id") on delete cascade, "verified" boolean not null default true,
    "failedVerificationCount" int not null default 0, "lockedUntil" timestamptz)`,
  `create unique index "twoFactor_person" on "twoFactor" ("userId")`,
]
