import { type Kysely, sql } from 'kysely'

/** A conversation has somebody who takes care of it, and may rest until a time or until they write again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // `snoozed_until`: when it comes back; null where only their next words bring it back. It stays where those came first.
  `alter table conversation add column assignee_id text references "user" ("id") on delete set null,
    add column snoozed_until timestamptz,
    add constraint conversation_state check (state in ('open', 'snoozed', 'done'))`,
  `create index conversation_assigned on conversation (workspace_id, state, assignee_id, waits_from, last_at desc, id desc)`,
  `create index conversation_comes_back on conversation (snoozed_until) where state = 'snoozed' and snoozed_until is not null`,
]
