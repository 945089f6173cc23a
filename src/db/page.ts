/** Lists in pages: each begins behind the last row of the one before, wherever that row stands meanwhile. */
import { type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import { Problem } from '../core/problem.ts'
import type { Tables } from './tables.ts'

/** What a list is ordered by, the most important first; together they tell all rows apart. */
export interface Key {
  /** As SQL names it in the query: `delivery.due_at`. */
  column: string
  type: 'timestamptz' | 'uuid' | 'text' | 'bigint'
  direction: 'asc' | 'desc'
}

/** Which page of a list. */
export interface PageOf {
  /** {@link Page.next} of the page before; missing: the first page. */
  cursor?: string | undefined
  /** How many rows at most. */
  limit?: number | undefined
}

/** One page of a list. */
export interface Page<Row> {
  rows: Row[]
  /** Where the next page begins; `null`: there is none. */
  next: string | null
}

/** How many rows a page has where nobody says. */
export const pageRows = 50

/**
 * Reads one page of a list, in one query.
 * @param query with all that it is filtered by; order and limit are added here
 * @throws Problem `wrong-input` for a cursor that no page of this list has given
 */
export async function readPage<Sources extends keyof Tables, Row>(
  query: SelectQueryBuilder<Tables, Sources, Row>,
  keys: readonly Key[],
  { cursor, limit = pageRows }: PageOf,
): Promise<Page<Row>> {
  return pageOfRows(
    await orderedFrom(query, keys, { cursor })
      .limit(limit + 1)
      .execute(),
    limit,
  )
}

/** A row that knows its place in its list. */
type Placed<Row> = Row & { place: string[] }

/** The rows of a list in its order, from where a page begins, each with its place for {@link pageOfRows}. */
export function orderedFrom<Sources extends keyof Tables, Row>(
  query: SelectQueryBuilder<Tables, Sources, Row>,
  keys: readonly Key[],
  { cursor }: Pick<PageOf, 'cursor'>,
): SelectQueryBuilder<Tables, Sources, Placed<Row>> {
  const places = sql.join(keys.map(({ column }) => sql`${sql.ref(column)}::text`))
  let asked = query.select(sql<string[]>`array[${places}]`.as('place'))
  for (const { column, direction } of keys) asked = asked.orderBy(sql.ref(column), direction)
  if (cursor !== undefined) asked = asked.where(behind(keys, readCursor(keys, cursor)))
  // Kysely can't follow a column that is added to a row of any shape.
  return asked as unknown as SelectQueryBuilder<Tables, Sources, Placed<Row>>
}

/** @param found one row more than the page has, where there is one */
export function pageOfRows<Row>(found: readonly Placed<Row>[], limit: number): Page<Row> {
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    next: found.length > limit && last ? writeCursor(last.place) : null,
    rows: rows.map(({ place, ...row }) => row as unknown as Row),
  }
}

/** All rows of a list, page by page. @param read one page */
export async function* eachRow<Row>(read: (cursor: string | undefined) => Promise<Page<Row>>): AsyncGenerator<Row> {
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const { rows, next }: Page<Row> = await read(cursor)
    yield* rows
    cursor = next
  }
}

/** Rows behind a place. The first column alone bounds them too: with mixed directions an index reads from there. */
function behind(keys: readonly Key[], place: readonly string[]): RawBuilder<SqlBool> {
  const values = keys.map(({ type }, index) => sql`${place[index]}::${sql.raw(type)}`)
  const columns = keys.map(({ column }) => sql.ref(column))
  const [first] = keys
  const after = ({ direction }: Key) => sql.raw(direction === 'asc' ? '>' : '<')
  if (first && keys.every(({ direction }) => direction === first.direction))
    return sql`(${sql.join(columns)}) ${after(first)} (${sql.join(values)})`
  const rest = keys.reduceRight<RawBuilder<SqlBool>>(
    (deeper, key, index) =>
      sql`(${columns[index]} ${after(key)} ${values[index]} or (${columns[index]} = ${values[index]} and ${deeper}))`,
    sql`false`,
  )
  return first ? sql`(${columns[0]} ${after(first)}= ${values[0]} and ${rest})` : rest
}

const shapes: Readonly<Record<Key['type'], RegExp>> = {
  timestamptz: /^(?:infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?[+-](?:0\d|1[0-5])(?::[0-5]\d){0,2})$/,
  uuid: /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/,
  text: /^[^\0]{0,4000}$/,
  bigint: /^\d{1,18}$/,
}

/** Opaque to whoever gets it. Moments are in the database's own words: none of their digits is lost. */
function writeCursor(place: readonly string[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

function readCursor(keys: readonly Key[], cursor: string): string[] {
  const place = parsed(cursor)
  const fits =
    Array.isArray(place) &&
    place.length === keys.length &&
    keys.every(({ type }, index) => typeof place[index] === 'string' && fitsType(type, place[index]))
  if (!fits) throw noSuchPage()
  return place
}

function fitsType(type: Key['type'], text: string): boolean {
  if (!shapes[type].test(text) || !text.isWellFormed()) return false
  return type !== 'timestamptz' || text === 'infinity' || isInstant(text.slice(0, 19).replace(' ', 'T'))
}

/** A day and an hour that there are: the database refuses all others. */
function isInstant(text: string): boolean {
  const date = new Date(`${text}Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return undefined // nothing that we have written: the caller says so
  }
}

function noSuchPage(): Problem {
  return new Problem(
    'wrong-input',
    {
      id: 'Penanda halaman itu tidak cocok dengan daftar ini. Mulailah dari halaman pertama.',
      en: 'That page mark does not belong to this list. Begin with its first page.',
    },
    { field: 'cursor' },
  )
}

/**
 * The workspace that the transaction is about, as a filter. Row-level security filters by it too, but in a form that no index
 * can be read by.
 */
export function here(column: string): RawBuilder<SqlBool> {
  return sql`${sql.ref(column)} = current_setting('percakapan.workspace', true)`
}
