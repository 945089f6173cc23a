import { type Kysely, sql } from 'kysely'

/**
 * One renewal of a channel's token at a time, whichever process wants it; and registrations with a server told apart by the terms
 * (return address, name, scopes) that they were made for.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `alter table channel add column renewal_token uuid, add column renewal_until timestamptz`,
  `alter table network_app add column terms text not null default ''`,
  `alter table network_app drop constraint network_app_pkey, add primary key (network, server, terms)`,
]
