import type { Tx } from '../db/client.ts'
import type { DeliveryState } from '../db/tables.ts'
import { withCopies } from './copies.ts'
import { noSuchDelivery } from './decide.ts'
import type { DeliveryRow } from './lease.ts'

/** A delivery with what belongs to its post. */
export type ListedDelivery = DeliveryRow & { article_id: string | null; in_reply_to: string | null; responses: number }

export interface DeliveryFilter {
  states?: readonly DeliveryState[] | undefined
  channelId?: string | undefined
  articleId?: string | undefined
  postId?: string | undefined
  /** Answers to this conversation. */
  conversationId?: string | undefined
  q?: string | undefined
  /** Due in this span, half-open. */
  from?: Date | undefined
  to?: Date | undefined
  order?: 'asc' | 'desc'
  limit?: number
}

function base(tx: Tx) {
  return tx
    .selectFrom('delivery')
    .innerJoin('post', 'post.id', 'delivery.post_id')
    .selectAll('delivery')
    .select(['post.article_id', 'post.in_reply_to'])
    .select((select) =>
      select
        .selectFrom('response')
        .innerJoin('conversation', 'conversation.id', 'response.conversation_id')
        .whereRef('conversation.delivery_id', '=', 'delivery.id')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .as('responses'),
    )
}

export async function listDeliveries(tx: Tx, filter: DeliveryFilter): Promise<ListedDelivery[]> {
  let query = base(tx)
    .orderBy('delivery.due_at', filter.order ?? 'desc')
    .limit(filter.limit ?? 300)
  if (filter.states) query = query.where('delivery.state', 'in', [...filter.states])
  if (filter.channelId) query = query.where('delivery.channel_id', '=', filter.channelId)
  if (filter.articleId) query = query.where('post.article_id', '=', filter.articleId)
  if (filter.postId) query = query.where('delivery.post_id', '=', filter.postId)
  if (filter.conversationId)
    query = query.where(
      'post.in_reply_to',
      'in',
      tx.selectFrom('response').select('id').where('conversation_id', '=', filter.conversationId),
    )
  if (filter.q) query = query.where('delivery.text', 'ilike', `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`)
  if (filter.from) query = query.where('delivery.due_at', '>=', filter.from)
  if (filter.to) query = query.where('delivery.due_at', '<', filter.to)
  const rows = await query.execute()
  return withCopies(
    tx,
    rows.map((row) => ({ ...row, responses: row.responses ?? 0 })),
  )
}

/** @throws Problem `gone` */
export async function findDelivery(tx: Tx, id: string): Promise<ListedDelivery> {
  const row = await base(tx).where('delivery.id', '=', id).executeTakeFirst()
  if (!row) throw noSuchDelivery()
  const [one] = await withCopies(tx, [{ ...row, responses: row.responses ?? 0 }])
  return one as ListedDelivery
}

/** Copies of an article on networks: label by network, address. Newest last. */
export async function copiesOf(tx: Tx, articleId: string): Promise<{ network: string; permalink: string }[]> {
  const rows = await tx
    .selectFrom('delivery')
    .innerJoin('post', 'post.id', 'delivery.post_id')
    .innerJoin('channel', 'channel.id', 'delivery.channel_id')
    .select(['channel.network', 'delivery.permalink'])
    .where('post.article_id', '=', articleId)
    .where('delivery.state', '=', 'published')
    .orderBy('delivery.published_at')
    .execute()
  return rows.flatMap((row) => (row.permalink ? [{ network: row.network, permalink: row.permalink }] : []))
}
