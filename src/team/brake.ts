import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { neighbourhood } from '../core/visitor.ts'
import { asSystem, type Tx } from '../db/client.ts'

/** Where a try comes from. */
export interface Origin {
  address: string
  /** The device's own word that this person has signed in with it before ({@link deviceMark}). */
  device?: string | undefined
}

/** One count of wrong tries. */
interface Count {
  key: string
  /** So many are free; then each one pauses twice as long as the one before. */
  free: number
  longestSeconds: number
  /** After so long without one it begins anew. */
  forgetHours: number
}

const firstPauseSeconds = 5
const knownPlaceDays = 90

/**
 * Takes one try at somebody's door, before anything is looked at, so that many at once are counted too.
 * - A device that this person used before has a count of its own: what strangers do elsewhere never stops it.
 * - Else three counts go: this person at this place, this place, and this person from everywhere. The last one pauses only places
 *   that this person has not come from before; a new password by mail makes a place known.
 * @param account whose door: an e-mail address, whether it has an account or not
 * @returns says how it went: `true` gives the try back
 * @throws Problem `rate-limited`, with when to come again
 */
export async function takeTry(
  context: Context,
  account: string,
  origin: Origin,
): Promise<(right: boolean) => Promise<void>> {
  const counts = await countsFor(context, account.trim().toLowerCase(), origin)
  const now = context.clock.now()
  const paused = await asSystem(context.db, async (tx) => {
    await forgetOld(tx, now)
    const until: Date[] = []
    for (const count of counts) {
      const pausedUntil = await lockCount(tx, count, now)
      if (pausedUntil && pausedUntil > now) until.push(pausedUntil)
    }
    // A refused try is none: whoever only waits is let in when they were told.
    if (until.length === 0) for (const count of counts) await add(tx, count, now)
    return until.sort((a, b) => b.getTime() - a.getTime())[0]
  })
  if (paused) throw tooOften(paused, now)
  return async (right) => {
    if (right) await asSystem(context.db, (tx) => giveBack(tx, counts))
  }
}

async function countsFor(context: Context, account: string, { address, device }: Origin): Promise<Count[]> {
  const [who, place] = [hidden(context, account), neighbourhood(address)]
  const known = await knownTo(context, account, place, device)
  if (known.device) return [{ key: `device ${who} ${hidden(context, device ?? '')}`, ...few }]
  return [
    { key: `pair ${who} ${place}`, ...few },
    { key: `place ${place}`, ...few, free: 30 },
    ...(known.place ? [] : [{ key: `person ${who}`, free: 20, longestSeconds: 300, forgetHours: 1 }]),
  ].sort((a, b) => (a.key < b.key ? -1 : 1)) // locked in one order, so that none waits for another in a circle
}

const few = { free: 10, longestSeconds: 900, forgetHours: 24 }

/** Whoever reads the table learns no addresses of people. */
function hidden(context: Context, text: string): string {
  return createHmac('sha256', context.config.secretKey).update(`brake ${text}`).digest('base64url').slice(0, 22)
}

async function knownTo(context: Context, account: string, place: string, device: string | undefined) {
  const user = await context.db.selectFrom('user').select('id').where('email', '=', account).executeTakeFirst()
  if (!user) return { device: false, place: false }
  if (device && isMarkOf(context, user.id, device)) return { device: true, place: true }
  const since = new Date(context.clock.now().getTime() - knownPlaceDays * 86_400_000)
  const rows = await context.db
    .selectFrom('security_event')
    .select('address')
    .distinct()
    .where('user_id', '=', user.id)
    .where('kind', 'in', ['signed-in', 'password-reset'])
    .where('at', '>', since)
    .execute()
  return { device: false, place: rows.some((row) => row.address && neighbourhood(row.address) === place) }
}

/** What a device keeps after its person signed in: it names neither, and opens nothing. */
export function deviceMark(context: Context, userId: string, deviceId: string): string {
  const sign = createHmac('sha256', context.config.secretKey).update(`device ${userId} ${deviceId}`).digest('base64url')
  return `${deviceId}.${sign}`
}

function isMarkOf(context: Context, userId: string, mark: string): boolean {
  const [deviceId = ''] = mark.split('.', 1)
  const [right, said] = [Buffer.from(deviceMark(context, userId, deviceId)), Buffer.from(mark)]
  return right.length === said.length && timingSafeEqual(right, said)
}

async function lockCount(tx: Tx, { key }: Count, now: Date): Promise<Date | null> {
  const row = await tx
    .insertInto('sign_in_brake')
    .values({ key, failures: 0, paused_until: null, last_at: now })
    .onConflict((on) => on.column('key').doUpdateSet({ key: sql`excluded.key` }))
    .returning('paused_until')
    .executeTakeFirstOrThrow()
  return row.paused_until
}

async function add(tx: Tx, { key, free, longestSeconds, forgetHours }: Count, now: Date): Promise<void> {
  const { failures, last_at: last } = await tx
    .selectFrom('sign_in_brake')
    .select(['failures', 'last_at'])
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  const count = (now.getTime() - last.getTime() > forgetHours * 3_600_000 ? 0 : failures) + 1
  const seconds = count < free ? 0 : Math.min(longestSeconds, firstPauseSeconds * 2 ** Math.min(count - free, 30))
  const until = seconds > 0 ? new Date(now.getTime() + seconds * 1000) : null
  await tx
    .updateTable('sign_in_brake')
    .set({ failures: count, paused_until: until, last_at: now })
    .where('key', '=', key)
    .execute()
}

/** What was right is no wrong try, and ends the count of whoever made it; the counts of many people lose only this one. */
async function giveBack(tx: Tx, counts: readonly Count[]): Promise<void> {
  for (const { key } of counts) {
    const own = key.startsWith('pair ') || key.startsWith('device ')
    await tx
      .updateTable('sign_in_brake')
      .set({ failures: own ? 0 : sql<number>`greatest(failures - 1, 0)`, paused_until: null })
      .where('key', '=', key)
      .execute()
  }
}

async function forgetOld(tx: Tx, now: Date): Promise<void> {
  const old = tx
    .selectFrom('sign_in_brake')
    .select('key')
    .where('last_at', '<', new Date(now.getTime() - 2 * 86_400_000))
    .limit(100)
    .forUpdate()
    .skipLocked()
  await tx.deleteFrom('sign_in_brake').where('key', 'in', old).execute()
}

function tooOften(until: Date, now: Date): Problem {
  const seconds = Math.ceil((until.getTime() - now.getTime()) / 1000)
  return new Problem(
    'rate-limited',
    {
      id: 'Terlalu banyak percobaan masuk yang salah. Tunggu {seconds} detik, lalu coba lagi. Bila bukan Anda yang mencobanya, perangkat yang pernah Anda pakai tetap bisa masuk.',
      en: 'Too many wrong tries to sign in. Wait {seconds} {seconds|second|seconds}, then try again. If it was not you, a device that you have used before still gets in.',
    },
    { values: { seconds }, retryAt: until },
  )
}
