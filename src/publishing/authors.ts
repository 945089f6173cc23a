/** Whose posts, deliveries and repeats are: some roles act on their own things only. */
import { type SqlBool, sql } from 'kysely'
import type { Tx } from '../db/client.ts'

/** Who wrote a post or a delivery, and whether it is a reply. Roles with *own* permissions are checked by it. */
export interface Author {
  by: string
  answer: boolean
}

/** The authors of deliveries, by id. Unknown ids are left out. @param ids of any number */
export async function authorsOfDeliveries(tx: Tx, ids: readonly string[]): Promise<Author[]> {
  if (!ids.length) return []
  const rows = await tx
    .selectFrom('delivery')
    .innerJoin('post', 'post.id', 'delivery.post_id')
    .select(['post.created_by', 'post.in_reply_to'])
    // One array is one parameter: a statement takes 65,535 parameters at most.
    .where(sql<SqlBool>`delivery.id = any(${[...ids]}::uuid[])`)
    .execute()
  return rows.map(asAuthor)
}

/** @returns `undefined` where there is none */
export async function authorOfPost(tx: Tx, id: string): Promise<Author | undefined> {
  const row = await tx.selectFrom('post').select(['created_by', 'in_reply_to']).where('id', '=', id).executeTakeFirst()
  return row && asAuthor(row)
}

function asAuthor(row: { created_by: string; in_reply_to: string | null }): Author {
  return { by: row.created_by, answer: row.in_reply_to !== null }
}

/** @returns `undefined` where there is none */
export async function authorOfSeries(tx: Tx, id: string): Promise<string | undefined> {
  const row = await tx.selectFrom('series').select('created_by').where('id', '=', id).executeTakeFirst()
  return row?.created_by
}
