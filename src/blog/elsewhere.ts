import { type SqlBool, sql } from 'kysely'
import type { Tx } from '../db/client.ts'
import type { ArticleRow } from './article.ts'

/** Where an article that lives elsewhere is read; `undefined` while it is not there yet. */
export async function permalinkElsewhere(
  tx: Tx,
  row: Pick<ArticleRow, 'id' | 'home_channel_id'>,
): Promise<string | undefined> {
  if (!row.home_channel_id) return undefined
  const copy = await tx
    .selectFrom('delivery')
    .innerJoin('post', 'post.id', 'delivery.post_id')
    .select('delivery.permalink')
    .where('post.article_id', '=', row.id)
    .where('delivery.channel_id', '=', row.home_channel_id)
    .where('delivery.state', '=', 'published')
    .where(sql<SqlBool>`delivery.content->>'article' = 'true'`)
    .orderBy('delivery.published_at', 'desc')
    .executeTakeFirst()
  return copy?.permalink ?? undefined
}
