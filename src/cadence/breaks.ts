import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor, Context } from '../context.ts'
import { localDate } from '../core/local-time.ts'
import { Problem } from '../core/problem.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { record } from '../team/index.ts'
import { oneAtATime, zoneOf } from './promises.ts'

/** Days without a promise: both are days of it (`2026-11-24`). */
export interface Break {
  id: string
  first: string
  last: string
}

/** A break is no longer than so many days, and a workspace has no more of them than so many. */
const longestDays = 366
const mostBreaks = 200

/** All breaks of a workspace, in order. */
export function readBreaks(tx: Tx, workspaceId: string): Promise<Break[]> {
  return tx
    .selectFrom('cadence_break')
    .select(['id', sql<string>`first_day::text`.as('first'), sql<string>`last_day::text`.as('last')])
    .where('workspace_id', '=', workspaceId)
    .orderBy('last_day')
    .execute()
}

/**
 * Takes a break; it is taken before it begins, on its first day at the latest.
 * @throws Problem `wrong-input` for days that are over, turned about, or in another break already
 */
export async function takeBreak(
  context: Context,
  actor: Actor,
  { first, last }: { first: string; last: string },
): Promise<Break> {
  const { workspaceId } = actor
  const made = { id: randomUUID(), first, last }
  await inWorkspace(context.db, workspaceId, async (tx) => {
    await oneAtATime(tx, workspaceId)
    const today = localDate(context.clock.now(), await zoneOf(tx, workspaceId))
    const others = await readBreaks(tx, workspaceId)
    refuseWrongDays(made, today, others)
    await tx
      .insertInto('cadence_break')
      .values({ id: made.id, workspace_id: workspaceId, first_day: first, last_day: last })
      .execute()
    await record(tx, actor, 'cadence.break', workspaceId, { name: daysOf(made) })
  })
  context.bus.tell(workspaceId, 'cadence')
  return made
}

/**
 * Calls off a break that is to come; ends one that is running, so that today counts again.
 * @throws Problem `gone`, `rejected` for one that is over
 */
export async function endBreak(context: Context, actor: Actor, id: string): Promise<void> {
  const { workspaceId } = actor
  await inWorkspace(context.db, workspaceId, async (tx) => {
    await oneAtATime(tx, workspaceId)
    const today = localDate(context.clock.now(), await zoneOf(tx, workspaceId))
    const one = (await readBreaks(tx, workspaceId)).find((other) => other.id === id)
    if (!one) throw new Problem('gone', noSuchBreak)
    if (one.last < today) throw new Problem('rejected', overAlready)
    if (one.first < today) {
      const yesterday = Temporal.PlainDate.from(today).subtract({ days: 1 }).toString()
      await tx.updateTable('cadence_break').set({ last_day: yesterday }).where('id', '=', id).execute()
    } else await tx.deleteFrom('cadence_break').where('id', '=', id).execute()
    await record(tx, actor, 'cadence.resume', workspaceId, { name: daysOf(one) })
  })
  context.bus.tell(workspaceId, 'cadence')
}

/** `2026-12-24 – 2027-01-03` */
const daysOf = ({ first, last }: Break) => (first === last ? first : `${first} – ${last}`)

function refuseWrongDays({ first, last }: Break, today: string, others: readonly Break[]): void {
  const wrong = (words: { id: string; en: string }, field: string) => {
    throw new Problem('wrong-input', words, { field })
  }
  if (first < today) wrong(begunAlready, 'first')
  if (last < first) wrong(turnedAbout, 'last')
  const furthest = Temporal.PlainDate.from(today)
    .add({ days: 2 * longestDays })
    .toString()
  const longest = Temporal.PlainDate.from(first).add({ days: longestDays }).toString()
  if (last > longest || last > furthest) wrong(tooLong, 'last')
  if (others.some((other) => other.first <= last && first <= other.last)) wrong(twice, 'first')
  if (others.length >= mostBreaks) wrong(tooMany, 'first')
}

const begunAlready = {
  id: 'Libur diambil sebelum dimulai; hari yang sudah lewat tetap dihitung. Pilih hari ini atau sesudahnya.',
  en: 'A break has to begin today or later; days that are over count as they were. Choose today or a later day.',
}
const turnedAbout = {
  id: 'Hari terakhir libur mendahului hari pertamanya. Periksa kedua tanggalnya.',
  en: 'The last day of the break is before its first one. Check the two dates.',
}
const tooLong = {
  id: 'Libur ini lebih dari setahun. Akhiri saja janjinya, lalu buat janji baru nanti.',
  en: 'That break is longer than a year. End the promise instead, and make a new one later.',
}
const twice = {
  id: 'Sebagian hari itu sudah libur. Pilih hari lain, atau batalkan dulu libur yang lama.',
  en: 'Some of those days are a break already. Choose others, or call that break off first.',
}
const tooMany = {
  id: 'Sudah ada 200 libur di ruang kerja ini, dan itu batasnya.',
  en: 'This workspace has had 200 breaks, which is as many as it can keep.',
}
const noSuchBreak = { id: 'Libur itu tidak ada lagi.', en: 'That break is no longer there.' }
const overAlready = {
  id: 'Libur itu sudah berakhir, jadi tidak diubah lagi.',
  en: 'That break is over, and stays as it was.',
}
