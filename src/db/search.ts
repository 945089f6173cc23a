/** Lists in which words are looked for. */
import { type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import type { Tx } from './client.ts'
import { here, type Key, orderedFrom, type Page, type PageOf, pageOfRows, pageRows } from './page.ts'
import type { Tables } from './tables.ts'

/** How words are looked for in a list, in two ways that find the same rows. */
export interface Search {
  /** The column that tells the list's rows apart, as SQL names it: `article.id`. */
  id: string
  /** Whether a row says it, by looking its words up. */
  inRow: RawBuilder<SqlBool>
  /** Ids of all rows that say it, from an index of words. */
  found: RawBuilder<unknown>
  /** How many of the list's first rows are read before the index is asked: fewer where reading one costs more. */
  near: number
  /** As many at most, where the nearest ones show that the words are frequent. Missing: `near`. */
  furthest?: number
}

/** A list whose words are kept in its own order. */
export interface OrderedSearch {
  /** Words beside the ids and the columns that the list is ordered by, which have the same names there. */
  view: 'searchable_delivery' | 'searchable_published'
  /** The column that tells the list's rows apart, as SQL names it: `delivery.id`. */
  id: string
  /** Whether words of the view say it. */
  says: RawBuilder<SqlBool>
  near: number
}

/** A row that says it, with its place for {@link pageOfRows}. */
interface Found {
  id: string
  place: string[]
}

type List<Sources extends keyof Tables, Row> = SelectQueryBuilder<Tables, Sources, Row>

/** A list that is looked through. */
export interface Searched<Sources extends keyof Tables, Row, Among extends keyof Tables> {
  /** Its rows as they are shown, with all else that it is filtered by. */
  shown: List<Sources, Row>
  /** The same rows, without what only is shown of them: many are looked through for the few on a page. */
  among: List<Among, unknown>
}

/**
 * Reads one page of those rows of a list in which words are.
 *
 * An index of words answers with all rows that there are, however many, and knows no order; a list's own index knows the order, and no
 * words. So the list's first rows are read, which is enough for words that are frequent; the index answers for rare ones.
 * @throws Problem `wrong-input` for a cursor that no page of this list has given
 */
export async function searchPage<Sources extends keyof Tables, Row, Among extends keyof Tables>(
  tx: Tx,
  list: Searched<Sources, Row, Among>,
  keys: readonly Key[],
  { id, inRow, found, near, furthest = near }: Search,
  page: PageOf,
): Promise<Page<Row>> {
  const { cursor, limit = pageRows } = page
  const bare = list.among.clearSelect().select(sql.ref<string>(id).as('id'))
  for (let among = near; among <= furthest; ) {
    const first = orderedFrom(bare.select(inRow.as('said')), keys, { cursor }).limit(among)
    const { rows } = await sql<Found>`select id, place from ${first} as near where said limit ${limit + 1}`.execute(tx)
    if (rows.length > limit) return pageOfIds(list.shown, keys, id, rows, page)
    among = Math.max(among + 1, enough(among, rows.length, limit))
  }
  const all = orderedFrom(onlyThese(bare, id, sql`array(${found})`), keys, { cursor })
  return pageOfIds(list.shown, keys, id, await all.limit(limit + 1).execute(), page)
}

/** So many rows hold a page of what is wanted, where these many hold a few. */
const enough = (among: number, found: number, limit: number) => Math.ceil((1.3 * among * (limit + 1)) / found)

/**
 * {@link searchPage} of a list whose words are kept in its order: both ways read the words alone, and of the list only what is found.
 * @throws Problem `wrong-input` for a cursor that no page of this list has given
 */
export async function searchOrdered<Sources extends keyof Tables, Row>(
  tx: Tx,
  query: List<Sources, Row>,
  keys: readonly Key[],
  { view, id, says, near }: OrderedSearch,
  page: PageOf,
): Promise<Page<Row>> {
  const { cursor, limit = pageRows } = page
  const keptKeys = keys.map((key) => ({ ...key, column: key.column.replace(/^.*\./, `${view}.`) }))
  const kept = tx.selectFrom(view).select([`${view}.id`, `${view}.body`])
  const ours = here(`${view}.workspace_id`)
  // Not `exists`: the planner would answer that for the whole list at once.
  const listed = sql<SqlBool>`(${query
    .clearSelect()
    .select(sql`true`.as('listed'))
    .where(sql<SqlBool>`${sql.ref(id)} = kept.id`)}) is true`
  const pageOf = (words: RawBuilder<unknown>) =>
    sql`select id, place from (${words}) as kept where ${listed} limit ${limit + 1}`

  const nearest = orderedFrom(kept.where(ours), keptKeys, { cursor }).limit(near)
  const first = await sql<Found>`${pageOf(sql`select * from ${nearest} as ${sql.ref(view)} where ${says}`)}`.execute(tx)
  if (first.rows.length > limit) return pageOfIds(query, keys, id, first.rows, page)
  // The index first: for rare words, too, the planner would rather go through all words in the list's order.
  const said = sql`${sql.ref(view)} as materialized (select * from ${sql.table(view)} where ${ours} and ${says})`
  const all = pageOf(sql`${orderedFrom(kept, keptKeys, { cursor })}`)
  return pageOfIds(query, keys, id, (await sql<Found>`with ${said} ${all}`.execute(tx)).rows, page)
}

/** Where the page ends is what was found: a row that goes meanwhile doesn't end the list. */
async function pageOfIds<Sources extends keyof Tables, Row>(
  query: List<Sources, Row>,
  keys: readonly Key[],
  id: string,
  found: readonly Found[],
  { limit = pageRows }: PageOf,
): Promise<Page<Row>> {
  const { rows, next } = pageOfRows(found, limit)
  if (rows.length === 0) return { rows: [], next: null }
  const ids = sql`${rows.map((row) => row.id)}::uuid[]`
  return { rows: pageOfRows(await orderedFrom(onlyThese(query, id, ids), keys, {}).execute(), limit).rows, next }
}

const onlyThese = <Sources extends keyof Tables, Row>(
  query: List<Sources, Row>,
  id: string,
  ids: RawBuilder<unknown>,
): List<Sources, Row> => query.where(sql<SqlBool>`${sql.ref(id)} = any(${ids})`)

/** A column in which words are, whether in capitals or not. @param column as SQL names it: `delivery.text` */
export function said(column: string, words: string): RawBuilder<SqlBool> {
  return sql`${sql.ref(column)} ilike ${patternOf(words)}`
}

/** A view's short words (0046) in which these are. The index of letters reads by it. */
export function indexSays(column: string, words: string): RawBuilder<SqlBool> {
  return sql`${sql.ref(column)} like lower(${patternOf(words)})`
}

/** A language whose stems are kept of a text. */
type Stems = 'indonesian' | 'english'

/**
 * A view's words of a text (0046, 0055, 0058), of which all of these are, each from its beginning or by its stem.
 * @param stems those that the view has
 */
export function bodySays(column: string, words: string, stems: readonly Stems[] = ['indonesian']): RawBuilder<SqlBool> {
  // What 0046 takes for gaps, and what can't be kept.
  const each = words.split(/[\s./_@:-]+/).filter((word) => wordsIn(word).length)
  if (!each.length) return sql`false`
  return sql`${sql.ref(column)} @@ (${sql.join(
    each.map((word) => oneOf(word, stems)),
    sql` && `,
  )})`
}

/** The words of one between two gaps together, or all of it as the database reads it: `a’b` is one word to some, to others two. */
function oneOf(word: string, stems: readonly Stems[]): RawBuilder<unknown> {
  const begun = (one: string) => sql`to_tsquery('simple', ${`'${one.replace(/['\\]/g, '$&$&')}':*`})`
  const stemmed = (one: string) => stems.map((language) => sql`plainto_tsquery(${sql.lit(language)}, ${one})`)
  const beginnings = wordsIn(word).map((one) => sql`(${sql.join([begun(one), ...stemmed(one)], sql` || `)})`)
  return sql`(${begun(word)} || (${sql.join(beginnings, sql` && `)}))`
}

/** In capitals or not as they are: the database has its own small letters. */
function wordsIn(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}

function patternOf(words: string): string {
  return `%${words.replace(/[\\%_]/g, '\\$&')}%`
}
