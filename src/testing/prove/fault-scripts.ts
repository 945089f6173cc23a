/** How each fault takes its course: what is done to the workers, the database and the clocks until the fault has come about. */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { confirmDeath } from './confirm-death.ts'
import type { FaultName } from './faults.ts'
import { edit, hold, remove, retract, undo } from './people.ts'
import type { Death } from './plan.ts'
import { longMilliseconds } from './proxy.ts'
import {
  allIds,
  becomeDue,
  mainId,
  noneThere,
  passLeases,
  type RunningTrial,
  rowOf,
  rowsOf,
  settle,
  stopAt,
  until,
  wake,
} from './running-trial.ts'
import type { Written } from './statements.ts'
import { briefSeconds } from './test-bed.ts'
import { fromOutside } from './words.ts'
import type { WorkerProcess } from './worker-process.ts'

type FaultScript = (running: RunningTrial) => Promise<void>

/** Its last commit may be seen here before the worker has heard of it. */
const lastCommitMilliseconds = 1000
/** A post leaves so long after it was asked for: time to tell the worker where to die. */
export const aheadMilliseconds = 80

export const faultScripts: Readonly<Record<FaultName, FaultScript>> = {
  killed: async (running) => {
    for (const death of running.plan.deaths) if (!(await workUntil(running, death))) break
    running.met = running.died.length === running.plan.deaths.length
  },
  'database-fails': databaseFails,
  'database-cut-before': (running) => databaseCut(running, 'before'),
  'database-cut-after': (running) => databaseCut(running, 'after'),
  'database-crashes': (running) => databaseCut(running, 'after', () => running.testBed.crash()),
  'machine-dies': machineDies,
  downtime,
  'saving-cut-before': becomesDue,
  'saving-cut-after': becomesDue,
  'saving-fails-late': becomesDue,
  'long-call': longCall,
  paused,
  rivals,
  'clock-database-ahead': (running) => databaseClock(running, '2 hours'),
  'clock-database-back': (running) => databaseClock(running, '-2 hours'),
  'clock-machine-ahead': (running) => machineClock(running, 7_200_000),
  'clock-machine-back': (running) => machineClock(running, -7_200_000),
  hold,
  undo,
  edit,
  retract,
  removal: remove,
  pending: nothing,
  'pending-killed': killedOnce,
  'its-time': nothing,
  'same-words': nothing,
  lines: nothing,
}

/** Nothing but what happens by itself, or on the lines. */
async function nothing(running: RunningTrial): Promise<void> {
  const worker = await running.testBed.worker(running.term)
  worker.begin()
  await settle(running, worker)
  running.met = true
}

/** @param also dies in the same moment @returns whether it died */
async function workUntil(running: RunningTrial, death: Death, also?: () => Promise<void>): Promise<boolean> {
  const { testBed, plan } = running
  const worker = await testBed.worker(running.term)
  const disarm = arm(running, worker, death)
  await settle(running, worker)
  if (worker.alive() && death.step !== 'random') await dies(worker)
  disarm()
  if (worker.alive()) {
    worker.begin()
    return false
  }
  await also?.()
  await testBed.dismiss()
  confirmDeath(death, await rowOf(running, running.deliveries.get(death.site)?.at(-1) as string))
  running.died.push(death.step)
  await passLeases(running, plan.away && running.died.length === 1)
  return true
}

async function dies(worker: WorkerProcess): Promise<void> {
  const end = Date.now() + lastCommitMilliseconds
  while (worker.alive() && Date.now() < end) await sleep(5)
}

/** Tells the worker where to die, or kills it from here. @returns takes that back */
function arm(running: RunningTrial, worker: WorkerProcess, { step, site, part, afterMilliseconds }: Death): () => void {
  const { testBed, deliveries } = running
  const delivery = deliveries.get(site)?.at(-1) as string
  worker.begin(fromOutside.includes(step) ? undefined : { step, delivery, part })
  if (step === 'random') {
    const timer = setTimeout(worker.kill, afterMilliseconds + aheadMilliseconds / 2)
    return () => clearTimeout(timer)
  }
  const proxy = testBed.proxies.get(site)
  const to = testBed.sites.find((one) => one.name === site)?.writes
  if (step !== 'accepted' || !proxy || !to) return () => undefined
  proxy.pausedAnswer = { to, pass: part, answered: worker.kill }
  return () => {
    proxy.pausedAnswer = undefined
  }
}

/** What was told as written must be on the disk. */
async function machineDies(running: RunningTrial): Promise<void> {
  const { testBed, plan } = running
  const death = { step: plan.at as Death['step'], site: plan.site, part: plan.part, afterMilliseconds: 0 }
  try {
    running.met = await workUntil(running, death, () => testBed.crash())
  } catch (error) {
    running.wrong.push((error as Error).message)
    await passLeases(running, false)
  }
}

/** What waits for a person then has not left, and does not leave by itself. */
async function downtime(running: RunningTrial): Promise<void> {
  const { testBed, plan } = running
  await testBed.dismiss(true)
  await testBed.ask((tx) =>
    sql`update delivery set due_at = now() - interval '2 hours' where id = any(${allIds(running)}::uuid[])`.execute(tx),
  )
  const worker = await testBed.worker(running.term)
  worker.begin()
  await settle(running, worker)
  await noneThere(running, plan.sites, 'although nobody was there in time')
  for (const id of allIds(running)) running.ends.set(id, 'missed')
  running.met = true
}

async function becomesDue(running: RunningTrial): Promise<void> {
  const worker = await running.testBed.worker(running.term)
  worker.begin()
  await becomeDue(running)
  running.met = running.testBed.peopleDatabase.next === undefined
}

async function longCall(running: RunningTrial): Promise<void> {
  const worker = await running.testBed.worker(running.term)
  const other = otherOf(running)
  // It takes nothing over before it has seen time go on evenly for as long as a lease lasts: any lease that the answer outlives.
  await sleep(longMilliseconds)
  worker.begin()
  await until(running, (rows) => rows.some((row) => row.id === mainId(running) && row.sending_part !== null))
  other.begin()
  await settle(running, worker)
  running.met = true
}

async function killedOnce(running: RunningTrial): Promise<void> {
  const { site, part } = running.plan
  running.met = await workUntil(running, { step: 'answered', site, part, afterMilliseconds: 0 })
}

/** Full, too busy, interrupted, away in the middle: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const troubles = ['53100', '40P01', '57014', 'XX000', '53200'] as const

async function databaseFails(running: RunningTrial): Promise<void> {
  const { testBed, plan } = running
  const code = troubles[plan.number % troubles.length] as string
  await testBed.ask((tx) => fault(tx, mainId(running), plan.at, code, 0))
  const worker = await testBed.worker(running.term)
  worker.begin()
  await settle(running, worker)
  const { rows } = await testBed.ask((tx) =>
    sql<{ called: boolean }>`select is_called as called from prove_tries`.execute(tx),
  )
  running.met = rows[0]?.called === true
  await testBed.ask(noFaults)
}

type Tx = Parameters<Parameters<RunningTrial['testBed']['ask']>[0]>[0]

async function fault(
  tx: Tx,
  delivery: string | null,
  step: string,
  code: string | null,
  seconds: number,
): Promise<void> {
  await sql`insert into prove_fault (delivery, step, code, seconds) values (${delivery}, ${step}, ${code}, ${seconds})`.execute(
    tx,
  )
}

async function noFaults(tx: Tx): Promise<void> {
  await sql`delete from prove_fault`.execute(tx)
  await sql`alter sequence prove_tries restart`.execute(tx)
}

async function databaseCut(
  running: RunningTrial,
  cut: 'before' | 'after',
  done: () => Promise<void> = async () => undefined,
): Promise<void> {
  const { testBed, plan } = running
  const id = mainId(running)
  const whole = ['claimed', 'recorded', 'looking'].includes(plan.at)
  const fits = ({ step, delivery, part }: Written) =>
    step === plan.at && delivery === id && (whole || part === plan.part)
  testBed.database.next = { cut, fits, done }
  const worker = await testBed.worker(running.term)
  worker.begin()
  await settle(running, worker)
  running.met = testBed.database.next === undefined
  testBed.database.next = undefined
}

function otherOf({ other }: RunningTrial): WorkerProcess {
  if (!other) throw new Error('this fault needs another worker')
  return other
}

/** It stands still until its lease is over and another one has done its work; then it goes on. */
async function paused(running: RunningTrial): Promise<void> {
  // Ready before, so that it has seen time go on evenly for as long as a lease lasts.
  const other = otherOf(running)
  const worker = await stopAt(running)
  if (!worker) return
  // The lease's own time, and a little: nothing shortens it here.
  await sleep(briefSeconds * 1250 + 400)
  other.begin()
  wake(running)
  await settle(running, other)
  worker.goOn()
  await sleep(300)
  await settle(running, worker)
}

/** How long the first one's claim takes to be written; the others' take longer: theirs come when it has long sent. */
const slowSeconds = 0.15

async function rivals(running: RunningTrial): Promise<void> {
  const { testBed } = running
  await testBed.ask((tx) => fault(tx, null, 'claiming', null, slowSeconds))
  const lives = [
    await testBed.worker(running.term),
    await testBed.another(running.term),
    await testBed.another(running.term),
  ]
  for (const worker of lives) worker.begin()
  // They begin by looking, and sleep until the post's time: the same for all.
  await sleep(300)
  await becomeDue(running)
  await settle(running, lives[0] as WorkerProcess)
  await sleep(100)
  await testBed.ask(noFaults)
  running.met = true
}

/** The seconds before the post's time: nothing may leave or be missed, whatever the database's clock says meanwhile. */
async function databaseClock(running: RunningTrial, shift: string): Promise<void> {
  const { testBed, plan } = running
  const worker = await testBed.worker(running.term)
  worker.begin()
  const set = (to: string) => testBed.ask((tx) => sql`update prove_clock set shift = ${to}::interval`.execute(tx))
  await set(shift)
  for (let reading = 0; reading < 3; reading++) {
    const read = worker.heard('read')
    worker.tell({ read: true })
    await read
  }
  wake(running)
  await sleep(200)
  await set('0')
  const read = worker.heard('read')
  worker.tell({ read: true })
  await read
  await stillWaiting(running, 'after the database’s clock had leapt')
  await noneThere(running, plan.sites, 'although its time has not come')
  await becomeDue(running)
  running.met = true
}

async function stillWaiting(running: RunningTrial, when: string): Promise<void> {
  for (const row of await rowsOf(running)) if (row.state !== 'scheduled') running.wrong.push(`${row.state} ${when}`)
}

/** While it waits, and then again while something is on its way. */
async function machineClock(running: RunningTrial, shift: number): Promise<void> {
  const { testBed, plan } = running
  const early = await testBed.worker(running.term)
  early.begin()
  early.tell({ clock: shift })
  wake(running)
  await sleep(200)
  await stillWaiting(running, 'after the machine’s clock had leapt')
  await noneThere(running, plan.sites, 'although its time has not come')
  early.tell({ clock: 0 })
  await becomeDue(running)
  const worker = await stopAt(running)
  if (!worker) return
  worker.tell({ clock: shift })
  worker.goOn()
  wake(running)
  await settle(running, worker)
  worker.tell({ clock: 0 })
}

/** The trial's own worker may do what is left. */
export async function finish(running: RunningTrial): Promise<void> {
  const worker = await running.testBed.worker(running.term)
  worker.begin()
  await settle(running, worker)
  await until(running, () => true)
}
