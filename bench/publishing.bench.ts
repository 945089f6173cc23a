/**
 * How fast deliveries leave, and what they cost, beside what the job queue alone does with as many empty jobs; how late posts are that
 * are due one after the other while many others wait; and what a million scheduled posts change of that. One run, one database.
 *
 * `npm run bench publishing dispatch,rates` runs these parts only, and `npm run bench publishing dispatch 5000` with fewer deliveries.
 * Rates hold on a machine that does nothing else; what a thousand cost in processor time holds on any.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { asSystem, inWorkspace } from '../src/db/client.ts'
import { viewCalendar } from '../src/http/routes/calendar.ts'
import { startDispatcher } from '../src/publishing/index.ts'
import { type Benchmark, type Figure, median, round } from './benchmark.ts'
import { cpuInAll } from './cpu.ts'
import { dispatch, dispatchBeside, emptyJobs, type Round } from './publishing-dispatch.ts'
import {
  answerMilliseconds,
  clear,
  type House,
  insert,
  insertOthers,
  openHouse,
  withRates,
} from './publishing-house.ts'

const rounds = 3
const waitingOthers = 100_000
const lateSeconds = 30
const calendarPosts = 5000

/** In this order: each leaves the house as the next one needs it. */
const parts = { dispatch: alone, workers, calendar, late, million }

type Part = keyof typeof parts

/** What one part has found out that others are held against. */
interface Found {
  /** How many deliveries a round has. */
  many: number
  alone?: Round
}

export const bench: Benchmark = async () => {
  const [, , , named, count] = process.argv
  const wanted = (named?.split(',') ?? Object.keys(parts)) as Part[]
  const unknown = wanted.filter((part) => !Object.hasOwn(parts, part))
  if (unknown.length) throw new Error(`no part ${unknown.join(', ')}; there are: ${Object.keys(parts).join(', ')}`)
  const house = await openHouse()
  const found: Found = { many: Number(count ?? 20_000) }
  const figures: Figure[] = []
  try {
    for (const part of Object.keys(parts) as Part[])
      if (wanted.includes(part)) figures.push(...(await parts[part](house, found)))
    return figures
  } finally {
    await house.close()
  }
}

/** The round in the middle, by its rate and by its cost. */
function middle(all: readonly Round[]): Round {
  const of = (value: (one: Round) => number) => median(all.map(value))
  return {
    rate: of(({ rate }) => rate),
    cpu: { node: of(({ cpu }) => cpu.node), postgres: of(({ cpu }) => cpu.postgres) },
  }
}

function costs(key: string, { cpu }: Round): Figure[] {
  return [
    { key: `${key}Node`, what: '  a thousand cost this program', value: round(cpu.node, 1), unit: 'ms CPU' },
    { key: `${key}Postgres`, what: '  and PostgreSQL', value: round(cpu.postgres, 1), unit: 'ms CPU' },
  ]
}

function ratio(key: string, what: string, value: number, least?: number): Figure {
  const figure = { key, what, value: round(value), unit: '' }
  return least === undefined ? figure : { ...figure, wanted: `≥ ${least}`, fine: round(value) >= least }
}

/** In turns, so that whatever else the machine does hits them alike. */
async function alone(house: House, found: Found): Promise<Figure[]> {
  const { many } = found
  const rated = withRates(house)
  const queued: Round[] = []
  const plain: Round[] = []
  const limited: Round[] = []
  for (let at = 0; at < rounds; at++) {
    queued.push(await emptyJobs(house, many))
    plain.push(await dispatch(house, many))
    limited.push(await dispatch(rated, many))
  }
  const [queue, free, withRate] = [middle(queued), middle(plain), middle(limited)]
  found.alone = free
  return [
    {
      key: 'queue',
      what: `pg-boss alone, ${many} empty jobs in batches`,
      value: Math.round(queue.rate),
      unit: 'jobs/s',
    },
    ...costs('queue', queue),
    {
      key: 'dispatch',
      what: `${many} deliveries, network answers in ${answerMilliseconds} ms`,
      value: Math.round(free.rate),
      unit: 'deliveries/s',
    },
    ...costs('dispatch', free),
    ratio('toQueue', 'deliveries to empty jobs', free.rate / queue.rate, 0.4),
    ratio('toQueueCpu', '  by processor time', cpuInAll(queue.cpu) / cpuInAll(free.cpu)),
    {
      key: 'rated',
      what: 'the same, with a rate on each channel',
      value: Math.round(withRate.rate),
      unit: 'deliveries/s',
    },
    ...costs('rated', withRate),
    ratio('ratedToQueue', 'those to empty jobs', withRate.rate / queue.rate, 0.3),
    ratio('ratedToQueueCpu', '  by processor time', cpuInAll(queue.cpu) / cpuInAll(withRate.cpu)),
  ]
}

/** Processes of their own, and nothing but they send. */
async function workers(house: House, { many }: Found): Promise<Figure[]> {
  const single: Round[] = []
  const both: Round[] = []
  for (let at = 0; at < rounds; at++) {
    single.push(await dispatchBeside(house, many, 1))
    both.push(await dispatchBeside(house, many, 2))
  }
  const [one, two] = [middle(single), middle(both)]
  return [
    { key: 'oneWorker', what: 'one worker’s process', value: Math.round(one.rate), unit: 'deliveries/s' },
    ...costs('oneWorker', one),
    { key: 'twoWorkers', what: 'two workers’ processes', value: Math.round(two.rate), unit: 'deliveries/s' },
    ...costs('twoWorkers', two),
    ratio('twoToOne', 'two to one', two.rate / one.rate, 1.4),
  ]
}

async function late(house: House): Promise<Figure[]> {
  await insertOthers(house, waitingOthers, '30 days')
  const found = await lateness(house)
  return [
    {
      key: 'lateMedian',
      what: `late with ${waitingOthers} others waiting, half are under`,
      value: round(found.median),
      unit: 'ms',
      wanted: '≤ 300',
      fine: found.median <= 300,
    },
    {
      key: 'lateWorst',
      what: '99 of 100 are under',
      value: round(found.worst),
      unit: 'ms',
      wanted: '≤ 1000',
      fine: found.worst <= 1000,
    },
  ]
}

/** Held against a house in which nothing waits, in the same run. */
async function million(house: House, found: Found): Promise<Figure[]> {
  const { many } = found
  const before = found.alone ?? (await aloneAgain(house, many))
  await insertOthers(house, 1_000_000 - waitingOthers, '60 days')
  const full = await aloneAgain(house, many)
  const last = await lateness(house)
  const slower = round(before.rate / full.rate)
  return [
    {
      key: 'million',
      what: 'deliveries/s with a million scheduled: slower by',
      value: slower,
      unit: '×',
      wanted: '≤ 1.15',
      fine: slower <= 1.15,
    },
    ...costs('million', full),
    {
      key: 'lateMedianMillion',
      what: 'late with a million scheduled, half are under',
      value: round(last.median),
      unit: 'ms',
    },
  ]
}

async function aloneAgain(house: House, many: number): Promise<Round> {
  const all: Round[] = []
  for (let at = 0; at < rounds; at++) all.push(await dispatch(house, many))
  return middle(all)
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
  await clear(house)
  const late = due.map((row) => (sent.get(row.text) ?? Infinity) - row.due_at.getTime()).sort((a, b) => a - b)
  return { median: median(late), worst: late[Math.ceil(late.length * 0.99) - 1] as number }
}

/** The server's part of showing a month: the query, its rows, and the answer's bytes. */
async function calendar(house: House): Promise<Figure[]> {
  const took = await calendarMonth(house)
  return [
    {
      key: 'calendar',
      what: `a calendar month with ${calendarPosts} posts`,
      value: round(took),
      unit: 'ms',
      wanted: '≤ 100',
      fine: took <= 100,
    },
  ]
}

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
