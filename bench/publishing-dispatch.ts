/** How fast deliveries leave, and at what cost, beside what the job queue alone does with as many empty jobs. */
import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { PgBoss } from 'pg-boss'
import { startDispatcher } from '../src/publishing/index.ts'
import { type Cpu, cpuOfThousand, cpuSpent, ownCpu } from './cpu.ts'
import { clear, type House, insert, isLeft, settle } from './publishing-house.ts'

/** What became of a round. */
export interface Round {
  /** How many a second, from the first claim until all are out and durable. */
  rate: number
  /** For a thousand of them. */
  cpu: Cpu
}

/** One round of deliveries that are all due. @param send sends all; returns milliseconds of the other processes that it took for that */
async function dispatched(house: House, many: number, send: () => Promise<number>): Promise<Round> {
  const { db } = house.context
  await insert(house, many, 'now()', `d${randomUUID().slice(0, 8)}-`)
  await settle(house)
  const before = await cpuSpent(db)
  const began = performance.now()
  const others = await send()
  const seconds = (performance.now() - began) / 1000
  const after = await cpuSpent(db, ownCpu() + others)
  await clear(house)
  return { rate: many / seconds, cpu: cpuOfThousand(before, after, many) }
}

/** Asks the database only where the network was called often enough, or is another process's: asking costs processor time, too. */
async function allOut({ context, sent }: House, called: number): Promise<void> {
  while (sent.size < called) await sleep(5)
  while (await isLeft(context)) await sleep(20)
}

/** By a dispatcher in this process. */
export function dispatch(house: House, many: number): Promise<Round> {
  return dispatched(house, many, async () => {
    house.sent.clear()
    const dispatcher = startDispatcher(house.context)
    await allOut(house, many)
    await dispatcher.stop()
    return 0
  })
}

/** By so many processes beside this one, which only looks on. */
export async function dispatchBeside(house: House, many: number, workers: number): Promise<Round> {
  const children = Array.from({ length: workers }, () =>
    fork(join(import.meta.dirname, 'publishing-worker.ts'), [JSON.stringify(house.place)]),
  )
  await Promise.all(children.map((child) => once(child, 'message')))
  const round = await dispatched(house, many, async () => {
    for (const child of children) child.send('go')
    await allOut(house, 0)
    const spent = await Promise.all(
      children.map(async (child) => {
        child.send('stop')
        return Number((await once(child, 'message'))[0])
      }),
    )
    return spent.reduce((sum, one) => sum + one, 0)
  })
  await Promise.all(children.map((child) => child.exitCode ?? once(child, 'exit')))
  return round
}

/** The same database's job queue with nothing to do in its jobs. */
export async function emptyJobs({ context }: House, many: number): Promise<Round> {
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
      Array.from({ length: Math.min(1000, many - at) }, (_, n) => ({ data: { id: at + n } })),
    )
  const before = await cpuSpent(context.db)
  const began = performance.now()
  await workedOff(boss, name, many)
  const seconds = (performance.now() - began) / 1000
  const after = await cpuSpent(context.db)
  await boss.stop({ graceful: true, timeout: 5000, close: false })
  await boss.deleteQueue(name).catch(() => undefined)
  return { rate: many / seconds, cpu: cpuOfThousand(before, after, many) }
}

async function workedOff(boss: PgBoss, name: string, many: number): Promise<void> {
  let done = 0
  await new Promise<void>((resolve) => {
    const work = async (jobs: unknown[]) => {
      done += jobs.length
      if (done >= many) setImmediate(resolve)
    }
    const options = { batchSize: 500, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true }
    void boss.work(name, options, work)
    void boss.work(name, options, work)
  })
}
