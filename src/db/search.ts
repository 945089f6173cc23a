/** Lists in which words are looked for. */
import { type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import type { Tx } from './client.ts'
import { type Key, orderedFrom, type Page, type PageOf, pageOfRows, pageRows } from './page.ts'
import type { Tables } from './tables.ts'

/** How words are looked for in a list, in two ways that find the same rows. */
export interface Search {
  /** The column that tells the list's rows apart, as SQL names it: `delivery.id`. */
  id: string
  /** Whether a row says it, by reading the row itself. */
  inRow: RawBuilder<SqlBool>
  /** Ids of all rows that say it, from an index of words. */
  found: RawBuilder<unknown>
  /** How many rows are read before the index is asked: fewer where reading one costs more. */
  near: number
}

/** A row that says it, with its place for {@link pageOfRows}. */
interface Found {
  id: string
  place: string[]
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
  { id, inRow, found, near }: Search,
  { cursor, limit = pageRows }: PageOf,
): Promise<Page<Row>> {
  const only = (ids: RawBuilder<unknown>) => query.where(sql<SqlBool>`${sql.ref(id)} = any(${ids})`)
  const bare = (rows: typeof query) => rows.clearSelect().select(sql.ref<string>(id).as('id'))
  for (let among = near; among <= near * furtherTimes; among *= furtherTimes) {
    const first = orderedFrom(bare(query).select(inRow.as('said')), keys, { cursor }).limit(among)
    const { rows } = await sql<Found>`select id, place from ${first} as near where said limit ${limit + 1}`.execute(tx)
    if (rows.length > limit) return whole(rows)
    if (rows.length < frequentFrom) break
  }
  return whole(
    await orderedFrom(bare(only(sql`array(${found})`)), keys, { cursor })
      .limit(limit + 1)
      .execute(),
  )

  /** Where the page ends is what was found: a row that goes meanwhile doesn't end the list. */
  async function whole(found: readonly Found[]): Promise<Page<Row>> {
    const { rows, next } = pageOfRows(found, limit)
    if (rows.length === 0) return { rows: [], next: null }
    const ids = sql`${rows.map((row) => row.id)}::uuid[]`
    return { rows: pageOfRows(await orderedFrom(only(ids), keys, {}).execute(), limit).rows, next }
  }
}

/** A column in which words are, whether in capitals or not. @param column as SQL names it: `delivery.text` */
export function said(column: string, words: string): RawBuilder<SqlBool> {
  return sql`${sql.ref(column)} ilike ${patternOf(words)}`
}

/** A view's words (0046) in which these are. The index of letters reads by it. */
export function indexSays(column: string, words: string): RawBuilder<SqlBool> {
  return sql`${sql.ref(column)} like lower(${patternOf(words)})`
}

/** Kept words of a longer text (0046), of which all of these are, each from its beginning or by its stem. */
export function bodySays(column: string, words: string): RawBuilder<SqlBool> {
  // What 0046 takes for gaps, and what can't be kept.
  const each = words.split(/[\s./_@:-]+/).filter((word) => wordsIn(word).length)
  if (!each.length) return sql`false`
  return sql`${sql.ref(column)} @@ (${sql.join(each.map(oneOf), sql` && `)})`
}

/** The words of one between two gaps together, or all of it as the database reads it: `a’b` is one word to some, to others two. */
function oneOf(word: string): RawBuilder<unknown> {
  const begun = (one: string) => sql`to_tsquery('simple', ${`'${one.replace(/['\\]/g, '$&$&')}':*`})`
  const beginnings = wordsIn(word).map((one) => sql`(${begun(one)} || plainto_tsquery('indonesian', ${one}))`)
  return sql`(${begun(word)} || (${sql.join(beginnings, sql` && `)}))`
}

/** In capitals or not as they are: the database has its own small letters. */
function wordsIn(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}

function patternOf(words: string): string {
  return `%${words.replace(/[\\%_]/g, '\\$&')}%`
}
