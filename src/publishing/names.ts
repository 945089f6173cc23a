/** The first words of a post, as its name in lists and in the audit trail. */
import { sql } from 'kysely'
import type { Tx } from '../db/client.ts'

const firstWords = (column: string) => sql<string>`left(${sql.ref(column)}, 200)`

/** Of deliveries, by their ids. */
export async function nameDeliveries(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('delivery')
    .select(['id', firstWords('text').as('text')])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, text }) => [id, text]))
}

/** Of posts, by their ids: what goes to the first of their channels. */
export async function namePosts(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('delivery')
    .distinctOn('post_id')
    .select(['post_id as id', firstWords('text').as('text')])
    .where('post_id', 'in', ids)
    .orderBy('post_id')
    .orderBy('id')
    .execute()
  return new Map(rows.map(({ id, text }) => [id, text]))
}

/** Of repeats, by their ids: their first wording. */
export async function nameSeries(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('series')
    .select(['id', sql<string | null>`left(variants -> 0 -> 'texts' -> 0 ->> 'text', 200)`.as('text')])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.flatMap(({ id, text }) => (text ? [[id, text] as const] : [])))
}
