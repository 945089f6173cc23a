/**
 * What a full house costs: 50,000 articles, a million deliveries, 200,000 conversations, in the real program on its own database,
 * beside another one that holds a hundredth of it and is asked the same questions in turns. Answers are made of the rows: readers'
 * pages are forgotten before each question. Takes about a quarter of an hour, most of it to fill.
 *
 * `npm run bench scale 10` fills a tenth of both, for a quick look.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { everywhere } from '../src/bus.ts'
import { readConfig } from '../src/config.ts'
import type { Context } from '../src/context.ts'
import { type AskProgram, type RunningProgram, setUpProgram, startProgram } from '../src/testing/program.ts'
import { freePort } from '../src/testing/web.ts'
import { type Benchmark, type Figure, median, round } from './benchmark.ts'
import { type Filled, fill, type Size } from './scale-fill.ts'
import { type Question, questions } from './scale-questions.ts'

const full: Size = { articles: 50_000, deliveries: 1_000_000, conversations: 200_000 }
const growth = 100
const samples = 40
const warmUps = 3
const wantedMilliseconds = 50
const wantedGrowth = 1.3
const wantedStartSeconds = 3
/** Below this, noise and the round trip are all that differs. */
const leastMilliseconds = 3

interface House {
  program: RunningProgram
  context: Context
  startSeconds: number
  filled: Filled
  ask: (path: string) => Promise<unknown>
  close(): Promise<void>
}

export const bench: Benchmark = async () => {
  const divisor = Math.max(1, Number(process.argv[3] ?? 1))
  const sized = (by: number): Size => ({
    articles: full.articles / by,
    deliveries: full.deliveries / by,
    conversations: full.conversations / by,
  })
  const houses: House[] = []
  try {
    for (const by of [divisor * growth, divisor]) houses.push(await build(sized(by)))
    const [small, large] = houses as [House, House]
    const asked: Asked[] = []
    for (const question of questions) {
      const times = await measure(question, small, large)
      console.error(`${question.what}: ${round(p95(times.large), 1)} ms, ${round(grown(times))} ×`)
      asked.push({ question, ...times })
    }
    return [...verdicts(asked, large.startSeconds), ...asked.flatMap(figuresOf)]
  } finally {
    for (const house of houses) await house.close()
  }
}

/** Sets up a program, fills its database while it rests, and starts it again. */
async function build(size: Size): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'percakapan-scale-'))
  const port = String(await freePort())
  const first = await startProgram({ PORT: port }, folder)
  let cookie = ''
  const owner = {
    name: 'Rina',
    email: 'rina@contoh.id',
    password: 'kata-sandi-panjang',
    language: 'id',
    timeZone: 'Asia/Jakarta',
  }
  const set: AskProgram = await setUpProgram(first, owner, (value) => {
    cookie = value
  })
  const { user, workspace } = (await set('GET', '/me')).body as { user: { id: string }; workspace: { id: string } }
  await first.stop()
  const actor = { userId: user.id, workspaceId: workspace.id }
  const filled = await opened(folder, port, ({ context }) => fill(context, actor, new Date(), size))
  console.error(`filled: ${JSON.stringify(size)}`)
  const began = performance.now()
  const program = await startProgram({ PORT: port }, folder)
  await (await fetch(program.url)).text()
  const startSeconds = (performance.now() - began) / 1000
  const { openContext } = await import('../src/program.ts')
  const beside = await openContext(readConfig({ DATA_DIR: folder, BASE_URL: program.url }))
  const ask = async (path: string) => {
    const answer = await fetch(program.url + path, { headers: { cookie } })
    const text = await answer.text()
    if (answer.status !== 200)
      throw new Error(`${path}: ${answer.status} ${text.slice(0, 300)} ${program.output().slice(-2000)}`)
    return path.startsWith('/api/') ? JSON.parse(text) : text
  }
  const close = async () => {
    await beside.close()
    await program.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { program, context: beside.context, startSeconds, filled, ask, close }
}

async function opened<T>(folder: string, port: string, work: (opened: { context: Context }) => Promise<T>): Promise<T> {
  const { openContext } = await import('../src/program.ts')
  const open = await openContext(readConfig({ DATA_DIR: folder, BASE_URL: `http://localhost:${port}` }))
  try {
    return await work(open)
  } finally {
    await open.close()
  }
}

interface Times {
  small: number[]
  large: number[]
}

/** Asks both houses in turns. */
async function measure(question: Question, small: House, large: House): Promise<Times> {
  const times: Times = { small: [], large: [] }
  const houses = (['small', 'large'] as const).map((name) => {
    const house = { small, large }[name]
    return { name, house, paths: question.paths(house.filled), answer: undefined as unknown }
  })
  for (let turn = 0; turn < warmUps + samples; turn++)
    for (const one of houses) {
      const { name, house } = one
      const path = one.paths.next(one.answer).value
      if (!path.startsWith('/api/')) await forgetPages(house.context)
      const began = performance.now()
      one.answer = await house.ask(path)
      const took = performance.now() - began
      if (turn >= warmUps) times[name].push(took)
    }
  return times
}

/** Readers' pages are made anew: nothing of a brand is as it was. */
async function forgetPages(context: Context): Promise<void> {
  context.bus.tell(everywhere, 'pages')
  await sleep(30)
}

interface Asked extends Times {
  question: Question
}

function p95(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN
}

function grown({ small, large }: Times): number {
  return Math.max(leastMilliseconds, median(large)) / Math.max(leastMilliseconds, median(small))
}

function figuresOf({ question: { key, what, fuller }, ...times }: Asked): Figure[] {
  const ratio = round(grown(times))
  const last = round(p95(times.large), 1)
  return [
    {
      key,
      what,
      value: last,
      unit: 'ms p95',
      wanted: `≤ ${wantedMilliseconds}`,
      fine: last <= wantedMilliseconds,
    },
    {
      key: `${key}Growth`,
      what: `  its median, to that of a hundredth (${round(median(times.small), 1)} ms)`,
      value: ratio,
      unit: '×',
      ...(fuller ? {} : { wanted: `≤ ${wantedGrowth}`, fine: ratio <= wantedGrowth }),
    },
  ]
}

function verdicts(asked: readonly Asked[], startSeconds: number): Figure[] {
  const slowest = asked.reduce((a, b) => (p95(b.large) > p95(a.large) ? b : a))
  const most = asked.filter(({ question }) => !question.fuller).reduce((a, b) => (grown(b) > grown(a) ? b : a))
  return [
    {
      key: 'startSeconds',
      what: 'start, to the first page',
      value: round(startSeconds),
      unit: 's',
      wanted: `≤ ${wantedStartSeconds}`,
      fine: startSeconds <= wantedStartSeconds,
    },
    {
      key: 'slowest',
      what: `the slowest: ${slowest.question.what}`,
      value: round(p95(slowest.large), 1),
      unit: 'ms p95',
      wanted: `≤ ${wantedMilliseconds}`,
      fine: p95(slowest.large) <= wantedMilliseconds,
    },
    {
      key: 'growth',
      what: `what grows most: ${most.question.what}`,
      value: round(grown(most)),
      unit: '×',
      wanted: `≤ ${wantedGrowth}`,
      fine: grown(most) <= wantedGrowth,
    },
  ]
}
