import { type Kysely, sql } from 'kysely'

/** What the model on this machine tells of a response is stored with it; null where it has not been asked yet. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // `told_by`: the member who corrected it; then the model says no more about it.
  `alter table response add column told_language text, add column told_kind text, add column told_tone text,
    add column told_spam real, add column told_by text references "user" ("id") on delete set null`,
  `create index response_untold on response (came_at desc) where told_kind is null`,
]
