import { sql } from 'kysely'
import type { Actor, Context } from '../context.ts'
import { localDate } from '../core/local-time.ts'
import { Problem } from '../core/problem.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { record, timeZoneOfWorkspace } from '../team/index.ts'
import { type Promised, type PromiseFrom, periodStart, unitOf } from './reckon.ts'

/** A first promise may be counted from a day that is so many days ago, and any may begin so many days ahead. */
const mostDays = 366

/** Of a workspace, or of whoever has been there longest; where nobody has chosen one, that of new accounts. */
export async function zoneOf(tx: Tx, workspaceId: string): Promise<string> {
  return (await timeZoneOfWorkspace(tx, workspaceId)) ?? 'Asia/Jakarta'
}

/** All promises of a workspace, in order of their days. */
export async function readPromises(tx: Tx, workspaceId: string): Promise<PromiseFrom[]> {
  const rows = await tx
    .selectFrom('cadence_promise')
    .select(['every', 'times', 'weekdays', 'at', 'notes', 'time_zone', sql<string>`from_day::text`.as('from')])
    .where('workspace_id', '=', workspaceId)
    .orderBy('from_day')
    .execute()
  return rows.map(({ every, times, weekdays, at, notes, time_zone: timeZone, from }) => ({
    from,
    timeZone,
    promised: every && { every, times, weekdays, at, notes },
  }))
}

/**
 * Promises something from a day on; what was to hold from that day or later is replaced, what held before stays as it was.
 * @param from missing: today; of a first promise the beginning of this week, or month
 * @throws Problem `wrong-input` for a promise that makes no sense, or a day that is over
 */
export async function makePromise(context: Context, actor: Actor, given: Promised, from?: string): Promise<void> {
  const promised = sensible(given)
  await changing(context, actor, async (tx, { earlier, today, timeZone }) => {
    const day = from ?? (earlier.length ? today : periodStart(unitOf(promised), today))
    refuseFarDay(
      day,
      today,
      earlier.some((one) => one.from < today),
    )
    await forgetFrom(tx, actor.workspaceId, day)
    await tx
      .insertInto('cadence_promise')
      .values({ workspace_id: actor.workspaceId, from_day: day, ...columnsOf(promised), time_zone: timeZone })
      .execute()
    await record(tx, actor, 'cadence.promise', actor.workspaceId, { name: day })
  })
}

/** Nothing is promised from today on; what was kept until now stays. @throws Problem `rejected` where nothing is promised */
export async function endPromise(context: Context, actor: Actor): Promise<void> {
  await changing(context, actor, async (tx, { earlier, today, timeZone }) => {
    if (!earlier.at(-1)?.promised) throw new Problem('rejected', nothingPromised)
    await forgetFrom(tx, actor.workspaceId, today)
    if (earlier.findLast((one) => one.from < today)?.promised)
      await tx
        .insertInto('cadence_promise')
        .values({ workspace_id: actor.workspaceId, from_day: today, ...columnsOf(null), time_zone: timeZone })
        .execute()
    await record(tx, actor, 'cadence.end', actor.workspaceId)
  })
}

/** Takes back a promise, or its end, that holds from today or from a later day. @throws Problem `gone`, `rejected` for an older one */
export async function takeBackPromise(context: Context, actor: Actor, from: string): Promise<void> {
  await changing(context, actor, async (tx, { earlier, today }) => {
    if (!earlier.some((one) => one.from === from)) throw new Problem('gone', noSuchPromise)
    if (from < today) throw new Problem('rejected', heldAlready)
    await tx
      .deleteFrom('cadence_promise')
      .where('workspace_id', '=', actor.workspaceId)
      .where('from_day', '=', from)
      .execute()
    await record(tx, actor, 'cadence.undo', actor.workspaceId)
  })
}

interface Now {
  earlier: readonly PromiseFrom[]
  today: string
  timeZone: string
}

async function changing(context: Context, actor: Actor, change: (tx: Tx, now: Now) => Promise<void>): Promise<void> {
  const { workspaceId } = actor
  await inWorkspace(context.db, workspaceId, async (tx) => {
    await oneAtATime(tx, workspaceId)
    const timeZone = await zoneOf(tx, workspaceId)
    const today = localDate(context.clock.now(), timeZone)
    await change(tx, { earlier: await readPromises(tx, workspaceId), today, timeZone })
  })
  context.bus.tell(workspaceId, 'cadence')
}

/** Two at once would each judge by what the other changes. */
export async function oneAtATime(tx: Tx, workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`cadence ${workspaceId}`}, 0))`.execute(tx)
}

async function forgetFrom(tx: Tx, workspaceId: string, from: string): Promise<void> {
  await tx.deleteFrom('cadence_promise').where('workspace_id', '=', workspaceId).where('from_day', '>=', from).execute()
}

function columnsOf(promised: Promised | null) {
  if (!promised) return { every: null, times: 1, weekdays: [], at: null, notes: false }
  const { every, times, weekdays, at, notes } = promised
  return { every, times, weekdays: [...weekdays], at, notes }
}

/** @throws Problem `wrong-input` */
function sensible(promised: Promised): Promised {
  if (promised.every !== 'weekdays') return { ...promised, weekdays: [] }
  const weekdays = [...new Set(promised.weekdays)].sort((a, b) => a - b)
  if (!weekdays.length) throw new Problem('wrong-input', noWeekday, { field: 'weekdays' })
  return { ...promised, weekdays, times: weekdays.length }
}

function refuseFarDay(day: string, today: string, holds: boolean): void {
  const least = holds ? today : Temporal.PlainDate.from(today).subtract({ days: mostDays }).toString()
  const most = Temporal.PlainDate.from(today).add({ days: mostDays }).toString()
  if (day < least) throw new Problem('wrong-input', holds ? pastKept : tooEarly, { field: 'from' })
  if (day > most) throw new Problem('wrong-input', tooLate, { field: 'from' })
}

const noWeekday = { id: 'Pilih setidaknya satu hari.', en: 'Choose at least one day.' }
const pastKept = {
  id: 'Janji yang lama sudah berlaku, dan yang sudah lewat tidak diubah. Pilih hari ini atau sesudahnya.',
  en: 'The earlier promise holds already, and what is past stays as it was. Choose today or a later day.',
}
const tooEarly = {
  id: 'Janji dapat dihitung mundur paling jauh satu tahun. Pilih hari yang lebih baru.',
  en: 'A promise can be counted from at most a year ago. Choose a later day.',
}
const tooLate = {
  id: 'Hari itu lebih dari setahun lagi. Pilih hari yang lebih dekat.',
  en: 'That day is more than a year ahead. Choose a nearer one.',
}
const nothingPromised = { id: 'Blog ini tidak menjanjikan apa-apa.', en: 'This blog promises nothing.' }
const noSuchPromise = {
  id: 'Perubahan janji itu tidak ada lagi.',
  en: 'That change of the promise is no longer there.',
}
const heldAlready = {
  id: 'Janji itu sudah berlaku, jadi tidak dapat ditarik kembali. Ubah janjinya mulai hari ini.',
  en: 'That promise holds already and can’t be taken back. Change it from today on.',
}
