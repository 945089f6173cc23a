import type { Context } from '../context.ts'
import { Problem, Stopped, StorageProblem } from '../core/problem.ts'
import { fill, type Words } from '../core/words.ts'
import type { Tx } from '../db/client.ts'
import type { DeliveryState, SentPart } from '../db/tables.ts'
import type { Pending } from '../networks/network.ts'
import type { Delivering } from './delivering.ts'
import type { Step } from './ledger.ts'
import { keepsOne } from './others.ts'
import { sealPending } from './pending.ts'
import { blockUntil, channelKey } from './rate.ts'
import { tellCopies } from './tell-copies.ts'
import { afterGrace, backoff, believed, leastWait, mostAttempts, mostLookups, nextLookup } from './waiting.ts'

/** How long a teaser waits before it asks for the article's page again. */
const permalinkAgainSeconds = 15
/** The longest wait for a rendition, in seconds, if no event wakes the post earlier. */
const renditionAgainSeconds = 60

/** Nothing of it is under way, and nothing can have arrived. */
export const atRest = {
  sending_part: null,
  sending_since: null,
  asked_at: null,
  lookups: 0,
  doubt: null,
} satisfies Step

/** All parts are out. */
export async function published(one: Delivering, sent: readonly SentPart[]): Promise<void> {
  const { context, ledger, lease } = one
  const now = context.clock.now()
  const step: Step = {
    ...atRest,
    state: 'published',
    sent: [...sent],
    pending: null,
    progress: null,
    published_at: now,
    permalink: sent[0]?.permalink || null,
    next_try_at: null,
    reason: sent.find(({ missing }) => missing)?.missing ?? null,
  }
  let conversationId: string | undefined
  const also = async (tx: Tx) => {
    if (one.answered) conversationId = await markAnswered(context, tx, lease.row.post_id, now)
    if (one.found) await keepsOne(tx, lease.row, sent)
  }
  await ledger.write(lease, step, { release: true, also: one.answered || one.found ? also : undefined })
  if (conversationId) context.bus.tell(lease.row.workspace_id, 'conversations', [conversationId])
  // The article's page shows where it is talked about.
  if (lease.row.needs_home) await tellCopies(context, lease.row.workspace_id, lease.row.post_id)
}

/** A response whose answer is out waits no longer. @returns its conversation; `undefined` for a post that answers nothing */
export async function markAnswered(context: Context, tx: Tx, postId: string, now: Date): Promise<string | undefined> {
  const post = await tx.selectFrom('post').select('in_reply_to').where('id', '=', postId).executeTakeFirst()
  return post?.in_reply_to ? context.asked.markAnswered(tx, post.in_reply_to, now) : undefined
}

/** The network still works on it: it is resumed later, when the network says or after a growing wait. */
export function stillPending(one: Delivering, result: Pending): Promise<void> {
  const now = one.context.clock.now()
  const pending = sealPending(one.context, one.lease.row.id, result.pending)
  const progress = result.progress === undefined || Number.isNaN(result.progress) ? null : clamp(result.progress, 0, 1)
  const at = tell(one, result.retryAt, soonest(one, now), now)
  return later(one, at, { state: 'pending', pending, progress, reason: null })
}

/** The second turn comes as soon as the network says; from then on a second lies between two, whatever it says. */
function soonest({ lease }: Delivering, now: Date): Date {
  return lease.row.pending === null ? now : leastWait(1, now)
}

/** Assisted: a person posts it now. @param remind tells them, in the same transaction */
export function byHand(one: Delivering, remind: (tx: Tx) => Promise<void>): Promise<void> {
  return end(one, 'by-hand', null, remind)
}

const waitsForPermalink: Words = {
  id: 'Menunggu halaman artikel dapat dibuka. Terbitkan artikelnya; kiriman ini lalu berangkat otomatis.',
  en: 'Waits until the article’s page can be opened. Publish the article; this post goes out automatically.',
}

/** The article's page is not there yet. */
export function postpone(one: Delivering): Promise<void> {
  const at = new Date(one.context.clock.now().getTime() + permalinkAgainSeconds * 1000)
  return later(one, at, { ...atRest, state: 'scheduled', reason: waitsForPermalink })
}

/** The rendition of its video is not ready: the post waits. The rendition maker wakes it. */
export function waitForRendition(one: Delivering, reason: Words): Promise<void> {
  const at = new Date(one.context.clock.now().getTime() + renditionAgainSeconds * 1000)
  return later(one, at, { ...atRest, state: 'scheduled', reason })
}

/** What it needs can't be made: a person decides. */
export function refuse(one: Delivering, reason: Words): Promise<void> {
  return end(one, 'rejected', reason)
}

/** Everything was held in the moment before it would have left: it waits as if it had never been taken up. */
export function waitOnHold({ ledger, lease }: Delivering): Promise<void> {
  const step: Step = { ...atRest, state: 'scheduled', reason: null }
  return ledger.write(lease, step, { release: true })
}

/** It may be published, and `find` cannot say: a person decides. */
export class Unconfirmed extends Stopped {
  readonly words: Words
  /** @param words what the network says about that, where it has words of its own */
  constructor(words: Words = mayBeThere) {
    super('no way to look')
    this.words = words
  }
}

/** It may be out, and nothing can look: the delivery ends, and a person decides. @param words why */
export function unconfirmed(one: Delivering, words: Words): Promise<void> {
  return end(one, 'unconfirmed', words)
}

/**
 * This worker was suspended past its lease. It releases the row, if no other worker has it, and the next worker searches
 * for what may be published.
 */
export function letGo({ ledger, lease, mayHaveLeft }: Delivering): Promise<void> {
  const untouched = !mayHaveLeft && lease.row.pending === null
  return ledger.write(lease, untouched ? { ...atRest, state: 'scheduled' } : {}, { release: true })
}

const mayBeThere: Words = {
  id: 'Tidak jelas apakah kiriman ini sudah sampai, dan jejaring ini tidak dapat ditanyai. Lihat profil Anda di sana: bila ada, berikan alamatnya; bila tidak, kirim lagi.',
  en: 'It is not clear whether this post arrived, and this network can’t be asked. Look at your profile there: if it is there, give its address; if not, send it again.',
}

/** What a failure means for the delivery: wait, ask a person, or end. */
export async function failed(one: Delivering, error: unknown): Promise<void> {
  const { context, lease } = one
  context.log.warn({ delivery: lease.row.id, attempt: lease.row.attempts, error }, 'delivery failed')
  try {
    if (error instanceof Problem && !(error instanceof StorageProblem)) await settle(one, error)
    else await troubleHere(one, error)
  } catch (lost) {
    if (!(lost instanceof Stopped)) throw lost
  }
}

const unforeseen: Words = {
  id: 'Ada galat yang tidak terduga saat mengirim. Kami akan melihat dahulu apakah kiriman ini sampai sebelum mencoba lagi.',
  en: 'Something went wrong unexpectedly while sending. We look whether the post arrived before trying again.',
}

/** Trouble of our own is no answer of the network: what has left may have arrived, and is looked for; what has not, waits. */
function troubleHere(one: Delivering, error: unknown): Promise<void> {
  const { context, lease, mayHaveLeft } = one
  const now = context.clock.now()
  const [words, counts] = error instanceof StorageProblem ? [error.words, 0] : [unforeseen, 1]
  const attempts = lease.row.attempts + counts
  if (mayHaveLeft) return look(one, { words }, { attempts })
  if (attempts >= mostAttempts) return end(one, 'rejected', gaveUp(words))
  return again(one, backoff(attempts + 1, now), words, { attempts })
}

async function settle(one: Delivering, problem: Problem): Promise<void> {
  const now = one.context.clock.now()
  const { waits, channel_id, due_at } = one.lease.row
  const attempts = one.lease.row.attempts + 1
  const { words, retryAt } = problem
  switch (problem.kind) {
    case 'rate-limited': {
      const at = tell(one, retryAt ?? backoff(waits + 1, now), leastWait(waits + 1, now), now)
      const block = (tx: Tx) => blockUntil(one.context, tx, channelKey(channel_id), at)
      return again(one, at, words, { waits: waits + 1 }, block)
    }
    case 'unavailable':
    case 'conflict':
      if (attempts >= mostAttempts) return end(one, 'rejected', gaveUp(words))
      return again(one, tell(one, retryAt ?? backoff(attempts, now), leastWait(attempts, now), now), words, {
        attempts,
      })
    case 'unauthorized':
      if (afterGrace(due_at, now)) return end(one, 'missed', words)
      return again(one, new Date(now.getTime() + 15 * 60_000), words)
    case 'unknown': {
      const doubt = problem.ifAbsent ?? { kind: 'unavailable', words }
      return look(one, { words, retryAt }, { attempts, doubt })
    }
    default:
      return end(one, 'rejected', words)
  }
}

/** It may have arrived: the intent stays, so that the next worker looks before it sends. */
function look(
  one: Delivering,
  { words, retryAt }: Pick<Problem, 'words'> & { retryAt?: Date | undefined },
  more: Step,
) {
  const now = one.context.clock.now()
  return lookAt(one, tell(one, retryAt, nextLookup(one.lease.row.lookups + 1, now), now), words, {
    asked_at: now,
    ...more,
  })
}

/** Looks again at that moment, or asks a person when it has looked often enough. */
function lookAt(one: Delivering, at: Date, reason: Words, more: Step = {}): Promise<void> {
  const lookups = one.lease.row.lookups + 1
  if (lookups > mostLookups) return end(one, 'unconfirmed', mayBeThere)
  return later(one, at, { ...more, state: 'sending', lookups, reason })
}

/** It is not there, but may still come: the network was seen to take its time. @param settled when it surely is not */
export function lookAgain(one: Delivering, settled: Date): Promise<void> {
  const now = one.context.clock.now()
  const next = nextLookup(one.lease.row.lookups + 1, now)
  return lookAt(one, settled > next ? next : settled, one.lease.row.doubt?.words ?? stillLooking)
}

/** What kept us from looking says nothing about the post. */
export function couldNotLook(one: Delivering, { words, retryAt }: Problem): Promise<void> {
  const now = one.context.clock.now()
  return lookAt(one, tell(one, retryAt, nextLookup(one.lease.row.lookups + 1, now), now), words)
}

const stillLooking: Words = {
  id: 'Belum pasti apakah kiriman ini sampai. Kami melihatnya lagi beberapa menit sebelum mengirim ulang.',
  en: 'It is not sure yet whether this post arrived. We look again for some minutes before sending it another time.',
}

/**
 * It surely is not there. @returns what the network's last answer then means: a refusal, or nothing, and it is sent again
 */
export function refusedForGood({ lease: { row } }: Delivering): Problem | undefined {
  const { doubt, attempts } = row
  if (!doubt) return undefined
  if (doubt.kind === 'rejected' || doubt.kind === 'gone') return new Problem('rejected', doubt.words)
  return attempts >= mostAttempts ? new Problem('rejected', gaveUp(doubt.words)) : undefined
}

/** A time that the network gave, clamped to what is plausible. */
function tell(one: Delivering, told: Date | undefined, least: Date, now: Date): Date {
  const at = believed(told, least, now)
  if (told && at.getTime() !== told.getTime())
    one.context.log.info(
      { delivery: one.lease.row.id, told: String(told), at },
      'delivery: a time that can’t be believed',
    )
  return at
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))

function gaveUp(words: Words): Words {
  const tried = fill({ id: 'Sudah dicoba {n} kali.', en: 'Tried {n} {n|time|times}.' }, { n: mostAttempts })
  return { id: `${tried.id} ${words.id}`, en: `${tried.en} ${words.en}` }
}

/** Surely not sent: free to be sent again. What the network has already begun to take goes on where it was. */
function again(
  one: Delivering,
  at: Date,
  reason: Words,
  counted: Step = {},
  also?: (tx: Tx) => Promise<void>,
): Promise<void> {
  const step: Step = one.lease.row.pending ? { state: 'pending' } : { ...atRest, state: 'scheduled' }
  return later(one, at, { ...step, ...counted, reason }, also)
}

/** Releases the lease until an instant. */
function later({ ledger, lease }: Delivering, at: Date, step: Step, also?: (tx: Tx) => Promise<void>): Promise<void> {
  return ledger.write(lease, { ...step, next_try_at: at }, { release: true, also })
}

function end(
  { ledger, lease }: Delivering,
  state: DeliveryState,
  reason: Words | null,
  also?: (tx: Tx) => Promise<void>,
): Promise<void> {
  return ledger.write(lease, { state, reason, next_try_at: null }, { release: true, also })
}
