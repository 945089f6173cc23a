import { Problem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'
import type { Tx } from '../db/client.ts'
import type { DeliveryState, SentPart } from '../db/tables.ts'
import type { Pending } from '../networks/network.ts'
import type { Delivering } from './delivering.ts'
import { LeaseLost } from './lease.ts'
import type { Step } from './ledger.ts'
import { sealPending } from './pending.ts'
import { blockUntil, channelKey } from './rate.ts'
import { afterGrace, backoff, mostAttempts } from './waiting.ts'

/** After a time-out the network may still be at work: look for what it made only after this. */
const lookAgainSeconds = 20
/** How long a teaser waits before it asks for the article's page again. */
const homeAgainSeconds = 15
/** How long a post waits before it looks again whether its video is ready, should nobody wake it. */
const copyAgainSeconds = 60

/** Nothing of it is under way. */
const atRest = { sending_part: null, sending_since: null } satisfies Step

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
    permalink: sent[0]?.permalink ?? null,
    next_try_at: null,
    reason: sent.find(({ missing }) => missing)?.missing ?? null,
  }
  const also = one.answered && ((tx: Tx) => markAnswered(tx, lease.row.post_id, now))
  await ledger.write(lease, step, { release: true, also })
  // The article's page shows where it is talked about.
  if (lease.row.needs_home) context.bus.tell(lease.row.workspace_id, 'articles')
}

/** A response whose answer is out waits no longer. */
export async function markAnswered(tx: Tx, postId: string, now: Date): Promise<void> {
  const post = await tx.selectFrom('post').select('in_reply_to').where('id', '=', postId).executeTakeFirst()
  if (post?.in_reply_to)
    await tx.updateTable('response').set({ answered_at: now }).where('id', '=', post.in_reply_to).execute()
}

export function stillPending(one: Delivering, result: Pending): Promise<void> {
  const { progress = null, retryAt } = result
  const pending = sealPending(one.context, one.lease.row.id, result.pending)
  // A long upload takes many turns, and none of them failed.
  const attempts = one.lease.row.attempts - 1
  return later(one, retryAt, { state: 'pending', pending, progress, attempts, reason: null })
}

/** Assisted: a person posts it now. @param remind tells them, in the same transaction */
export function byHand(one: Delivering, remind: (tx: Tx) => Promise<void>): Promise<void> {
  return end(one, 'by-hand', null, remind)
}

const waitsForHome: Words = {
  id: 'Menunggu halaman artikel menjawab 200. Terbitkan artikelnya; kiriman ini menyusul sendiri.',
  en: 'Waits until the article’s page answers 200. Publish the article; this post follows by itself.',
}

/** The article's page is not there yet. */
export function postpone(one: Delivering): Promise<void> {
  const at = new Date(one.context.clock.now().getTime() + homeAgainSeconds * 1000)
  return later(one, at, { ...atRest, state: 'scheduled', reason: waitsForHome })
}

/** A copy of its video is not there yet; whoever makes it wakes what waits. */
export function waitForCopy(one: Delivering, reason: Words): Promise<void> {
  const at = new Date(one.context.clock.now().getTime() + copyAgainSeconds * 1000)
  return later(one, at, { ...atRest, state: 'scheduled', attempts: one.lease.row.attempts - 1, reason })
}

/** What it needs can't be made: a person decides. */
export function refuse(one: Delivering, reason: Words): Promise<void> {
  return end(one, 'rejected', reason)
}

/** Everything was held in the moment before it would have left: it waits as if it had never been taken up. */
export function heldBack({ ledger, lease }: Delivering): Promise<void> {
  const step: Step = { ...atRest, state: 'scheduled', attempts: lease.row.attempts - 1, reason: null }
  return ledger.write(lease, step, { release: true })
}

/** It may be there, and nothing can tell: a person decides. */
export function unconfirmed(): Problem {
  return new Problem('unknown', mayBeThere, { detail: 'no way to look' })
}

const mayBeThere: Words = {
  id: 'Tidak jelas apakah kiriman ini sudah sampai, dan jejaring ini tidak dapat ditanyai. Lihat profil Anda di sana: bila ada, berikan alamatnya; bila tidak, kirim lagi.',
  en: 'It is not clear whether this post arrived, and this network can’t be asked. Look at your profile there: if it is there, give its address; if not, send it again.',
}

/** What a failure means for the delivery: wait, ask a person, or end. Only problems of the networks come here. */
export async function failed(one: Delivering, error: unknown): Promise<void> {
  const { context, lease } = one
  context.log.warn({ delivery: lease.row.id, attempt: lease.row.attempts, error }, 'delivery failed')
  try {
    await settle(one, error instanceof Problem ? error : new Problem('unknown', unforeseen, { cause: error }))
  } catch (lost) {
    if (!(lost instanceof LeaseLost)) throw lost
  }
}

const unforeseen: Words = {
  id: 'Ada galat yang tidak terduga saat mengirim. Kami akan melihat dahulu apakah kiriman ini sampai sebelum mencoba lagi.',
  en: 'Something unforeseen went wrong while sending. We look whether the post arrived before trying again.',
}

async function settle(one: Delivering, problem: Problem): Promise<void> {
  const now = one.context.clock.now()
  const { attempts, channel_id, due_at } = one.lease.row
  switch (problem.kind) {
    case 'rate-limited': {
      const at = problem.retryAt ?? backoff(attempts, now)
      return again(one, at, problem.words, (tx) => blockUntil(one.context, tx, channelKey(channel_id), at))
    }
    case 'unavailable':
    case 'conflict':
      if (attempts >= mostAttempts) return end(one, 'rejected', gaveUp(problem.words))
      return again(one, problem.retryAt ?? backoff(attempts, now), problem.words)
    case 'unauthorized':
      if (afterGrace(due_at, now)) return end(one, 'missed', problem.words)
      return again(one, new Date(now.getTime() + 15 * 60_000), problem.words)
    case 'unknown':
      if (problem.words === mayBeThere) return end(one, 'unconfirmed', problem.words)
      if (attempts >= mostAttempts) return end(one, 'unconfirmed', mayBeThere)
      // The intent stays, so that the next worker looks before it sends.
      return later(one, new Date(now.getTime() + lookAgainSeconds * 1000), { state: 'sending', reason: problem.words })
    default:
      return end(one, 'rejected', problem.words)
  }
}

function gaveUp(words: Words): Words {
  return {
    id: `Sudah dicoba ${mostAttempts} kali. ${words.id}`,
    en: `Tried ${mostAttempts} times. ${words.en}`,
  }
}

/** Surely not sent: free to be sent again. What the network has already begun to take goes on where it was. */
function again(one: Delivering, at: Date, reason: Words, also?: (tx: Tx) => Promise<void>): Promise<void> {
  const step: Step = one.lease.row.pending ? { state: 'pending', reason } : { ...atRest, state: 'scheduled', reason }
  return later(one, at, step, also)
}

/** Lets go of it until a moment, and sets the alarm. */
function later(one: Delivering, at: Date, step: Step, also?: (tx: Tx) => Promise<void>): Promise<void> {
  const { context, ledger, lease } = one
  return ledger.write(
    lease,
    { ...step, next_try_at: at },
    {
      release: true,
      also: async (tx) => {
        await context.jobs.alarm(tx, at)
        await also?.(tx)
      },
    },
  )
}

function end(
  { ledger, lease }: Delivering,
  state: DeliveryState,
  reason: Words | null,
  also?: (tx: Tx) => Promise<void>,
): Promise<void> {
  return ledger.write(lease, { state, reason, next_try_at: null }, { release: true, also })
}
