import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { record } from '../team/index.ts'
import { countedSince } from './counted.ts'

/** In what a promise is counted: hours of the clock, hours of the office (Monday to Friday, 09.00 to 17.00), days of 24 hours. */
export const promiseUnits = ['hours', 'office-hours', 'days'] as const
/** One of {@link promiseUnits}. */
export type PromiseUnit = (typeof promiseUnits)[number]

/** "We answer within …". */
export interface AnswerPromise {
  /** From 1 to 99. */
  amount: number
  unit: PromiseUnit
  /** Whose office hours they are; the others need none. */
  timeZone: string
}

/** A promise, and how it was kept. */
export type PromiseMeasured = AnswerPromise & {
  /** What was answered, or should have been by now. */
  due: number
  kept: number
}

const officeFrom = 9 * 3600
const officeTo = 17 * 3600

/** What a workspace promises; `undefined`: nothing. */
export async function readPromise(tx: Tx, workspaceId: string): Promise<AnswerPromise | undefined> {
  const row = await tx
    .selectFrom('answer_promise')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  return row && { amount: row.amount, unit: row.unit, timeZone: row.time_zone }
}

/** Promises something, or nothing any more. @throws Problem `wrong-input` for a time zone that the database does not know */
export async function choosePromise(context: Context, actor: Actor, promise: AnswerPromise | undefined): Promise<void> {
  const workspace_id = actor.workspaceId
  await inWorkspace(context.db, workspace_id, async (tx) => {
    if (promise) {
      await refuseUnknownZone(tx, promise.timeZone)
      const values = { amount: promise.amount, unit: promise.unit, time_zone: promise.timeZone }
      await tx
        .insertInto('answer_promise')
        .values({ workspace_id, ...values })
        .onConflict((on) => on.column('workspace_id').doUpdateSet(values))
        .execute()
    } else await tx.deleteFrom('answer_promise').where('workspace_id', '=', workspace_id).execute()
    await record(tx, actor, 'promise.choose', workspace_id, promise ? { ...promise } : {})
  })
  context.bus.tell(workspace_id, 'conversations')
}

async function refuseUnknownZone(tx: Tx, zone: string): Promise<void> {
  const { rows } = await sql`select 1 from pg_timezone_names where name = ${zone}`.execute(tx)
  if (rows.length) return
  throw new Problem(
    'wrong-input',
    {
      id: 'Zona waktu itu tidak dikenal. Pilih salah satu dari daftar di profil Anda.',
      en: 'That time zone is not known. Choose one of the list in your profile.',
    },
    { field: 'timeZone' },
  )
}

/** How a promise was kept, over what people wrote since then; what was marked as done without an answer counts neither way. */
export async function promiseKept(tx: Tx, promise: AnswerPromise, since: Date, now: Date): Promise<PromiseMeasured> {
  const limit = promise.amount * (promise.unit === 'days' ? 86_400 : 3600)
  const took = (until: RawBuilder<Date>) => elapsed(sql`response.written_at`, until, promise)
  const answeredIn = sql<SqlBool>`response.answered_at is not null and ${took(sql`response.answered_at`)} <= ${limit}`
  const counted = sql<SqlBool>`response.answered_at is not null or ${took(sql`${now}::timestamptz`)} > ${limit}`
  const row = await countedSince(tx, since)
    .select(sql<number>`(count(*) filter (where ${counted}))::int`.as('due'))
    .select(sql<number>`(count(*) filter (where ${answeredIn}))::int`.as('kept'))
    .executeTakeFirstOrThrow()
  return { ...promise, ...row }
}

/** Seconds between two instants, as the promise counts them. */
function elapsed(from: RawBuilder<unknown>, to: RawBuilder<unknown>, { unit, timeZone }: AnswerPromise) {
  if (unit !== 'office-hours') return sql<number>`extract(epoch from ${to} - ${from})`
  return sql<number>`(${officeSeconds(to, timeZone)} - ${officeSeconds(from, timeZone)})`
}

/**
 * Seconds of office hours from Monday, 29 December 1969 to an instant: the whole weeks, the whole days of this one, and today so
 * far. It only grows, so that the difference of two is the time between them.
 */
function officeSeconds(at: RawBuilder<unknown>, timeZone: string) {
  const local = sql`extract(epoch from (${at} at time zone ${timeZone}))`
  const day = sql`floor(${local} / 86400) + 3`
  const weekday = sql`mod(${day}, 7)`
  const today = sql`greatest(0, least(mod(${local}, 86400) - ${officeFrom}, ${officeTo - officeFrom}))`
  return sql<number>`((floor((${day}) / 7) * 5 + least(${weekday}, 5)) * ${officeTo - officeFrom}
    + case when ${weekday} < 5 then ${today} else 0 end)`
}
