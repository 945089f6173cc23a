/** `tables.ts` says what the migrated database has: every table and view, every column, whether it may be empty, and of what kind it is. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { type Node, nodes, treeOf } from '../testing/sources.ts'

interface Column {
  /** May be read as null. */
  empty: boolean
  kind: string
}
type Shape = Record<string, Record<string, Column>>

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

/** Made by libraries, which alone read and write them. */
const ofLibraries = ['kysely_migration', 'kysely_migration_lock', 'twoFactor', 'invitation']
/** The database fills them, and the program reads them by views (0046). */
const readByViews = ['delivery_words', 'article_words', 'response_words', 'person_words', 'published_words']
/** Columns that only better-auth knows, of tables that we use too. */
const ofBetterAuth: Readonly<Record<string, readonly string[]>> = {
  account: ['accessToken', 'accessTokenExpiresAt', 'idToken', 'refreshToken', 'refreshTokenExpiresAt', 'scope'],
  verification: ['createdAt', 'updatedAt'],
}

/** What `pg` hands out for a type: https://node-postgres.com/features/types */
const kinds: Readonly<Record<string, string>> = {
  text: 'string',
  varchar: 'string',
  uuid: 'string',
  date: 'string',
  time: 'string',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float4: 'number',
  float8: 'number',
  bool: 'boolean',
  timestamptz: 'Date',
  timestamp: 'Date',
  bytea: 'Buffer',
  jsonb: 'json',
  json: 'json',
  tsvector: 'string',
  _int4: 'number[]',
  _text: 'string[]',
  _uuid: 'string[]',
}

async function real(): Promise<Shape> {
  const { rows } = await database.pool.query<{
    table: string
    column: string
    type: string
    empty: boolean
    view: boolean
  }>(`
    select c.relname as table, a.attname as column, t.typname as type, not a.attnotnull as empty, c.relkind = 'v' as view
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped join pg_type t on t.oid = a.atttypid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v')`)
  const shape: Shape = {}
  for (const { table, column, type, empty, view } of rows) {
    if (ofLibraries.includes(table) || readByViews.includes(table) || ofBetterAuth[table]?.includes(column)) continue
    shape[table] ??= {}
    // A view's columns have no promise of their own: whether they may be empty is not asked of them.
    shape[table][column] = { empty: view ? false : empty, kind: kinds[type] ?? type }
  }
  return shape
}

const tree = treeOf('db/tables.ts')
const named = new Map(
  [...nodes(tree)].flatMap(([node]) =>
    node.type === 'TSInterfaceDeclaration' || node.type === 'TSTypeAliasDeclaration'
      ? [[(node.id as Node).name as string, node] as const]
      : [],
  ),
)

/** What tables.ts says: a reader's side of each column. */
function told(): Shape {
  const tables = members((named.get('Tables') as Node).body as Node)
  return Object.fromEntries([...tables].map(([name, type]) => [name, columnsOf(type)]))
}

function members(body: Node): Map<string, Node> {
  const all = (body.body ?? body.members) as Node[]
  return new Map(
    all.map((one) => {
      const key = one.key as Node
      return [String(key.name ?? key.value), (one.typeAnnotation as Node).typeAnnotation as Node]
    }),
  )
}

function columnsOf(type: Node): Record<string, Column> {
  if (type.type === 'TSTypeLiteral') return readAll(members(type))
  const name = (type.typeName as Node).name as string
  if (name !== 'Pick') return readAll(members((named.get(name) as Node).body as Node))
  const [from, keys] = argumentsOf(type)
  const picked = strings(keys as Node)
  const all = columnsOf(from as Node)
  return Object.fromEntries(picked.map((key) => [key, { ...(all[key] as Column), empty: false }]))
}

const argumentsOf = (type: Node) => ((type.typeArguments ?? type.typeParameters) as Node).params as Node[]
const strings = (type: Node): string[] =>
  type.type === 'TSUnionType' ? (type.types as Node[]).flatMap(strings) : [(type.literal as Node).value as string]
const readAll = (all: Map<string, Node>) => Object.fromEntries([...all].map(([name, type]) => [name, read(type)]))

function read(type: Node): Column {
  switch (type.type) {
    case 'TSStringKeyword':
    case 'TSLiteralType':
      return { empty: false, kind: 'string' }
    case 'TSNumberKeyword':
      return { empty: false, kind: 'number' }
    case 'TSBooleanKeyword':
      return { empty: false, kind: 'boolean' }
    case 'TSNullKeyword':
      return { empty: true, kind: '' }
    case 'TSUnionType': {
      const all = (type.types as Node[]).map(read)
      return { empty: all.some(({ empty }) => empty), kind: all.find(({ kind }) => kind)?.kind ?? '' }
    }
    case 'TSArrayType': {
      const { kind } = read(type.elementType as Node)
      return { empty: false, kind: kind === 'json' ? 'json' : `${kind}[]` }
    }
    case 'TSTypeOperator':
      return read(type.typeAnnotation as Node)
    case 'TSTypeReference':
      return readNamed(type)
    default:
      return { empty: false, kind: 'json' }
  }
}

function readNamed(type: Node): Column {
  const name = (type.typeName as Node).name as string
  if (['Generated', 'WithDefault', 'ColumnType', 'GeneratedAlways'].includes(name))
    return read(argumentsOf(type)[0] as Node)
  if (name === 'Json' || name === 'JSONColumnType') return { empty: false, kind: 'json' }
  if (name === 'NullableJson') return { empty: true, kind: 'json' }
  if (name === 'Date' || name === 'Buffer') return { empty: false, kind: name }
  const alias = named.get(name)
  if (alias?.type === 'TSTypeAliasDeclaration') return read(alias.typeAnnotation as Node)
  // Types from elsewhere: words of a list are text, shapes are JSON.
  return { empty: false, kind: words.has(name) ? 'string' : 'json' }
}

/** Types of other files that are one of some words. */
const words = new Set(['Language', 'Audience', 'MailKind'])

describe('tables.ts', () => {
  test('is read whole', () => {
    expect(Object.keys(told()).length).toBeGreaterThan(50)
    expect(told().request_key?.status).toEqual({ empty: true, kind: 'number' })
    expect(told().article_name).toMatchObject({ slug: { empty: false, kind: 'string' } })
  })

  test('names every table, view and column that is there, and no other', async () => {
    const names = (shape: Shape) =>
      Object.entries(shape).flatMap(([table, columns]) => Object.keys(columns).map((column) => `${table}.${column}`))
    expect(names(told()).sort()).toEqual(names(await real()).sort())
  })

  test('says of each column what it holds, and whether it may be empty', async () => {
    const there = await real()
    for (const [table, columns] of Object.entries(told()))
      for (const [column, { empty, kind }] of Object.entries(columns))
        expect([table, column, empty, kind]).toEqual([
          table,
          column,
          there[table]?.[column]?.empty,
          there[table]?.[column]?.kind,
        ])
  })
})
