import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type ChannelRow, networkOf } from '../channels/index.ts'
import type { Context } from '../context.ts'
import type { Words } from '../core/words.ts'
import { asSystem, type Tx } from '../db/client.ts'
import { type DeliveryRow, type Lease, leaseOf, leaseSeconds } from './lease.ts'
import { channelKey, type Rate, type Turn, takeTokens, type Wish } from './rate.ts'
import { graceMinutes, isLate, latePaceSeconds } from './waiting.ts'

export interface ClaimOptions {
  /** How many at most. */
  most: number
  /** How many of one channel at most. */
  perChannel: number
  /** Channels that have enough to do. */
  busy?: readonly string[]
  /** Only this delivery. */
  id?: string
}

/** A claimed delivery, and the channel that it goes to, as both are now. */
export interface Claimed {
  lease: Lease
  channel: ChannelRow | undefined
}

type Channels = ReadonlyMap<string, ChannelRow>

/**
 * Claims due deliveries, oldest first: from then on they are this worker's alone, until the lease ends. Those that nobody
 * was there for in time become *missed*; those that would be too fast for their channel or app get a later time.
 * A row that was being sent when its worker died is claimed too; `row.sending_part` then tells what is uncertain.
 */
export async function claimDue(context: Context, options: ClaimOptions): Promise<Claimed[]> {
  const now = context.clock.now()
  const began = performance.now()
  const { claimed, changed } = await asSystem(context.db, async (tx) => {
    const missed = await markMissed(tx, now, options.id)
    const due = await lockDue(tx, now, options)
    const channels = await channelsOf(tx, due)
    const wishes = due.flatMap((row) => wishOf(context, row, channels.get(row.channel_id), now))
    const turns = await takeTokens(tx, wishes, now)
    for (const [id, turn] of turns) await putOff(context, tx, id, turn)
    const ready = due.filter((row) => !turns.has(row.id))
    const leases = await lease(tx, ready, now, began)
    return {
      claimed: leases.map((one) => ({ lease: one, channel: channels.get(one.row.channel_id) })),
      changed: [...missed, ...due.map((row) => row.workspace_id)],
    }
  })
  for (const workspaceId of new Set(changed)) context.bus.tell(workspaceId, 'deliveries')
  return claimed
}

/** Due while nobody was there, and too long ago: a person is asked instead. @returns their workspaces */
async function markMissed(tx: Tx, now: Date, id: string | undefined): Promise<string[]> {
  let query = tx
    .updateTable('delivery')
    .set({ state: 'missed', updated_at: now })
    .where('state', '=', 'scheduled')
    .where('wake_at', '<', new Date(now.getTime() - graceMinutes * 60_000))
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('workspace_state')
            .select('workspace_id')
            .whereRef('workspace_state.workspace_id', '=', 'delivery.workspace_id')
            .where('hold_since', 'is not', null),
        ),
      ),
    )
  if (id) query = query.where('id', '=', id)
  const rows = await query.returning('workspace_id').execute()
  return rows.map((row) => row.workspace_id)
}

/** Locks what is due, passing over what another worker looks at just now. */
async function lockDue(tx: Tx, now: Date, options: ClaimOptions): Promise<DeliveryRow[]> {
  const ids = await dueIds(tx, now, options)
  if (!ids.length) return []
  // `is true` keeps the planner from walking over everything that is due to find these.
  const { rows } = await sql<DeliveryRow>`
    select d.* from delivery d
    where d.id = any(${ids}::uuid[]) and (d.wake_at <= ${now}) is true and (d.lease_until is null or d.lease_until < ${now})
    order by d.wake_at, d.id for update skip locked`.execute(tx)
  return rows
}

async function channelsOf(tx: Tx, rows: readonly DeliveryRow[]): Promise<Channels> {
  const ids = [...new Set(rows.map((row) => row.channel_id))]
  if (!ids.length) return new Map()
  const channels = await tx.selectFrom('channel').selectAll().where('id', 'in', ids).execute()
  return new Map(channels.map((channel) => [channel.id, channel]))
}

/** What may be claimed, oldest first, so that no channel with many takes the place of the others. */
async function dueIds(tx: Tx, now: Date, { most, perChannel, busy = [], id }: ClaimOptions): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with candidate as (
      select d.id, d.channel_id, d.wake_at from delivery d
      where d.wake_at <= ${now} and (d.lease_until is null or d.lease_until < ${now})
        and d.channel_id <> all(${busy}::uuid[]) ${id ? sql`and d.id = ${id}` : sql``}
        and not (d.state = 'scheduled' and exists (
          select 1 from workspace_state w where w.workspace_id = d.workspace_id and w.hold_since is not null))
      order by d.wake_at limit ${most * 4}
    )
    select id from (
      select id, wake_at, row_number() over (partition by channel_id order by wake_at) as nth from candidate) numbered
    where nth <= ${perChannel} order by wake_at limit ${most}`.execute(tx)
  return rows.map((row) => row.id)
}

/** What may hold a delivery up: only one that would send something now. */
function wishOf(context: Context, row: DeliveryRow, channel: ChannelRow | undefined, now: Date): Wish[] {
  if (row.state !== 'scheduled') return []
  const rates = row.reserved ? [] : [...ratesOf(context, channel), ...latePace(row, now)]
  return [{ id: row.id, channelKey: channelKey(row.channel_id), rates }]
}

function ratesOf(context: Context, channel: ChannelRow | undefined): Rate[] {
  if (!channel) return []
  const rates = networkOf(context, channel)?.rates ?? []
  return rates.map(({ per, calls, seconds }) => ({
    key: `${per === 'channel' ? channelKey(channel.id) : `app:${channel.network}:${channel.server}`}:${seconds}`,
    calls,
    seconds,
  }))
}

/** What a server that was down has kept waiting leaves one by one, not all at once. */
function latePace(row: DeliveryRow, now: Date): Rate[] {
  if (row.attempts > 0 || !isLate(row.due_at, now)) return []
  return [{ key: `late:${row.channel_id}`, calls: 1, seconds: latePaceSeconds }]
}

const tooFast: Words = {
  id: 'Menunggu sebentar, supaya tidak terlalu cepat bagi jejaringnya. Kiriman ini menyusul sendiri.',
  en: 'Waits a little, so as not to be too fast for the network. It follows by itself.',
}

async function putOff(context: Context, tx: Tx, id: string, { at, reserved }: Turn): Promise<void> {
  await tx
    .updateTable('delivery')
    .set({ next_try_at: at, reserved, reason: JSON.stringify(tooFast) })
    .where('id', '=', id)
    .execute()
  await context.jobs.alarm(tx, at)
}

async function lease(tx: Tx, rows: readonly DeliveryRow[], now: Date, began: number): Promise<Lease[]> {
  if (!rows.length) return []
  const token = randomUUID()
  const until = new Date(now.getTime() + leaseSeconds * 1000)
  await sql`
    update delivery set state = case when state = 'pending' then 'pending' else 'sending' end, lease_token = ${token},
      lease_until = ${until}, attempts = attempts + 1, reserved = false, reason = null, updated_at = ${now}
    where id = any(${rows.map((row) => row.id)}::uuid[])`.execute(tx)
  return rows.map((row) => {
    const state = row.state === 'pending' ? ('pending' as const) : ('sending' as const)
    const uncertain = row.state === 'sending' || row.lease_token !== null
    return leaseOf(
      { ...row, state, attempts: row.attempts + 1, reserved: false, reason: null },
      token,
      began,
      uncertain,
    )
  })
}

/** When to look again: the next moment at which something becomes due. */
export async function nextDue(context: Context, after: Date): Promise<Date | undefined> {
  const { rows } = await asSystem(context.db, (tx) =>
    sql<{ at: Date }>`select wake_at as at from delivery where wake_at > ${after} order by wake_at limit 1`.execute(tx),
  )
  return rows[0]?.at
}
