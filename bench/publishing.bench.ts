/**
 * How fast deliveries leave, beside what the job queue alone does with as many empty jobs; how late posts are that are due
 * one after the other while many others wait; and what a million scheduled posts change of that. One run, one database.
 */
import { randomBytes, randomUUID, randomUUIDv7 } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { PgBoss } from 'pg-boss'
import { connectChannel } from '../src/channels/index.ts'
import { readConfig } from '../src/config.ts'
import type { Actor, Context } from '../src/context.ts'
import { asSystem, inWorkspace } from '../src/db/client.ts'
import { viewCalendar } from '../src/http/routes/calendar.ts'
import type { Network, SendingFacet } from '../src/networks/network.ts'
import { type Opened, openContext } from '../src/program.ts'
import { startDispatcher } from '../src/publishing/index.ts'
import { makeWorkspace } from '../src/testing/context.ts'
import { fakeNetwork } from '../src/testing/fake-network.ts'
import { type Benchmark, median, round } from './benchmark.ts'

const many = 20_000
const channels = 250
const answerMilliseconds = 5
const rounds = 3
const waitingOthers = 100_000
const lateSeconds = 30
const calendarPosts = 5000

interface House {
  opened: Opened
  context: Context
  actor: Actor
  channelIds: string[]
  /** When the network was called, by text. */
  sent: Map<string, number>
}

export const bench: Benchmark = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'percakapan-bench-'))
  const house = await open(folder)
  try {
    const queue: number[] = []
    const alone: number[] = []
    const shared: number[] = []
    for (let at = 0; at < rounds; at++) {
      queue.push(await emptyJobs(house))
      alone.push(await dispatch(house, 1))
      shared.push(await dispatch(house, 2))
    }
    const calendar = await calendarMonth(house)
    await fill(house, waitingOthers, '30 days')
    const late = await lateness(house)
    await fill(house, 1_000_000 - waitingOthers, '60 days')
    await asSystem(house.context.db, (tx) => sql`analyze delivery`.execute(tx))
    const full: number[] = []
    for (let at = 0; at < rounds; at++) full.push(await dispatch(house, 1))
    const lateFull = await lateness(house)
    const ratio = round(median(alone) / median(queue))
    const change = round(median(alone) / median(full))
    return [
      {
        key: 'queue',
        what: `pg-boss alone, ${many} empty jobs in batches`,
        value: Math.round(median(queue)),
        unit: 'jobs/s',
      },
      {
        key: 'dispatch',
        what: `${many} deliveries, network answers in ${answerMilliseconds} ms`,
        value: Math.round(median(alone)),
        unit: 'deliveries/s',
      },
      { key: 'toQueue', what: 'deliveries to empty jobs', value: ratio, unit: '', wanted: '≥ 0.2', fine: ratio >= 0.2 },
      {
        key: 'twoWorkers',
        what: 'the same, two workers on these cores',
        value: Math.round(median(shared)),
        unit: 'deliveries/s',
      },
      {
        key: 'lateMedian',
        what: `late with ${waitingOthers} others waiting, half are under`,
        value: round(late.median),
        unit: 'ms',
        wanted: '≤ 300',
        fine: late.median <= 300,
      },
      {
        key: 'lateWorst',
        what: '99 of 100 are under',
        value: round(late.worst),
        unit: 'ms',
        wanted: '≤ 1000',
        fine: late.worst <= 1000,
      },
      {
        key: 'million',
        what: 'deliveries/s with a million scheduled: slower by',
        value: change,
        unit: '×',
        wanted: '≤ 1.3',
        fine: change <= 1.3,
      },
      {
        key: 'lateMedianMillion',
        what: 'late with a million scheduled, half are under',
        value: round(lateFull.median),
        unit: 'ms',
      },
      {
        key: 'calendar',
        what: `a calendar month with ${calendarPosts} posts`,
        value: round(calendar),
        unit: 'ms',
        wanted: '≤ 100',
        fine: calendar <= 100,
      },
    ]
  } finally {
    await house.opened.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function open(folder: string): Promise<House> {
  const config = readConfig({ DATA_DIR: folder, SECRET_KEY: randomBytes(32).toString('hex'), LOG_LEVEL: 'silent' })
  const opened = await openContext(config)
  const sent = new Map<string, number>()
  const { network: fake } = fakeNetwork()
  const publish: SendingFacet['publish'] = async (part) => {
    sent.set(part.text, Date.now())
    await sleep(answerMilliseconds)
    return { state: 'published', remoteId: part.text, permalink: `https://fake.example/${part.text}` }
  }
  const network: Network = { ...fake, sending: { ...fake.sending, publish } }
  const context: Context = { ...opened.context, networks: { fake: network } }
  const actor = await makeWorkspace(context)
  const channelIds: string[] = []
  for (let at = 0; at < channels; at++) {
    const done = await connectChannel(context, actor, 'fake', { handle: `saluran${at}`, password: 'right' })
    if ('channel' in done) channelIds.push(done.channel.id)
  }
  return { opened, context, actor, channelIds, sent }
}

/** Rows as scheduling writes them, by the thousand. */
async function insert({ context, actor, channelIds }: House, count: number, due: string, text: string): Promise<void> {
  const ids = () => Array.from({ length: count }, () => randomUUIDv7())
  await asSystem(context.db, async (tx) => {
    await sql`
      with numbers as (
        select n, post, id from unnest(${ids()}::uuid[], ${ids()}::uuid[]) with ordinality as made (post, id, n)),
      posts as (insert into post (id, workspace_id, created_by) select post, ${actor.workspaceId}, ${actor.userId} from numbers)
      insert into delivery (id, workspace_id, post_id, channel_id, text, parts, due_at, time_zone)
      select id, ${actor.workspaceId}, post, (${channelIds}::uuid[])[1 + n::int % ${sql.lit(channelIds.length)}], ${text} || n,
        jsonb_build_array(jsonb_build_object('text', ${text} || n, 'entities', '[]'::jsonb, 'length', 20, 'pictures', '[]'::jsonb)),
        ${sql.raw(due)}, 'Asia/Jakarta' from numbers`.execute(tx)
  })
}

/** Deliveries a second, from the first claim until all are published and durable. */
async function dispatch(house: House, workers: number): Promise<number> {
  const { context } = house
  await insert(house, many, 'now()', `d${randomUUID().slice(0, 8)}-`)
  await asSystem(context.db, (tx) => sql`analyze delivery`.execute(tx))
  const began = performance.now()
  const dispatchers = Array.from({ length: workers }, () => startDispatcher(context))
  while (await left(context)) await sleep(20)
  const seconds = (performance.now() - began) / 1000
  for (const dispatcher of dispatchers) await dispatcher.stop()
  await clear(context)
  return many / seconds
}

async function left(context: Context): Promise<number> {
  const { rows } = await asSystem(context.db, (tx) =>
    sql<{
      left: number
    }>`select count(*) as left from (select 1 from delivery where wake_at <= now() limit 1) due`.execute(tx),
  )
  return rows[0]?.left ?? 0
}

/** What is out goes, so that every round begins alike. */
async function clear(context: Context): Promise<void> {
  await asSystem(context.db, (tx) => sql`delete from delivery where state = 'published'`.execute(tx))
  await sql`vacuum analyze delivery`.execute(context.db)
}

/** The same database's job queue with nothing to do in its jobs. */
async function emptyJobs({ context }: House): Promise<number> {
  const { pool } = context.database
  const boss = new PgBoss({
    db: { executeSql: (text: string, values?: unknown[]) => pool.query(text, values as unknown[]) },
    schedule: false,
    supervise: false,
  })
  boss.on('error', () => undefined)
  await boss.start()
  const name = `empty-${randomUUID().slice(0, 8)}`
  await boss.createQueue(name, { retryLimit: 0 })
  for (let at = 0; at < many; at += 1000)
    await boss.insert(
      name,
      Array.from({ length: 1000 }, (_, n) => ({ data: { id: at + n } })),
    )
  let done = 0
  const began = performance.now()
  const finished = new Promise<void>((resolve) => {
    const work = async (jobs: unknown[]) => {
      done += jobs.length
      if (done >= many) setImmediate(resolve)
    }
    void boss.work(name, { batchSize: 500, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true }, work)
    void boss.work(name, { batchSize: 500, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true }, work)
  })
  await finished
  const seconds = (performance.now() - began) / 1000
  await boss.stop({ graceful: true, timeout: 5000, close: false })
  await boss.deleteQueue(name).catch(() => undefined)
  return many / seconds
}

/** Others that wait for another day. */
async function fill(house: House, count: number, far: string): Promise<void> {
  for (let at = 0; at < count; at += 100_000)
    await insert(
      house,
      Math.min(100_000, count - at),
      `now() + interval '${far}' + random() * interval '300 days'`,
      `w${at}-`,
    )
  await asSystem(house.context.db, (tx) => sql`analyze delivery`.execute(tx))
}

/** How long after its moment the network is called, in milliseconds, for posts that are due every second. */
async function lateness(house: House): Promise<{ median: number; worst: number }> {
  const { context, sent } = house
  sent.clear()
  const mark = `l${randomUUID().slice(0, 8)}-`
  await insert(house, lateSeconds, `date_trunc('second', now()) + interval '2 seconds' + n * interval '1 second'`, mark)
  const due = await asSystem(context.db, (tx) =>
    tx.selectFrom('delivery').select(['text', 'due_at']).where('text', 'like', `${mark}%`).execute(),
  )
  const dispatcher = startDispatcher(context)
  while (sent.size < lateSeconds) await sleep(200)
  await dispatcher.stop()
  await clear(context)
  const late = due.map((row) => (sent.get(row.text) ?? Infinity) - row.due_at.getTime()).sort((a, b) => a - b)
  return { median: median(late), worst: late[Math.ceil(late.length * 0.99) - 1] as number }
}

/** The server's part of showing a month: the query, its rows, and the answer's bytes. */
async function calendarMonth(house: House): Promise<number> {
  const { context, actor } = house
  await insert(
    house,
    calendarPosts,
    `date_trunc('month', now()) + interval '2 months' + random() * interval '28 days'`,
    'k',
  )
  const from = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() + 2, 1))
  const to = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() + 3, 1))
  const times: number[] = []
  for (let at = 0; at < 5; at++) {
    const began = performance.now()
    const month = await inWorkspace(context.db, actor.workspaceId, (tx) =>
      viewCalendar(context, tx, { role: 'owner', userId: actor.userId }, { from, to }),
    )
    const bytes = Buffer.byteLength(JSON.stringify(month))
    if (month.posts.length !== calendarPosts || bytes === 0) throw new Error(`a month of ${month.posts.length} posts`)
    times.push(performance.now() - began)
  }
  await asSystem(context.db, (tx) => sql`delete from delivery where text like 'k%'`.execute(tx))
  return median(times)
}
