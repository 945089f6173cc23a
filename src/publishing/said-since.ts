import type { Tx } from '../db/client.ts'
import { here } from '../db/page.ts'

/** What we said in a span: answers to people, and posts of our own. Each message once, however many channels it went to. */
export interface SaidMeasured {
  answers: number
  posts: number
}

/** Counts what went out from then until now. @param now nothing is out before it is due: what is planned is not read */
export async function saidSince(tx: Tx, since: Date, now: Date): Promise<SaidMeasured> {
  return tx
    .selectFrom('delivery')
    .innerJoin('post', 'post.id', 'delivery.post_id')
    .select(({ fn }) => [
      fn.count<number>('post.id').distinct().filterWhere('post.in_reply_to', 'is not', null).as('answers'),
      fn.count<number>('post.id').distinct().filterWhere('post.in_reply_to', 'is', null).as('posts'),
    ])
    .where(here('delivery.workspace_id'))
    .where('delivery.due_at', '>=', since)
    .where('delivery.due_at', '<=', now)
    .where('delivery.published_at', 'is not', null)
    .executeTakeFirstOrThrow()
}
