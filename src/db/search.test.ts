/** Searches find the same rows, in the same order, whether the nearest rows are read or the index is asked. */
import { type KyselyPlugin, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pageOfArticles } from '../blog/index.ts'
import { connectChannel } from '../channels/index.ts'
import { pageOfConversations } from '../conversations/index.ts'
import { pageOfDeliveries } from '../publishing/index.ts'
import { makeWorkspace, type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { type Many, manyArticles, manyConversations, manyDeliveries } from '../testing/many.ts'
import { asSystem, inWorkspace, type Tx } from './client.ts'
import type { Page, PageOf } from './page.ts'

let context: TestContext
let many: Many
/** More than the nearest rows that any list reads first. */
const rows = 2600

beforeAll(async () => {
  context = await testContext([fakeNetwork().network])
  const done = await connectChannel(context, context.actor, 'fake', { handle: 'rina', password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  many = { context, actor: context.actor, channelId: done.channel.id, now: context.clock.now() }
  await manyDeliveries(many, rows)
  await manyArticles(many, rows)
  await manyConversations(many, rows)
})
afterAll(() => context.close())

const within = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(context.db, context.actor.workspaceId, work)

/** Ids of all pages. */
async function all(read: (tx: Tx, page: PageOf) => Promise<Page<{ id: string }>>): Promise<string[]> {
  const ids: string[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: Page<{ id: string }> = await within((tx) => read(tx, { cursor: cursor ?? undefined, limit: 400 }))
    ids.push(...page.rows.map(({ id }) => id))
    cursor = page.next
  }
  return ids
}

/** The whole lists, in their order, which no word of a row changes: read once each. */
const once = (read: (tx: Tx, page: PageOf) => Promise<Page<{ id: string }>>) => {
  let list: Promise<string[]> | undefined
  return () => {
    list ??= all(read)
    return list
  }
}
const whole = {
  deliveries: once((tx, page) => pageOfDeliveries(tx, page)),
  articles: once((tx, page) => pageOfArticles(tx, page)),
  conversations: once((tx, page) => pageOfConversations(tx, page)),
}

/** Says something else in those rows whose place in the list this fits. */
async function say(
  table: 'delivery' | 'article' | 'response',
  column: string,
  by: string,
  which: string,
  words: string,
) {
  await asSystem(context.db, (tx) =>
    sql`update ${sql.table(table)} set ${sql.ref(column)} = ${words} where id in (
      select id from (select id, row_number() over (order by ${sql.raw(by)} desc, id desc) as n from ${sql.table(table)}) t where ${sql.raw(which)})`.execute(
      tx,
    ),
  )
}

describe.for([
  ['a word in every second row', 'n % 2 = 0', 'Kopi TUBRUK, 100% asli'],
  [
    'a word in a few near rows and many far ones',
    'n in (3, 5, 8, 13, 21) or n > 1500 and n % 7 = 0',
    'Teh_poci dingin',
  ],
  ['a word in far rows only', 'n > 2200', 'Sari\\temu lawak'],
  ['a word in one row', 'n = 2599', 'Wedang uwuh'],
] as const)('%s', ([, which, words]) => {
  // Words are found from their beginning.
  const q = words.slice(0, 7).toUpperCase()

  test('posts', async () => {
    await say('delivery', 'text', 'due_at', which, `Pagi. ${words}!`)
    const found = await all((tx, page) => pageOfDeliveries(tx, { q, ...page }))
    const everything = await whole.deliveries()
    const wanted = await idsSaying('delivery', words)
    expect(wanted.size).toBeGreaterThan(0)
    expect(found).toEqual(everything.filter((id) => wanted.has(id)))
  })

  test('articles', async () => {
    await say('article', 'markdown', 'updated_at', which, `Pagi. ${words}!`)
    const found = await all((tx, page) => pageOfArticles(tx, { q, ...page }))
    const everything = await whole.articles()
    const wanted = await idsSaying('article', words)
    expect(wanted.size).toBeGreaterThan(0)
    expect(found).toEqual(everything.filter((id) => wanted.has(id)))
  })

  test('conversations', async () => {
    await say('response', 'text', 'written_at', which, `Pagi. ${words}!`)
    const found = await all((tx, page) => pageOfConversations(tx, { q, ...page }))
    const everything = await whole.conversations()
    const wanted = await idsSaying('response', words)
    expect(wanted.size).toBeGreaterThan(0)
    expect(found).toEqual(everything.filter((id) => wanted.has(id)))
  })
})

/** What holds these words now; of responses, their conversations. */
async function idsSaying(table: 'delivery' | 'article' | 'response', words: string): Promise<Set<string>> {
  const column = table === 'article' ? 'markdown' : 'text'
  const id = table === 'response' ? 'conversation_id' : 'id'
  const { rows } = await asSystem(context.db, (tx) =>
    sql<{
      id: string
    }>`select ${sql.ref(id)} as id from ${sql.table(table)} where strpos(${sql.ref(column)}, ${words}) > 0`.execute(tx),
  )
  return new Set(rows.map((row) => row.id))
}

test('who takes part is found by name and handle, tags and titles too, in any case', async () => {
  expect((await all((tx, page) => pageOfConversations(tx, { q: 'RANG 2577', ...page }))).length).toBe(1)
  expect((await all((tx, page) => pageOfConversations(tx, { q: 'orang2577', ...page }))).length).toBe(1)
  expect((await all((tx, page) => pageOfArticles(tx, { q: 'Tag2577', ...page }))).length).toBe(1)
  expect((await all((tx, page) => pageOfArticles(tx, { q: 'IKEL 2577', ...page }))).length).toBe(1)
  expect(await all((tx, page) => pageOfArticles(tx, { q: 'tidak ada di mana pun', ...page }))).toEqual([])
})

test('an article’s text is found by words in any order, by their stems, and as far as it goes', async () => {
  const text = `Kami menjual biji yang disangrai. ${'isi '.repeat(40_000)} penutup`
  await asSystem(context.db, (tx) =>
    sql`update article set markdown = ${text} where id = (select id from article order by updated_at limit 1)`.execute(
      tx,
    ),
  )
  const found = async (q: string) => (await all((tx, page) => pageOfArticles(tx, { q, ...page }))).length
  expect(await Promise.all(['sangrai jual', 'BIJI', 'disang', 'penutup', 'kami “penutup”!'].map(found))).toEqual([
    1, 1, 1, 1, 1,
  ])
  expect(await Promise.all(['biji teh', 'angrai'].map(found))).toEqual([0, 0])
  expect(await Promise.all(["'", '&', "a':* | b", '\\', '!', ':*', '\u0000'.slice(1)].map(found))).toHaveLength(7)
})

test('a hashtag of several words is found by each of them, and by all', async () => {
  await asSystem(context.db, (tx) =>
    sql`update delivery set text = 'Pagi #KopiGayoAceh dan #teh' where id = (select id from delivery order by due_at limit 1)`.execute(
      tx,
    ),
  )
  const found = async (q: string) => (await all((tx, page) => pageOfDeliveries(tx, { q, ...page }))).length
  expect(await Promise.all(['gayo', '#kopigayo', 'GayoAceh', 'aceh kopi', 'ayo', 'gayo teh'].map(found))).toEqual([
    1, 1, 0, 1, 0, 1,
  ])
})

test('filters hold among what is found', async () => {
  await say('delivery', 'text', 'due_at', 'n % 2 = 0', 'bandrek')
  await asSystem(context.db, (tx) =>
    sql`update delivery set state = 'cancelled' where id in (select id from delivery order by due_at desc limit 1000)`.execute(
      tx,
    ),
  )
  const found = (filter: object) => all((tx, page) => pageOfDeliveries(tx, { q: 'bandrek', ...filter, ...page }))
  const [everything, cancelled] = [await found({}), await found({ states: ['cancelled'] })]
  expect(cancelled).toHaveLength(500)
  expect(cancelled).toEqual(everything.slice(0, 500))
  expect(await found({ states: ['published', 'cancelled'], channelId: many.channelId })).toHaveLength(everything.length)
  expect(await found({ order: 'asc' })).toEqual(everything.toReversed())
})

test('a post that is moved is found at its new place', async () => {
  await say('delivery', 'text', 'due_at', 'n in (10, 20, 30)', 'beras kencur')
  const found = () => all((tx, page) => pageOfDeliveries(tx, { q: 'beras kencur', ...page }))
  const [first, second, last] = await found()
  await asSystem(context.db, (tx) =>
    sql`update delivery set due_at = due_at + interval '1 year' where id = ${last}`.execute(tx),
  )
  expect(await found()).toEqual([last, first, second])
})

test.for([
  ['İstanbul', 'İSTANBUL'],
  ['ΟΔΥΣΣΕΥΣ', 'ΟΔΥΣΣΕΥΣ'],
  ['Jum’at', 'jum’at'],
  ['soft\u00adhyphen', 'SOFT\u00adhyphen'],
  ['+62812345', '+62812345'],
  ["o'brien\\", "O'Brien\\"],
  ['menjual kopinya', 'jual kop'],
  ['kafe di a.example/menu', 'a.example/menu KAFE'],
  ['कॉफ़ी गरम', 'कॉफ़ी'],
  ['“bajigur”', 'bajigur'],
  ['Kopi—susu', 'susu'],
  ['Al-Qur’an', 'an'],
  ['😀senang', 'senang'],
  ['kata~lain', 'lain'],
  ['<kopi susu>', 'susu'],
  ['kopi&nbsp;susu', 'nbsp'],
  ['+62812', '62812'],
  ['。日本語、コーヒー', 'コーヒー'],
] as const)('a text that says %s is found by %s', async ([text, q]) => {
  const one = sql`(select id from article order by id limit 1)`
  await asSystem(context.db, (tx) =>
    sql`update article set markdown = ${`Xyz ${text} xyz`} where id = ${one}`.execute(tx),
  )
  expect(await all((tx, page) => pageOfArticles(tx, { q, ...page }))).toHaveLength(1)
  expect(await all((tx, page) => pageOfArticles(tx, { q: `${q} tidakada`, ...page }))).toEqual([])
})

test('a text of more different words than an index takes is saved', async () => {
  const text = Array.from({ length: 250_000 }, (_, n) => n.toString(36)).join(' ')
  await asSystem(context.db, (tx) =>
    sql`update article set markdown = ${`pembuka ${text}`} where id = (select id from article order by updated_at limit 1)`.execute(
      tx,
    ),
  )
  expect(await all((tx, page) => pageOfArticles(tx, { q: 'pembuka', ...page }))).toHaveLength(1)
})

test('nobody finds another workspace’s words, and what is gone is not found', async () => {
  const stranger = await makeWorkspace(context)
  await asSystem(context.db, (tx) =>
    sql`update delivery set text = 'rahasia besar' where id = (select id from delivery order by due_at limit 1)`.execute(
      tx,
    ),
  )
  const theirs = await inWorkspace(context.db, stranger.workspaceId, (tx) =>
    sql<{ n: number }>`
    select (select count(*) from searchable_delivery) + (select count(*) from searchable_article)
      + (select count(*) from searchable_response) + (select count(*) from searchable_person) as n`.execute(tx),
  )
  expect(theirs.rows[0]?.n).toBe(0)
  const found = () => all((tx, page) => pageOfDeliveries(tx, { q: 'rahasia besar', ...page }))
  expect(await found()).toHaveLength(1)
  await asSystem(context.db, (tx) => sql`delete from delivery where text = 'rahasia besar'`.execute(tx))
  expect(await found()).toEqual([])
  const left = await asSystem(context.db, (tx) =>
    sql<{ n: number }>`select count(*) as n from searchable_delivery where body @@ 'rahasia'`.execute(tx),
  )
  expect(left.rows[0]?.n).toBe(0)
})

test.for([
  ['a frequent word', 'true'],
  ['a rare word', 'n > 2100 and n % 7 = 0'],
] as const)('%s: a row that goes while a page is read ends no list', async ([, which]) => {
  await say('delivery', 'text', 'due_at', which, 'sekoteng')
  const limit = 10
  const before = await all((tx, page) => pageOfDeliveries(tx, { q: 'sekoteng', ...page }))
  let answers = 0
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      const ids = result.rows.map(({ id }) => String(id))
      // The page's rows are known by their ids, and not read yet.
      if (ids.length > limit && answers++ === 0)
        await asSystem(context.db, (tx) => tx.deleteFrom('delivery').where('id', 'in', ids.slice(2, 5)).execute())
      return result
    },
  }
  const first = await within((tx) => pageOfDeliveries(tx.withPlugin(plugin), { q: 'sekoteng', limit }))
  expect(answers).toBeGreaterThan(0)
  expect(first.rows.map(({ id }) => id)).toEqual([...before.slice(0, 2), ...before.slice(5, limit)])
  const second = await within((tx) =>
    pageOfDeliveries(tx, { q: 'sekoteng', limit, ...(first.next ? { cursor: first.next } : {}) }),
  )
  expect(second.rows.map(({ id }) => id)).toEqual(before.slice(limit, 2 * limit))
})

test('a rare word is asked of the index', async () => {
  const plan = await within(async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx)
    return sql<{
      'QUERY PLAN': string
    }>`explain select id from searchable_delivery where body @@ 'wedang'`.execute(tx)
  })
  expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('delivery_words_body')
})
