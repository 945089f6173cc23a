import type { Tx } from '../db/client.ts'
import { here } from '../db/page.ts'
import { said } from '../db/search.ts'

/** A tag, and how many articles have it, drafts too. */
export interface TagUse {
  tag: string
  articles: number
}

/** Tags in which these words are, the most used first; without words the most used of all. */
export function tagsSaying(tx: Tx, words: string, limit: number): Promise<TagUse[]> {
  return tx
    .selectFrom('written_tag')
    .select(({ fn }) => ['tag', fn.countAll<number>().as('articles')])
    .where(here('workspace_id'))
    .where(said('written_tag.tag', words))
    .groupBy('tag')
    .orderBy('articles', 'desc')
    .orderBy('tag')
    .limit(limit)
    .execute()
}

/** The words of these articles. */
export async function articleTexts(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('article')
    .select(['id', 'markdown'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, markdown }) => [id, markdown]))
}
