/** Lists in which words are looked for. */
import { type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import type { Tx } from './client.ts'
import { type Key, orderedFrom, type Page, type PageOf, pageOfRows, pageRows } from './page.ts'
import type { Tables } from './tables.ts'

/** How words are looked for in a list: both conditions hold for the same rows. */
export interface Search {
  /** Reads the row itself. */
  inRow: RawBuilder<SqlBool>
  /** Asks an index of all words for the rows. */
  byIndex: RawBuilder<SqlBool>
  /** How many rows are read before the index is asked: fewer where reading one costs more. */
  near: number
}

/** So many times as many rows are read, where the nearest ones show that the words are frequent. */
const furtherTimes = 10
/** So many of the nearest rows show it. */
const frequentFrom = 5

/**
 * Reads one page of those rows of a list in which words are.
 *
 * An index of words answers with all rows that there are, however many, and knows no order; a list's own index knows the order, and no
 * words. So the list's first rows are read, which is enough for words that are frequent; the index answers for rare ones.
 * @param query with all else that the list is filtered by
 * @throws Problem `wrong-input` for a cursor that no page of this list has given
 */
export async function searchPage<Sources extends keyof Tables, Row>(
  tx: Tx,
  query: SelectQueryBuilder<Tables, Sources, Row>,
  keys: readonly Key[],
  { inRow, byIndex, near }: Search,
  { cursor, limit = pageRows }: PageOf,
): Promise<Page<Row>> {
  for (let among = near; among <= near * furtherTimes; among *= furtherTimes) {
    const first = orderedFrom(query.select(inRow.as('said')), keys, { cursor }).limit(among)
    const { rows } = await sql<Row & { place: string[]; said: boolean }>`
      select * from ${first} as near where said limit ${limit + 1}`.execute(tx)
    const page = pageOfRows(rows.map(({ said, ...row }) => row) as (Row & { place: string[] })[], limit)
    if (page.next !== null) return page
    if (rows.length < frequentFrom) break
  }
  return pageOfRows(
    await orderedFrom(query.where(byIndex), keys, { cursor })
      .limit(limit + 1)
      .execute(),
    limit,
  )
}

/** A column in which words are, whether in capitals or not. @param column as SQL names it: `delivery.text` */
export function said(column: string, words: string): RawBuilder<SqlBool> {
  return sql`${sql.ref(column)} ilike ${patternOf(words)}`
}

/** A view's words (0046) in which these are. The index of letters reads by it. */
export function indexSays(column: string, words: string): RawBuilder<SqlBool> {
  return sql`${sql.ref(column)} like lower(${patternOf(words)})`
}

/** Words as `like` looks for them. */
export function patternOf(words: string): string {
  return `%${words.replace(/[\\%_]/g, '\\$&')}%`
}
