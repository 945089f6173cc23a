import { type Kysely, sql } from 'kysely'

/** Whose an article is: some roles act on their own things only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `alter table article add column created_by text`,
  // Who saved its first words; before revisions were kept there was one person only.
  `update article a set created_by = coalesce(
    (select r.saved_by from article_revision r where r.article_id = a.id and r.saved_by is not null order by r.version limit 1),
    (select m."userId" from member m where m."organizationId" = a.workspace_id and m.role = 'owner' order by m."createdAt" limit 1),
    '')`,
  `alter table article alter column created_by set not null, alter column created_by set default ''`,
]
