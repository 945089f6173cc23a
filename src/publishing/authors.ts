/** Whose posts, deliveries and repeats are: some roles act on their own things only. */
import type { Tx } from '../db/client.ts'

/** Whose a delivery is, and whether it answers somebody. Those that are not there are left out. */
export async function authorsOfDeliveries(tx: Tx, ids: readonly string[]): Promise<{ by: string; answer: boolean }[]> {
  if (!ids.length) return []
  const rows = await tx
    .selectFrom('delivery')
    .innerJoin('post', 'post.id', 'delivery.post_id')
    .select(['post.created_by', 'post.in_reply_to'])
    .where('delivery.id', 'in', [...ids])
    .execute()
  return rows.map((row) => ({ by: row.created_by, answer: row.in_reply_to !== null }))
}

/** @returns `undefined` where there is none */
export async function authorOfPost(tx: Tx, id: string): Promise<string | undefined> {
  const row = await tx.selectFrom('post').select('created_by').where('id', '=', id).executeTakeFirst()
  return row?.created_by
}

/** @returns `undefined` where there is none */
export async function authorOfSeries(tx: Tx, id: string): Promise<string | undefined> {
  const row = await tx.selectFrom('series').select('created_by').where('id', '=', id).executeTakeFirst()
  return row?.created_by
}
