import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'
import type { Tx } from '../db/client.ts'
import type { DeliveryState, SentPart } from '../db/tables.ts'
import type { Pending } from '../networks/network.ts'
import { type Lease, LeaseLost, writeLeased } from './lease.ts'
import { afterGrace, backoff, mostAttempts } from './waiting.ts'

/** After a time-out the network may still be at work: look for what it made only after this. */
const lookAgainSeconds = 20

/** What every outcome lets go of. */
const released = { lease_token: null, lease_until: null, next_try_at: null, reason: null }

export async function published(context: Context, lease: Lease, sent: readonly SentPart[]): Promise<void> {
  const now = context.clock.now()
  await writeLeased(context, lease, async (tx) => {
    await tx
      .updateTable('delivery')
      .set({
        ...released,
        state: 'published',
        published_at: now,
        permalink: sent[0]?.permalink ?? null,
        sending_part: null,
        sending_since: null,
        updated_at: now,
      })
      .where('id', '=', lease.row.id)
      .execute()
    await markAnswered(tx, lease.row.post_id, now)
  })
  // The article's page shows where it is talked about.
  context.bus.tell(lease.row.workspace_id, 'articles')
}

/** A response whose answer is out waits no longer. */
export async function markAnswered(tx: Tx, postId: string, now: Date): Promise<void> {
  const post = await tx.selectFrom('post').select('in_reply_to').where('id', '=', postId).executeTakeFirst()
  if (post?.in_reply_to)
    await tx.updateTable('response').set({ answered_at: now }).where('id', '=', post.in_reply_to).execute()
}

export async function stillPending(context: Context, lease: Lease, result: Pending): Promise<void> {
  await writeLeased(context, lease, async (tx) => {
    await tx
      .updateTable('delivery')
      .set({
        ...released,
        state: 'pending',
        pending: JSON.stringify(result.pending),
        next_try_at: result.retryAt,
        updated_at: context.clock.now(),
      })
      .where('id', '=', lease.row.id)
      .execute()
    await wakeAt(context, tx, lease, result.retryAt)
  })
}

/** Assisted: a person posts it now. @param remind tells them, in the same transaction */
export async function byHand(context: Context, lease: Lease, remind: (tx: Tx) => Promise<void>): Promise<void> {
  await end(context, lease, 'by-hand', null, remind)
}

const waitsForHome: Words = {
  id: 'Menunggu halaman artikel menjawab 200. Terbitkan artikelnya; kiriman ini menyusul sendiri.',
  en: 'Waits until the article’s page answers 200. Publish the article; this post follows by itself.',
}

/** Not now, for a reason of ours. */
export async function postpone(context: Context, lease: Lease, why: 'home'): Promise<void> {
  const now = context.clock.now()
  const reason = { home: waitsForHome }[why]
  await writeLeased(context, lease, async (tx) => {
    const at = new Date(now.getTime() + 15_000)
    await tx
      .updateTable('delivery')
      .set({ ...released, state: 'scheduled', next_try_at: at, reason: JSON.stringify(reason), updated_at: now })
      .where('id', '=', lease.row.id)
      .execute()
    await wakeAt(context, tx, lease, at)
  })
}

function wakeAt(context: Context, tx: Tx, lease: Lease, at: Date): Promise<void> {
  return context.jobs.enqueue(tx, 'deliver', { id: lease.row.id, workspaceId: lease.row.workspace_id }, at)
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
export async function failed(context: Context, lease: Lease, error: unknown): Promise<void> {
  context.log.warn({ delivery: lease.row.id, attempt: lease.row.attempts, error }, 'delivery failed')
  try {
    await settle(
      context,
      lease,
      error instanceof Problem ? error : new Problem('unknown', unforeseen, { cause: error }),
    )
  } catch (lost) {
    if (!(lost instanceof LeaseLost)) throw lost
  }
}

const unforeseen: Words = {
  id: 'Ada galat yang tidak terduga saat mengirim. Kami akan melihat dahulu apakah kiriman ini sampai sebelum mencoba lagi.',
  en: 'Something unforeseen went wrong while sending. We look whether the post arrived before trying again.',
}

async function settle(context: Context, lease: Lease, problem: Problem): Promise<void> {
  const now = context.clock.now()
  const { attempts } = lease.row
  switch (problem.kind) {
    case 'rate-limited':
      return again(context, lease, problem.retryAt ?? backoff(attempts, now), problem.words)
    case 'unavailable':
    case 'conflict':
      if (attempts >= mostAttempts) return end(context, lease, 'rejected', gaveUp(problem.words))
      return again(context, lease, problem.retryAt ?? backoff(attempts, now), problem.words)
    case 'unauthorized':
      if (afterGrace(lease.row.due_at, now)) return end(context, lease, 'missed', problem.words)
      return again(context, lease, new Date(now.getTime() + 15 * 60_000), problem.words)
    case 'unknown':
      if (problem.words === mayBeThere) return end(context, lease, 'unconfirmed', problem.words)
      if (attempts >= mostAttempts) return end(context, lease, 'unconfirmed', mayBeThere)
      return lookLater(context, lease, new Date(now.getTime() + lookAgainSeconds * 1000), problem.words)
    default:
      return end(context, lease, 'rejected', problem.words)
  }
}

function gaveUp(words: Words): Words {
  return {
    id: `Sudah dicoba ${mostAttempts} kali. ${words.id}`,
    en: `Tried ${mostAttempts} times. ${words.en}`,
  }
}

/** Surely not sent: free to be sent again. */
async function again(context: Context, lease: Lease, at: Date, reason: Words): Promise<void> {
  await writeLeased(context, lease, async (tx) => {
    await tx
      .updateTable('delivery')
      .set({
        ...released,
        state: 'scheduled',
        sending_part: null,
        sending_since: null,
        next_try_at: at,
        reason: JSON.stringify(reason),
        updated_at: context.clock.now(),
      })
      .where('id', '=', lease.row.id)
      .execute()
    await wakeAt(context, tx, lease, at)
  })
}

/** Perhaps sent: the intent stays, so that the next worker looks before it sends. */
async function lookLater(context: Context, lease: Lease, at: Date, reason: Words): Promise<void> {
  await writeLeased(context, lease, async (tx) => {
    await tx
      .updateTable('delivery')
      .set({
        ...released,
        state: 'sending',
        next_try_at: at,
        reason: JSON.stringify(reason),
        updated_at: context.clock.now(),
      })
      .where('id', '=', lease.row.id)
      .execute()
    await wakeAt(context, tx, lease, at)
  })
}

async function end(
  context: Context,
  lease: Lease,
  state: DeliveryState,
  reason: Words | null,
  also?: (tx: Tx) => Promise<void>,
): Promise<void> {
  await writeLeased(context, lease, async (tx) => {
    await tx
      .updateTable('delivery')
      .set({ ...released, state, reason: reason && JSON.stringify(reason), updated_at: context.clock.now() })
      .where('id', '=', lease.row.id)
      .execute()
    await also?.(tx)
  })
}
