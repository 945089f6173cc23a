import type { Tx } from '../db/client.ts'

/** Titles of articles, of notes their first words, by their ids. */
export async function nameArticles(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('article').select(['id', 'name as title']).where('id', 'in', ids).execute()
  return new Map(rows.filter(({ title }) => title).map(({ id, title }) => [id, title]))
}
