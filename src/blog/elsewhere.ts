import type { Tx } from '../db/client.ts'
import { wholeCopies } from '../publishing/index.ts'
import type { ArticleRow } from './article.ts'

/** Where an article that lives elsewhere is read; `undefined` while it is not there yet. */
export async function permalinkElsewhere(
  tx: Tx,
  row: Pick<ArticleRow, 'id' | 'home_channel_id'>,
): Promise<string | undefined> {
  if (!row.home_channel_id) return undefined
  const copies = await wholeCopies(tx, row.id)
  const there = copies.filter(({ channel_id, state }) => channel_id === row.home_channel_id && state === 'published')
  return there.at(-1)?.permalink ?? undefined
}
