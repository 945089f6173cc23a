import { randomUUID } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { type ChannelRow, channelRows, networkOf } from '../channels/index.ts'
import type { Context } from '../context.ts'
import type { Part } from '../core/post.ts'
import type { Words } from '../core/words.ts'
import { asSystem, type Tx, uuids } from '../db/client.ts'
import { isAbsent, type Network, present, sends } from '../networks/network.ts'
import { closeEnded } from './intents.ts'
import {
  type ClaimedRow,
  claimedColumns,
  type DeliveryRow,
  type Lease,
  leaseOf,
  leaseSeconds,
  startOfLease,
} from './lease.ts'
import { channelKey, type Rate, type RateRequest, type Turn, takeTokens } from './rate.ts'
import { graceMinutes, isLate, latePaceSeconds } from './waiting.ts'

/** What a claim is recognised by: of those that are intended together, and of the rest. */
export type ClaimTokens = readonly [together: string, alone: string]

/** Tokens of a claim that is to come. */
export const newTokens = (): ClaimTokens => [randomUUID(), randomUUID()]

/** How much a worker takes at once. */
export interface ClaimOptions {
  /** How many at most. */
  most: number
  /** How many of one channel at most. */
  perChannel: number
  /** Channels that have enough to do. */
  busy?: readonly string[]
  /** Deliveries that this process has under way. Whatever the clocks say, it does not take them from itself. */
  underway?: readonly string[]
  /** Written into the claimed rows, so that a claim is recognised: the first for those that are intended together, the other for the rest. */
  tokens?: ClaimTokens
  /** Only this delivery. */
  id?: string
}

/** A claimed delivery, and the channel that it goes to, as both are now. */
export interface Claimed {
  lease: Lease
  channel: ChannelRow | undefined
  /** Whether it is a reply. */
  answers: boolean
}

/**
 * Claims due deliveries, oldest first: from then on they are this worker's alone, until the lease ends. Those that nobody
 * was there for in time become *missed*; those that would be too fast for their channel or app get a later time.
 * A row that was being sent when its worker died is claimed too; `row.sending_part` then tells what is uncertain.
 */
export async function claimDue(context: Context, options: ClaimOptions): Promise<Claimed[]> {
  const now = context.clock.now()
  const began = startOfLease()
  const tokens = options.tokens ?? newTokens()
  const { claimed, changed } = await asSystem(context.db, async (tx) => {
    const missed = await markMissed(tx, now, options.id)
    const due = await lockDue(tx, now, options, isFree(context, now))
    const channels = await channelRows(
      tx,
      due.map((row) => row.channel_id),
    )
    const requests = due.flatMap((row) => rateRequestOf(context, row, channels.get(row.channel_id), now))
    const turns = await takeTokens(tx, requests, now)
    for (const [id, turn] of turns) await putOff(tx, id, turn)
    const ready = due.filter((row) => !turns.has(row.id))
    const networkOfRow = ({ channel_id }: ClaimedRow) => {
      const channel = channels.get(channel_id)
      return channel && networkOf(context, channel)
    }
    const leases = await lease(context, tx, ready, { tokens, now, began }, networkOfRow)
    const answers = new Set(ready.flatMap(({ id, in_reply_to }) => (in_reply_to ? [id] : [])))
    return {
      claimed: leases.map((one) => ({
        lease: one,
        channel: channels.get(one.row.channel_id),
        answers: answers.has(one.row.id),
      })),
      changed: [...missed, ...due],
    }
  })
  for (const [workspaceId, rows] of Map.groupBy(changed, (row) => row.workspace_id))
    context.bus.tell(
      workspaceId,
      'deliveries',
      rows.map(({ id }) => id),
    )
  return claimed
}

/**
 * Whether a lease that has ended may be judged by its time: only by whoever has seen time go on evenly for as long as a lease
 * lasts. Whoever has just begun, or just seen a leap, can't tell an ended one from one that is being used.
 */
function mayTakeOver({ clock, config }: Context): boolean {
  return (clock.steadySeconds?.() ?? Infinity) >= leaseSeconds(config)
}

/** Free, or its lease has expired. A lease that expires far in the future was written by a wrong clock and counts as expired. */
function isFree(context: Context, now: Date): RawBuilder<unknown> {
  if (!mayTakeOver(context)) return sql`d.lease_until is null`
  const absurd = new Date(now.getTime() + 2 * leaseSeconds(context.config) * 1000)
  return sql`(d.lease_until is null or d.lease_until < ${now} or d.lease_until > ${absurd})`
}

/** Marks what became due while no worker ran, and is too late to send, as missed: a person decides. @returns their workspaces */
async function markMissed(
  tx: Tx,
  now: Date,
  id: string | undefined,
): Promise<Pick<DeliveryRow, 'id' | 'workspace_id'>[]> {
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
  return query.returning(['id', 'workspace_id']).execute()
}

/** A due row, and the response that it answers. */
type DueRow = ClaimedRow & { in_reply_to: string | null }

/** Locks what is due, oldest first, passing over what another worker looks at just now. */
async function lockDue(tx: Tx, now: Date, options: ClaimOptions, free: RawBuilder<unknown>): Promise<DueRow[]> {
  // `is true` keeps the planner from walking over everything that is due to find these.
  const { rows } = await sql<DueRow>`
    select ${sql.raw(claimedColumns.map((name) => `d.${name}`).join(', '))}, p.in_reply_to from delivery d join post p on p.id = d.post_id
    where d.id = any(array(${dueIds(now, options, free)})) and (d.wake_at <= ${now}) is true and ${free}
    order by d.wake_at, d.id for update of d skip locked`.execute(tx)
  return rows
}

/** What may be claimed, oldest first, so that no channel with many takes the place of the others. */
function dueIds(
  now: Date,
  { most, perChannel, busy = [], underway = [], id }: ClaimOptions,
  free: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`
    with candidate as (
      select d.id, d.channel_id, d.wake_at from delivery d
      where d.wake_at <= ${now} and ${free}
        and d.channel_id <> all(${uuids(busy)}) and d.id <> all(${uuids(underway)}) ${id ? sql`and d.id = ${id}` : sql``}
        and not (d.state = 'scheduled' and exists (
          select 1 from workspace_state w where w.workspace_id = d.workspace_id and w.hold_since is not null))
      order by d.wake_at limit ${most * 4}
    )
    select id from (
      select id, wake_at, row_number() over (partition by channel_id order by wake_at) as nth from candidate) numbered
    where nth <= ${perChannel} order by wake_at limit ${most}`
}

/** The send rates that may delay a delivery; only for a delivery that would send something now. */
function rateRequestOf(context: Context, row: ClaimedRow, channel: ChannelRow | undefined, now: Date): RateRequest[] {
  if (row.state !== 'scheduled') return []
  const rates = row.reserved ? [] : [...ratesOf(context, channel), ...latePace(row, now)]
  return [{ id: row.id, channelKey: channelKey(row.channel_id), rates }]
}

function ratesOf(context: Context, channel: ChannelRow | undefined): Rate[] {
  if (!channel) return []
  const network = networkOf(context, channel)
  const rates = (network && present(network.sending)?.rates) ?? []
  return rates.map(({ per, calls, seconds }) => ({
    key: `${per === 'channel' ? channelKey(channel.id) : `app:${channel.network}:${channel.server}`}:${seconds}`,
    calls,
    seconds,
  }))
}

/** What a server that was down has kept waiting leaves one by one, not all at once. */
function latePace(row: ClaimedRow, now: Date): Rate[] {
  if (row.attempts + row.waits + row.lookups > 0 || !isLate(row.due_at, now)) return []
  return [{ key: `late:${row.channel_id}`, calls: 1, seconds: latePaceSeconds }]
}

const tooFast: Words = {
  id: 'Menunggu sebentar, supaya tidak terlalu cepat bagi jejaringnya. Kiriman ini lalu berangkat otomatis.',
  en: 'Waits a little, so as not to be too fast for the network. It goes out automatically.',
}

async function putOff(tx: Tx, id: string, { at, reserved }: Turn): Promise<void> {
  await tx
    .updateTable('delivery')
    .set({ next_try_at: at, reserved, reason: JSON.stringify(tooFast) })
    .where('id', '=', id)
    .execute()
}

/** A claim, as its rows store it. */
interface Claim {
  tokens: ClaimTokens
  now: Date
  began: ReturnType<typeof startOfLease>
}

async function lease(
  context: Context,
  tx: Tx,
  due: readonly ClaimedRow[],
  { tokens: [shared, own], now, began }: Claim,
  networkOfRow: (row: ClaimedRow) => Network | undefined,
): Promise<Lease[]> {
  const seconds = leaseSeconds(context.config)
  const until = new Date(now.getTime() + seconds * 1000)
  const rows = await closeEnded(tx, due, now)
  const together = new Set(rows.filter((row) => isPlain(row, networkOfRow(row))).map(({ id }) => id))
  // What is pending is asked for in this turn; for the rest, the intent says when.
  for (const [token, taken] of Map.groupBy(rows, ({ id }) => (together.has(id) ? shared : own)))
    await sql`
      update delivery set state = case when state = 'pending' then 'pending' else 'sending' end, lease_token = ${token},
        lease_until = ${until}, reserved = false, reason = null, updated_at = ${now},
        asked_at = case when pending is null then asked_at else ${now} end
      where id = any(${uuids(taken.map(({ id }) => id))})`.execute(tx)
  return rows.map((row) => {
    const state = row.state === 'pending' ? ('pending' as const) : ('sending' as const)
    const uncertain = row.state === 'sending' || row.lease_token !== null
    const token = together.has(row.id) ? shared : own
    const as = { uncertain, together: together.has(row.id) }
    return leaseOf({ ...row, state, reserved: false, reason: null }, token, seconds, began, as)
  })
}

/**
 * It leaves in one call, nothing comes before that, and its network can look for it: its intent can be that of all that are claimed with
 * it. Where nothing can look, a person would be asked about each of them after a crash, begun or not.
 */
function isPlain(row: ClaimedRow, network: Network | undefined): boolean {
  const [part, ...more] = row.parts as Part[]
  const fresh = row.state === 'scheduled' && row.lease_token === null && row.sending_part === null && !row.pending
  const whole = part !== undefined && more.length === 0 && row.sent.length === 0
  const findable = network !== undefined && sends(network) && !isAbsent(network.sending.find)
  return fresh && whole && !part.video && !row.needs_home && findable
}

/**
 * Gives back what was claimed under these tokens and not begun: a claim whose end was not heard, say.
 * An intent that is committed stays, and is looked for.
 */
export async function releaseClaims(context: Context, tokens: readonly string[]): Promise<void> {
  await asSystem(context.db, (tx) =>
    sql`update delivery set lease_token = null, lease_until = null,
        state = case when state = 'sending' and sending_part is null then 'scheduled' else state end
      where lease_token = any(${uuids(tokens)})`.execute(tx),
  )
}

/** When to look again: the next moment at which something becomes due. */
export async function nextDue(context: Context, after: Date): Promise<Date | undefined> {
  const { rows } = await asSystem(context.db, (tx) =>
    sql<{ at: Date }>`select wake_at as at from delivery where wake_at > ${after} order by wake_at limit 1`.execute(tx),
  )
  return rows[0]?.at
}
