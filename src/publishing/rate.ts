/**
 * How fast we send: ahead of a network's own limits, so that it never has to refuse us. Token buckets in rows, shared by all
 * workers: a bucket fills steadily up to its size, and what leaves takes one token. A bucket may owe some: each of those is
 * the turn of one delivery that waits.
 */
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { storable } from '../core/text/storable.ts'
import type { Tx } from '../db/client.ts'

/** So many in so much time. */
export interface Rate {
  key: string
  calls: number
  seconds: number
}

/** Asks for one token of each rate. */
export interface RateRequest {
  id: string
  /** The channel: a network's own "wait" is kept for it whether it has a rate or not. */
  channelKey: string
  /** Empty where the delivery has reserved its turn already. */
  rates: readonly Rate[]
}

/** When a delivery's turn is, and whether that turn is its own or only the end of a wait that the network asked for. */
export interface Turn {
  at: Date
  reserved: boolean
}

interface Bucket {
  tokens: number
  filledAt: Date
  blockedUntil: Date | null
}

/** The bucket in which late posts of a channel get their turn. */
export const channelKey = (channelId: string) => `channel:${channelId}`

/**
 * Gives out turns, in the requests' order. The buckets stay locked until the transaction ends.
 * @returns the turns of those that must wait
 */
export async function takeTokens(tx: Tx, requests: readonly RateRequest[], now: Date): Promise<Map<string, Turn>> {
  const keys = [
    ...new Set(requests.flatMap((request) => [request.channelKey, ...request.rates.map((rate) => rate.key)])),
  ].sort()
  const waits = new Map<string, Turn>()
  if (!keys.length) return waits
  await ensure(tx, requests, now)
  const rows = await tx
    .selectFrom('rate_bucket')
    .selectAll()
    .where('key', 'in', keys)
    .orderBy('key')
    .forUpdate()
    .execute()
  const buckets = new Map<string, Bucket>(
    rows.map((row) => [row.key, { tokens: row.tokens, filledAt: row.filled_at, blockedUntil: row.blocked_until }]),
  )
  const touched = new Set<string>()
  for (const request of requests) {
    const asked = blocked(buckets.get(request.channelKey), now)
    const turn = asked ?? take(buckets, request.rates, now, touched)
    if (turn) waits.set(request.id, { at: turn, reserved: !asked })
  }
  await keep(tx, buckets, touched, now)
  return waits
}

async function keep(
  tx: Tx,
  buckets: ReadonlyMap<string, Bucket>,
  touched: ReadonlySet<string>,
  now: Date,
): Promise<void> {
  if (!touched.size) return
  const left = [...touched].map((key) => ({ key, tokens: buckets.get(key)?.tokens }))
  await sql`update rate_bucket b set tokens = t.tokens, filled_at = ${now}
    from jsonb_to_recordset(${storable(left)}::jsonb) as t(key text, tokens float8) where b.key = t.key`.execute(tx)
}

/** Full buckets for the rates that have none yet. */
async function ensure(tx: Tx, requests: readonly RateRequest[], now: Date): Promise<void> {
  const rates = new Map(requests.flatMap((request) => request.rates.map((rate) => [rate.key, rate] as const)))
  if (!rates.size) return
  // In one order for all workers: two that make the same buckets at once must not wait for each other.
  const inOrder = [...rates.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  await tx
    .insertInto('rate_bucket')
    .values(inOrder.map((rate) => ({ key: rate.key, tokens: rate.calls, filled_at: now, blocked_until: null })))
    .onConflict((on) => on.column('key').doNothing())
    .execute()
}

function blocked(bucket: Bucket | undefined, now: Date): Date | undefined {
  return bucket?.blockedUntil && bucket.blockedUntil > now ? bucket.blockedUntil : undefined
}

/** Takes a token of each, also one that is still to come: whoever waits has a turn of its own. @returns that turn */
function take(buckets: Map<string, Bucket>, rates: readonly Rate[], now: Date, touched: Set<string>): Date | undefined {
  let wait = 0
  for (const rate of rates) {
    const bucket = buckets.get(rate.key) as Bucket
    fill(bucket, rate, now)
    bucket.tokens -= 1
    touched.add(rate.key)
    wait = Math.max(wait, (-bucket.tokens * rate.seconds) / rate.calls)
  }
  return wait > 0 ? new Date(now.getTime() + Math.ceil(wait * 1000)) : undefined
}

/** A clock that was set back fills nothing, and takes nothing away. */
function fill(bucket: Bucket, rate: Rate, now: Date): void {
  const seconds = Math.max(0, now.getTime() - bucket.filledAt.getTime()) / 1000
  bucket.tokens = Math.min(rate.calls, bucket.tokens + (seconds * rate.calls) / rate.seconds)
  bucket.filledAt = now
}

/** The network has asked us to wait: nothing of this channel goes before. */
export async function blockUntil(context: Context, tx: Tx, key: string, until: Date): Promise<void> {
  const now = context.clock.now()
  await tx
    .insertInto('rate_bucket')
    .values({ key, tokens: 0, filled_at: now, blocked_until: until })
    .onConflict((on) => on.column('key').doUpdateSet({ blocked_until: until }))
    .execute()
}
