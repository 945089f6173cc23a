/**
 * The wake-up calls. Rows are the truth (a delivery, an article, a channel): a job carries only an id, and a lost or
 * doubled job does no harm, because the handler claims the row and the sweep finds due rows without a job.
 */
import type pg from 'pg'
import { fromKysely, PgBoss } from 'pg-boss'
import type { Tx } from '../db/client.ts'
import { fewAtOnce } from './few-at-once.ts'

/** What can be woken up. */
export const jobNames = ['publish-article', 'poll-channel', 'send-mail'] as const
export type JobName = (typeof jobNames)[number]

/** The row to look at. */
export interface JobData {
  id: string
  workspaceId: string
}

export type JobHandlers = Record<JobName, (data: JobData, signal: AbortSignal) => Promise<void>>

export interface Jobs {
  /**
   * Sets the alarm for deliveries, inside the transaction that saves them: one alarm for a second, however many deliveries
   * are due in it. Whoever hears it looks at the rows.
   */
  alarm(tx: Tx, at: Date): Promise<void>
  /** Asks to be woken inside the transaction that saves the row: both happen or neither. */
  enqueue(tx: Tx, name: JobName, data: JobData, at?: Date): Promise<void>
  /** Begins to work. `failed` is told what a handler threw; the row itself says what happens next. */
  work(handlers: JobHandlers, failed: (name: JobName, error: unknown) => void): Promise<void>
  /** Begins to listen for alarms. */
  onAlarm(wake: () => void): Promise<void>
  /** Ends: running handlers are waited for. */
  stop(): Promise<void>
}

/** How many of a kind run side by side in one process. */
const teamSize: Record<JobName, number> = { 'publish-article': 1, 'poll-channel': 2, 'send-mail': 2 }

/** The row decides about trying again; a job that fails is simply over. */
const queue = { retryLimit: 0, expireInSeconds: 900, deleteAfterSeconds: 3600, retentionSeconds: 30 * 86_400 }
const alarmQueue = 'deliveries-due'

/** Every queue asks in the same moment; each connection that this keeps open is a process of the server, of 4 MB. */
const connections = 2

/** @param pool shared with the rest of the program, so that idle memory stays small */
export async function openJobs(pool: pg.Pool, failed: (error: unknown) => void): Promise<Jobs> {
  const inTurn = fewAtOnce(connections)
  const boss = new PgBoss({
    db: { executeSql: (text: string, values?: unknown[]) => inTurn(() => pool.query(text, values as unknown[])) },
    schedule: false,
    monitorIntervalSeconds: 30,
  })
  boss.on('error', failed)
  await boss.start()
  for (const name of jobNames) {
    await boss.createQueue(name, queue)
  }
  // `short`: no second alarm for a second that has one.
  await boss.createQueue(alarmQueue, { ...queue, policy: 'short' })
  return {
    alarm: async (tx, at) => {
      const singletonKey = String(Math.floor(at.getTime() / 1000))
      await boss.send(alarmQueue, {}, { db: fromKysely(tx as never), singletonKey, startAfter: at })
    },
    onAlarm: async (wake) => {
      const often = { batchSize: 500, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true }
      await boss.work(alarmQueue, often, async () => wake())
    },
    enqueue: async (tx, name, data, at) => {
      await boss.send(name, data, { db: fromKysely(tx as never), ...(at ? { startAfter: at } : {}) })
    },
    work: async (handlers, told) => {
      for (const name of jobNames) await workOn(boss, name, handlers[name], (error) => told(name, error))
    },
    stop: () => boss.stop({ graceful: true, timeout: 20_000, close: false }),
  }
}

async function workOn(
  boss: PgBoss,
  name: JobName,
  handle: JobHandlers[JobName],
  failed: (error: unknown) => void,
): Promise<void> {
  await boss.work<JobData>(name, { batchSize: teamSize[name], pollingIntervalSeconds: 0.5 }, async (jobs) => {
    await Promise.all(jobs.map((job) => handle(job.data, job.signal).catch(failed)))
  })
}
