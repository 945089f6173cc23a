import { type Kysely, sql } from 'kysely'

/** One's own account: another e-mail address, which is confirmed first, and passkeys. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // At most one a person; the link's token is known by its hash.
  `create table email_change (user_id text primary key references "user" ("id") on delete cascade, email text not null,
    token_hash text not null unique, asked_at timestamptz not null, expires_at timestamptz not null)`,
  // Where a letter goes that is not for the person's address of that moment.
  `alter table mail add column address text`,
  // better-auth's plugin, as it names them. Public keys: what signs stays on the device.
  `create table passkey ("id" text primary key, "name" text, "publicKey" text not null,
    "userId" text not null references "user" ("id") on delete cascade, "credentialID" text not null unique, "counter" bigint not null,
    "deviceType" text not null, "backedUp" boolean not null, "transports" text, "createdAt" timestamptz, "aaguid" text)`,
  `create index passkey_person on passkey ("userId")`,
]
