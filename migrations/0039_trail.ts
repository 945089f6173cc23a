import { type Kysely, sql } from 'kysely'

/** The trail is read newest first: all of it, one person's, or of one kind. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `drop index audit_list`,
  `create index audit_list on audit (workspace_id, at desc, id desc)`,
  `create index audit_person on audit (workspace_id, user_id, at desc, id desc)`,
  `create index audit_kind on audit (workspace_id, (split_part(action, '.', 1)), at desc, id desc)`,
]
