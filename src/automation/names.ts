import type { Tx } from '../db/client.ts'

/** Titles of feeds, by their ids; where one has none, its address. */
export async function nameFeeds(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('feed').select(['id', 'title', 'url']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, title, url }) => [id, title || url]))
}

/** Of suggested posts, by their ids: what they are about. */
export async function nameProposals(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('proposal').select(['id', 'title']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, title }) => [id, title]))
}
