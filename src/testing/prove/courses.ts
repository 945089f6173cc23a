/** How each fault takes its course: what is done to the workers, the database and the clocks until the fault has come about. */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { FaultName } from './faults.ts'
import { briefSeconds } from './lane.ts'
import type { Life } from './life.ts'
import { edit, hold, remove, retract, undo } from './people.ts'
import type { Death } from './plan.ts'
import { longMilliseconds } from './proxy.ts'
import {
  allIds,
  becomeDue,
  mainId,
  noneThere,
  passLeases,
  rowOf,
  rowsOf,
  type Stand,
  settle,
  stopAt,
  until,
  wake,
} from './stand.ts'
import type { Written } from './statements.ts'
import { confirmDeath } from './witness.ts'
import { fromOutside } from './words.ts'

type Course = (stand: Stand) => Promise<void>

/** Its last commit may be seen here before the worker has heard of it. */
const lastMomentMilliseconds = 1000
/** A post leaves so long after it was asked for: time to tell the worker where to die. */
export const aheadMilliseconds = 80

export const courses: Readonly<Record<FaultName, Course>> = {
  killed: async (stand) => {
    for (const death of stand.plan.deaths) if (!(await lifeUntil(stand, death))) break
    stand.met = stand.died.length === stand.plan.deaths.length
  },
  'database-fails': databaseFails,
  'database-cut-before': (stand) => databaseCut(stand, 'before'),
  'database-cut-after': (stand) => databaseCut(stand, 'after'),
  'database-crashes': (stand) => databaseCut(stand, 'after', () => stand.lane.crash()),
  'machine-dies': machineDies,
  downtime,
  'saving-cut-before': becomesDue,
  'saving-cut-after': becomesDue,
  'saving-fails-late': becomesDue,
  'long-call': longCall,
  paused,
  rivals,
  'clock-database-ahead': (stand) => databaseClock(stand, '2 hours'),
  'clock-database-back': (stand) => databaseClock(stand, '-2 hours'),
  'clock-machine-ahead': (stand) => machineClock(stand, 7_200_000),
  'clock-machine-back': (stand) => machineClock(stand, -7_200_000),
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
async function nothing(stand: Stand): Promise<void> {
  const life = await stand.lane.life(stand.term)
  life.begin()
  await settle(stand, life)
  stand.met = true
}

/** @param also dies in the same moment @returns whether it died */
async function lifeUntil(stand: Stand, death: Death, also?: () => Promise<void>): Promise<boolean> {
  const { lane, plan } = stand
  const life = await lane.life(stand.term)
  const disarm = arm(stand, life, death)
  await settle(stand, life)
  if (life.alive() && death.step !== 'random') await dies(life)
  disarm()
  if (life.alive()) {
    life.begin()
    return false
  }
  await also?.()
  await lane.dismiss()
  confirmDeath(death, await rowOf(stand, stand.deliveries.get(death.site)?.at(-1) as string))
  stand.died.push(death.step)
  await passLeases(stand, plan.away && stand.died.length === 1)
  return true
}

async function dies(life: Life): Promise<void> {
  const end = Date.now() + lastMomentMilliseconds
  while (life.alive() && Date.now() < end) await sleep(5)
}

/** Tells the worker where to die, or kills it from here. @returns takes that back */
function arm(stand: Stand, life: Life, { step, site, part, afterMilliseconds }: Death): () => void {
  const { lane, deliveries } = stand
  const delivery = deliveries.get(site)?.at(-1) as string
  life.begin(fromOutside.includes(step) ? undefined : { step, delivery, part })
  if (step === 'random') {
    const timer = setTimeout(life.kill, afterMilliseconds + aheadMilliseconds / 2)
    return () => clearTimeout(timer)
  }
  const proxy = lane.proxies.get(site)
  const to = lane.sites.find((one) => one.name === site)?.writes
  if (step !== 'accepted' || !proxy || !to) return () => undefined
  proxy.held = { to, pass: part, answered: life.kill }
  return () => {
    proxy.held = undefined
  }
}

/** What was told as written must be on the disk. */
async function machineDies(stand: Stand): Promise<void> {
  const { lane, plan } = stand
  const death = { step: plan.at as Death['step'], site: plan.site, part: plan.part, afterMilliseconds: 0 }
  try {
    stand.met = await lifeUntil(stand, death, () => lane.crash())
  } catch (error) {
    stand.wrong.push((error as Error).message)
    await passLeases(stand, false)
  }
}

/** What waits for a person then has not left, and does not leave by itself. */
async function downtime(stand: Stand): Promise<void> {
  const { lane, plan } = stand
  await lane.dismiss(true)
  await lane.ask((tx) =>
    sql`update delivery set due_at = now() - interval '2 hours' where id = any(${allIds(stand)}::uuid[])`.execute(tx),
  )
  const life = await lane.life(stand.term)
  life.begin()
  await settle(stand, life)
  await noneThere(stand, plan.sites, 'although nobody was there in time')
  for (const id of allIds(stand)) stand.ends.set(id, 'missed')
  stand.met = true
}

async function becomesDue(stand: Stand): Promise<void> {
  const life = await stand.lane.life(stand.term)
  life.begin()
  await becomeDue(stand)
  stand.met = stand.lane.desk.next === undefined
}

async function longCall(stand: Stand): Promise<void> {
  const life = await stand.lane.life(stand.term)
  const other = otherOf(stand)
  // It takes nothing over before it has seen time go on evenly for as long as a lease lasts: any lease that the answer outlives.
  await sleep(longMilliseconds)
  life.begin()
  await until(stand, (rows) => rows.some((row) => row.id === mainId(stand) && row.sending_part !== null))
  other.begin()
  await settle(stand, life)
  stand.met = true
}

async function killedOnce(stand: Stand): Promise<void> {
  const { site, part } = stand.plan
  stand.met = await lifeUntil(stand, { step: 'answered', site, part, afterMilliseconds: 0 })
}

/** Full, too busy, interrupted, away in the middle: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const troubles = ['53100', '40P01', '57014', 'XX000', '53200'] as const

async function databaseFails(stand: Stand): Promise<void> {
  const { lane, plan } = stand
  const code = troubles[plan.number % troubles.length] as string
  await lane.ask((tx) => fault(tx, mainId(stand), plan.at, code, 0))
  const life = await lane.life(stand.term)
  life.begin()
  await settle(stand, life)
  const { rows } = await lane.ask((tx) =>
    sql<{ called: boolean }>`select is_called as called from prove_tries`.execute(tx),
  )
  stand.met = rows[0]?.called === true
  await lane.ask(noFaults)
}

type Tx = Parameters<Parameters<Stand['lane']['ask']>[0]>[0]

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
  stand: Stand,
  cut: 'before' | 'after',
  done: () => Promise<void> = async () => undefined,
): Promise<void> {
  const { lane, plan } = stand
  const id = mainId(stand)
  const whole = ['claimed', 'recorded', 'looking'].includes(plan.at)
  const fits = ({ step, delivery, part }: Written) =>
    step === plan.at && delivery === id && (whole || part === plan.part)
  lane.database.next = { cut, fits, done }
  const life = await lane.life(stand.term)
  life.begin()
  await settle(stand, life)
  stand.met = lane.database.next === undefined
  lane.database.next = undefined
}

function otherOf({ other }: Stand): Life {
  if (!other) throw new Error('this fault needs another worker')
  return other
}

/** It stands still until its lease is over and another one has done its work; then it goes on. */
async function paused(stand: Stand): Promise<void> {
  // Ready before, so that it has seen time go on evenly for as long as a lease lasts.
  const other = otherOf(stand)
  const life = await stopAt(stand)
  if (!life) return
  // The lease's own time, and a little: nothing shortens it here.
  await sleep(briefSeconds * 1250 + 400)
  other.begin()
  wake(stand)
  await settle(stand, other)
  life.goOn()
  await sleep(300)
  await settle(stand, life)
}

/** How long the first one's claim takes to be written; the others' take longer: theirs come when it has long sent. */
const slowSeconds = 0.15

async function rivals(stand: Stand): Promise<void> {
  const { lane } = stand
  await lane.ask((tx) => fault(tx, null, 'claiming', null, slowSeconds))
  const lives = [await lane.life(stand.term), await lane.another(stand.term), await lane.another(stand.term)]
  for (const life of lives) life.begin()
  // They begin by looking, and sleep until the post's time: the same for all.
  await sleep(300)
  await becomeDue(stand)
  await settle(stand, lives[0] as Life)
  await sleep(100)
  await lane.ask(noFaults)
  stand.met = true
}

/** The seconds before the post's time: nothing may leave or be missed, whatever the database's clock says meanwhile. */
async function databaseClock(stand: Stand, shift: string): Promise<void> {
  const { lane, plan } = stand
  const life = await lane.life(stand.term)
  life.begin()
  const set = (to: string) => lane.ask((tx) => sql`update prove_clock set shift = ${to}::interval`.execute(tx))
  await set(shift)
  for (let reading = 0; reading < 3; reading++) {
    const read = life.heard('read')
    life.tell({ read: true })
    await read
  }
  wake(stand)
  await sleep(200)
  await set('0')
  const read = life.heard('read')
  life.tell({ read: true })
  await read
  await stillWaiting(stand, 'after the database’s clock had leapt')
  await noneThere(stand, plan.sites, 'although its time has not come')
  await becomeDue(stand)
  stand.met = true
}

async function stillWaiting(stand: Stand, when: string): Promise<void> {
  for (const row of await rowsOf(stand)) if (row.state !== 'scheduled') stand.wrong.push(`${row.state} ${when}`)
}

/** While it waits, and then again while something is on its way. */
async function machineClock(stand: Stand, shift: number): Promise<void> {
  const { lane, plan } = stand
  const early = await lane.life(stand.term)
  early.begin()
  early.tell({ clock: shift })
  wake(stand)
  await sleep(200)
  await stillWaiting(stand, 'after the machine’s clock had leapt')
  await noneThere(stand, plan.sites, 'although its time has not come')
  early.tell({ clock: 0 })
  await becomeDue(stand)
  const life = await stopAt(stand)
  if (!life) return
  life.tell({ clock: shift })
  life.goOn()
  wake(stand)
  await settle(stand, life)
  life.tell({ clock: 0 })
}

/** The trial's own worker may do what is left. */
export async function finish(stand: Stand): Promise<void> {
  const life = await stand.lane.life(stand.term)
  life.begin()
  await settle(stand, life)
  await until(stand, () => true)
}
