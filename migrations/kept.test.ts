/** What a house that is older than 0030 has gets what lists and pages show, and stays what it was. */
import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { asSystem, type Database } from '../src/db/client.ts'
import { migrate } from '../src/db/migrate.ts'
import { testDatabase } from '../src/testing/database.ts'
import { serverEffort } from '../src/testing/effort.ts'
import { migrations } from './index.ts'

let database: Database & { drop(): Promise<void> }
beforeEach(async () => {
  database = await testDatabase()
  await sql`drop schema public cascade`.execute(database.db)
  await sql`create schema public`.execute(database.db)
})
afterEach(() => database.drop())

const migrator = () => new Migrator({ db: database.db, provider: { getMigrations: async () => migrations } })
async function migrateTo(name?: string) {
  const { error } = await (name ? migrator().migrateTo(name) : migrator().migrateToLatest())
  if (error) throw error
}
test('migrations are listed in their order, each under a number of its own', () => {
  const names = Object.keys(migrations)
  expect(names).toEqual(names.toSorted())
  const numbers = names.map((name) => name.slice(0, 4))
  expect(new Set(numbers).size).toBe(numbers.length)
})

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`

async function furnish() {
  const workspace = sql`'w'`
  const published = JSON.stringify({
    title: 'Kopi',
    markdown: '**Isi**',
    summary: '',
    tags: ['a', 'a', 'b'],
    language: 'id',
    at: '2026-01-02T00:00:00.000Z',
  })
  await asSystem(database.db, async (tx) => {
    const run = (statement: ReturnType<typeof sql>) => statement.execute(tx)
    await run(sql`insert into organization (id, name, slug, "createdAt") values ('w', 'W', 'w', now())`)
    await run(sql`insert into channel (id, workspace_id, network, remote_id, server, account, credentials)
      values (${id(1)}, ${workspace}, 'fake', 'r', '', '{}', '')`)
    await run(sql`insert into person (id, workspace_id, network, remote_id, name, handle, url)
      values (${id(1)}, ${workspace}, 'fake', 'budi', 'Budi', 'budi', '')`)
    await run(sql`insert into conversation (id, workspace_id, channel_id, root, last_at) values
      (${id(1)}, ${workspace}, ${id(1)}, 'a', now()), (${id(2)}, ${workspace}, ${id(1)}, 'b', now())`)
    for (const [n, at, answered, standing] of [
      [1, '2026-01-01', true, 'shown'],
      [2, '2026-01-02', false, 'shown'],
      [3, '2026-01-03', false, 'held'],
      [4, '2026-01-04', false, 'spam'],
    ] as const)
      await run(sql`insert into response (id, workspace_id, channel_id, conversation_id, person_id, kind, remote_id, permalink, text,
          written_at, answered_at, standing) values (${id(n)}, ${workspace}, ${id(1)}, ${id(1)}, ${id(1)}, 'reply', ${`r${n}`}, '', '',
          ${at}::timestamptz, case when ${answered} then now() end, ${standing})`)
    await run(sql`insert into article (id, workspace_id, slug, title, markdown, language, state, published, published_at) values
      (${id(1)}, ${workspace}, 'kopi', 'Kopi', '**Isi**', 'id', 'published', ${published}::jsonb, '2026-01-02'),
      (${id(2)}, ${workspace}, 'teh', 'Teh', 'Rancangan', 'id', 'draft', null, null)`)
  })
}

test('older rows are filled, under row-level security too', async () => {
  await migrateTo('0025_doors')
  await furnish()
  await migrateTo()
  const rows = <T>(query: ReturnType<typeof sql<T>>) =>
    asSystem(database.db, async (tx) => (await query.execute(tx)).rows)
  expect(
    await rows(sql`select id, response_count, waiting_count, waiting_since, waiting_response, last_response, waits_from::text as waits
    from conversation order by id`),
  ).toMatchObject([
    {
      response_count: 4,
      waiting_count: 2,
      waiting_since: new Date('2026-01-02T00:00:00Z'),
      waiting_response: id(2),
      last_response: id(3),
    },
    { response_count: 0, waiting_count: 0, waiting_since: null, waiting_response: null, waits: 'infinity' },
  ])
  expect(await rows(sql`select title, tags, excerpt, html, renderer, modified_at from article_page`)).toEqual([
    {
      title: 'Kopi',
      tags: ['a', 'a', 'b'],
      excerpt: '**Isi**',
      html: null,
      renderer: '',
      modified_at: new Date('2026-01-02T00:00:00Z'),
    },
  ])
  expect(await rows(sql`select tag from article_tag order by tag`)).toEqual([{ tag: 'a' }, { tag: 'b' }])
  expect(await rows(sql`select excerpt, brief_by from article order by slug`)).toEqual([
    { excerpt: '**Isi**', brief_by: 0 },
    { excerpt: 'Rancangan', brief_by: 0 },
  ])
})

test('words that had another name keep what they say: parts, lookups, quotas, webhooks', async () => {
  await migrateTo('0043_work')
  await furnish()
  const run = (statement: ReturnType<typeof sql>) => asSystem(database.db, (tx) => statement.execute(tx))
  const parts = [
    { text: '**Isi**', looks: { text: 'Isi', styles: [], links: [] } },
    { text: 'dua', length: 3 },
  ]
  await run(sql`insert into post (id, workspace_id, created_by) values (${id(1)}, 'w', 'rina')`)
  await run(sql`insert into delivery (id, workspace_id, post_id, channel_id, text, parts, state, due_at, time_zone, looks)
    values (${id(1)}, 'w', ${id(1)}, ${id(1)}, '', ${JSON.stringify(parts)}::jsonb, 'published', now(), 'Asia/Jakarta', 3)`)
  await run(
    sql`insert into meter_use (workspace_id, key, meter, period, used) values ('w', 'k', 'usd', '2026-01-01', 5)`,
  )
  await run(sql`insert into meter_budget (workspace_id, channel_id, meter, amount) values ('w', ${id(1)}, 'usd', 7)`)
  await run(sql`insert into own_app (workspace_id, network, app, hook) values ('w', 'fake', '', 'rahasia')`)
  await migrateTo()
  const row = <T>(query: ReturnType<typeof sql<T>>) =>
    asSystem(database.db, async (tx) => (await query.execute(tx)).rows[0])
  const [first, second] = parts
  expect(await row(sql`select parts, lookups from delivery`)).toEqual({
    parts: [{ text: first?.text, formatted: first?.looks }, second],
    lookups: 3,
  })
  expect(await row(sql`select quota, used from quota_use`)).toEqual({ quota: 'usd', used: 5 })
  expect(await row(sql`select quota, amount from quota_budget`)).toEqual({ quota: 'usd', amount: 7 })
  expect(await row(sql`select webhook from own_app`)).toEqual({ webhook: 'rahasia' })
})

test('texts that are there are found by their words, in their order and conversation', async () => {
  await migrateTo('0054_measured')
  await furnish()
  const run = (statement: ReturnType<typeof sql>) => asSystem(database.db, (tx) => statement.execute(tx))
  await run(sql`insert into post (id, workspace_id, created_by) values (${id(1)}, 'w', 'rina')`)
  await run(sql`insert into delivery (id, workspace_id, post_id, channel_id, text, parts, state, due_at, time_zone)
    values (${id(1)}, 'w', ${id(1)}, ${id(1)}, 'Kami menjual #KopiGayo', '[]', 'published', '2026-01-05', 'Asia/Jakarta')`)
  await run(sql`update response set text = 'Kapan buka?' where id = ${id(2)}`)
  await migrateTo()
  const rows = <T>(query: ReturnType<typeof sql<T>>) =>
    asSystem(database.db, async (tx) => (await query.execute(tx)).rows)
  expect(
    await rows(
      sql`select id, due_at from searchable_delivery where body @@ 'jual' and body @@ 'gayo' and body @@ 'kopigayo'`,
    ),
  ).toEqual([{ id: id(1), due_at: new Date('2026-01-05T00:00:00Z') }])
  expect(await rows(sql`select id, conversation_id, person_id from searchable_response where body @@ 'buka'`)).toEqual([
    { id: id(2), conversation_id: id(1), person_id: id(1) },
  ])
  await run(sql`update response set conversation_id = ${id(2)}, text = 'Jam berapa tutup?' where id = ${id(2)}`)
  expect(await rows(sql`select conversation_id from searchable_response where body @@ 'tutup'`)).toEqual([
    { conversation_id: id(2) },
  ])
  expect(await rows(sql`select from searchable_response where body @@ 'buka'`)).toEqual([])
})

test('whoever writes a response, its conversation is counted: moderated, answered, gone, two at once', async () => {
  await migrateTo()
  await furnish()
  const counts = () =>
    asSystem(database.db, (tx) =>
      tx
        .selectFrom('conversation')
        .select(['response_count', 'waiting_count', 'last_response'])
        .orderBy('id')
        .execute(),
    )
  expect(await counts()).toMatchObject([{ response_count: 4, waiting_count: 2 }, { response_count: 0 }])
  const change = (n: number, what: ReturnType<typeof sql>) =>
    asSystem(database.db, (tx) => sql`update response set ${what} where id = ${id(n)}`.execute(tx))
  await Promise.all([
    change(2, sql`answered_at = now()`),
    change(3, sql`standing = 'removed'`),
    change(4, sql`standing = 'shown'`),
  ])
  expect(await counts()).toMatchObject([{ waiting_count: 1, last_response: id(4) }, {}])
  await change(4, sql`conversation_id = ${id(2)}`)
  expect(await counts()).toMatchObject([
    { response_count: 3, waiting_count: 0 },
    { response_count: 1, waiting_count: 1 },
  ])
  await asSystem(database.db, (tx) => tx.deleteFrom('response').execute())
  expect(await counts()).toMatchObject([
    { response_count: 0, last_response: null },
    { response_count: 0, waiting_count: 0 },
  ])
})

test('two that are written in one conversation at the same moment take turns', async () => {
  await migrateTo()
  await furnish()
  const both = Promise.withResolvers<void>()
  let there = 0
  const write = (name: string) =>
    asSystem(database.db, async (tx) => {
      // What the reference to the conversation takes, before any count.
      await sql`select from conversation where id = ${id(2)} for key share`.execute(tx)
      if (++there === 2) both.resolve()
      await both.promise
      await sql`insert into response (id, workspace_id, channel_id, conversation_id, person_id, kind, remote_id, permalink, text, written_at)
        values (gen_random_uuid(), 'w', ${id(1)}, ${id(2)}, ${id(1)}, 'reply', ${name}, '', '', now())`.execute(tx)
    })
  await Promise.all([write('x'), write('y')])
  const counted = await asSystem(database.db, (tx) =>
    tx.selectFrom('conversation').select('response_count').where('id', '=', id(2)).executeTakeFirst(),
  )
  expect(counted).toEqual({ response_count: 2 })
})

test('whose an older article is: who saved its first words, else the owner', async () => {
  await migrateTo('0025_doors')
  await furnish()
  await asSystem(database.db, async (tx) => {
    for (const name of ['rina', 'budi']) {
      await sql`insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
        values (${name}, ${name}, ${`${name}@contoh.id`}, true, now(), now())`.execute(tx)
    }
    await sql`insert into member (id, "organizationId", "userId", role, "createdAt")
      values ('m', 'w', 'rina', 'owner', now())`.execute(tx)
    await sql`insert into article_revision (article_id, version, workspace_id, title, markdown, saved_by)
      values (${id(1)}, 1, 'w', 'Kopi', '', 'budi'), (${id(1)}, 2, 'w', 'Kopi', '', 'rina')`.execute(tx)
  })
  await migrateTo()
  const articles = await asSystem(database.db, (tx) =>
    tx.selectFrom('article').select(['slug', 'created_by']).orderBy('slug').execute(),
  )
  expect(articles).toEqual([
    { slug: 'kopi', created_by: 'budi' },
    { slug: 'teh', created_by: 'rina' },
  ])
})

test('a backup’s worth of responses at once is counted in time that grows with them', async () => {
  await migrateTo()
  await furnish()
  const write = (count: number, from: number) =>
    asSystem(database.db, async (tx) => {
      await sql`insert into conversation (id, workspace_id, channel_id, root, last_at)
        select gen_random_uuid(), 'w', ${id(1)}, 'm' || n, now() from generate_series(${from}::int, ${from + count - 1}::int) n`.execute(
        tx,
      )
      const began = await serverEffort(tx)
      await sql`insert into response (id, workspace_id, channel_id, conversation_id, person_id, kind, remote_id, permalink, text, written_at)
        select gen_random_uuid(), 'w', channel_id, id, ${id(1)}, 'reply', root, '', '', now() from conversation
        where substr(root, 2)::int between ${from}::int and ${from + count - 1}::int and root like 'm%'`.execute(tx)
      return (await serverEffort(tx)) - began
    })
  await write(100, 1)
  const [some, many] = [await write(1500, 1000), await write(12_000, 10_000)]
  const counted = await asSystem(database.db, (tx) =>
    tx.selectFrom('conversation').select('id').where('waiting_count', '=', 1).where('root', 'like', 'm%').execute(),
  )
  expect(counted).toHaveLength(13_600)
  // Eight times as many: with the square it would be 64 times as long.
  expect(many / some).toBeLessThan(24)
}, 120_000)

test('whoever starts a newer version on older rows is told that it may take a while, and nobody else', async () => {
  const told: string[] = []
  const tell = (id: string, en: string) => told.push(id, en)
  await migrateTo('0043_work')
  await migrate(database.db, tell)
  expect(told).toEqual([expect.stringContaining('menit'), expect.stringContaining('minutes')])
  await migrate(database.db, tell)
  expect(told).toHaveLength(2)
  await sql`drop schema public cascade`.execute(database.db)
  await sql`create schema public`.execute(database.db)
  await migrate(database.db, tell)
  expect(told).toHaveLength(2)
})
