import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Bus, type BusEvent, openBus } from './bus.ts'
import type { Database } from './db/client.ts'
import { testDatabase } from './testing/database.ts'

let database: Database & { drop(): Promise<void> }
let here: Bus
let there: Bus
let heard: BusEvent[]

beforeEach(async () => {
  database = await testDatabase()
  here = openBus(database.pool, () => undefined)
  there = openBus(database.pool, () => undefined)
  heard = []
  there.listen((event) => heard.push(event))
  // Until it listens, nothing reaches it. Words come in their order: behind the last one no earlier one is on its way.
  let last = 0
  await vi.waitFor(async () => {
    here.tell('w', 'hold', [String(++last)])
    await sleep(40)
    expect(heard.at(-1)?.ids).toContain(String(last))
  }, 5000)
  heard.length = 0
})
afterEach(async () => {
  await here.close()
  await there.close()
  await database.drop()
})

const settled = async (count: number) => {
  await vi.waitFor(() => expect(heard).toHaveLength(count), 5000)
  return heard
}

test('what changed in a burst is told together, with all names, a topic and a brand at a time', async () => {
  here.tell('w', 'articles', ['a'])
  here.tell('w', 'articles', ['b', 'a'])
  here.tell('lain', 'articles', ['c'])
  here.tell('w', 'deliveries', ['d'])
  expect((await settled(3)).sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))).toEqual([
    { workspaceId: 'lain', topic: 'articles', ids: ['c'] },
    { workspaceId: 'w', topic: 'articles', ids: ['a', 'b'] },
    { workspaceId: 'w', topic: 'deliveries', ids: ['d'] },
  ])
})

test('one that names nothing, or more than a notification holds, may have changed anything', async () => {
  here.tell('w', 'articles', ['a'])
  here.tell('w', 'articles')
  here.tell('w', 'articles', ['b'])
  here.tell(
    'w',
    'deliveries',
    Array.from({ length: 1000 }, (_, n) => `00000000-0000-4000-8000-${n}`),
  )
  expect((await settled(2)).sort((a, b) => a.topic.localeCompare(b.topic))).toEqual([
    { workspaceId: 'w', topic: 'articles' },
    { workspaceId: 'w', topic: 'deliveries' },
  ])
})

test('whoever lost the line makes all readers’ pages anew', async () => {
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen %'`,
  )
  expect(await settled(1)).toEqual([{ workspaceId: '*', topic: 'pages' }])
})
