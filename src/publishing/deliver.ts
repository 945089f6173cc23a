/**
 * Sends one delivery, step by step; every step is in its row before the next begins (the way of a post, HOUSE):
 * claim with a lease → the intent → the network's call → the outcome. Nothing is in memory that the row lacks, so a
 * worker may die anywhere: the next one reads `sending_part` and looks before it sends.
 */
import { withSession } from '../channels/index.ts'
import type { Context } from '../context.ts'
import type { Part } from '../core/post.ts'
import { Problem } from '../core/problem.ts'
import { asSystem } from '../db/client.ts'
import type { SentPart } from '../db/tables.ts'
import type { JobData } from '../jobs/index.ts'
import type { Network, Pending, Published, RemoteResponse, Session } from '../networks/network.ts'
import { homeAnswers } from './home.ts'
import { claim, type Lease, LeaseLost, writeLeased } from './lease.ts'
import { byHand, failed, postpone, published, stillPending, unconfirmed } from './outcome.ts'
import { remind } from './remind.ts'

export async function deliver(context: Context, data: JobData, signal: AbortSignal): Promise<void> {
  const lease = await claim(context, data.id)
  if (!lease) return
  context.bus.tell(lease.row.workspace_id, 'deliveries')
  try {
    const home = lease.row.needs_home
    if (home && lease.row.sent.length === 0 && lease.row.sending_part === null && !(await homeAnswers(context, home)))
      return await postpone(context, lease, 'home')
    await withSession(
      context,
      lease.row.workspace_id,
      lease.row.channel_id,
      (session, channel) => send(context, lease, channel.network, session),
      signal,
    )
  } catch (error) {
    if (error instanceof LeaseLost) return
    await failed(context, lease, error)
  } finally {
    context.bus.tell(lease.row.workspace_id, 'deliveries')
  }
}

async function send(context: Context, lease: Lease, network: Network, session: Session): Promise<void> {
  const { row } = lease
  const parts = row.parts as Part[]
  const sent: SentPart[] = [...row.sent]
  if (network.connect.kind === 'assisted')
    return byHand(context, lease, (tx) => remind(context, tx, row, network, session.account))
  const answered = await answeredResponse(context, lease)
  let next: Published | Pending | undefined = await unfinished(lease, network, session, parts)
  while (sent.length < parts.length) {
    if (!next) {
      await intend(context, lease, sent.length)
      next = await sendPart(network, session, parts[sent.length] as Part, keyOf(row.id, sent.length), sent, answered)
    }
    if (next.state === 'pending') return stillPending(context, lease, next)
    sent.push({
      remoteId: next.remoteId,
      permalink: next.permalink,
      ...(next.reference ? { reference: next.reference } : {}),
    })
    await keepPart(context, lease, sent)
    next = undefined
  }
  await published(context, lease, sent)
}

/** The same for every try of the same part. */
function keyOf(deliveryId: string, part: number): string {
  return `${deliveryId}:${part}`
}

/** What an earlier worker left open: a part that the network still works on, or one that may have arrived. */
async function unfinished(
  lease: Lease,
  network: Network,
  session: Session,
  parts: readonly Part[],
): Promise<Published | Pending | undefined> {
  const { row } = lease
  if (row.state === 'pending' && row.pending && network.resume) return network.resume(row.pending, session)
  if (row.sending_part === null) return undefined
  const part = parts[row.sending_part]
  if (!part) return undefined
  if (!network.find) throw unconfirmed()
  try {
    return await network.find(keyOf(row.id, row.sending_part), part, session, row.sending_since ?? row.due_at)
  } catch (cause) {
    // Whatever kept us from looking, the part may still be there: the intent must stay.
    if (!(cause instanceof Problem)) throw cause
    throw new Problem('unknown', cause.words, { cause })
  }
}

/** Commits "this part is on its way" before a byte of it leaves. */
function intend(context: Context, lease: Lease, part: number): Promise<void> {
  const now = context.clock.now()
  return writeLeased(context, lease, (tx) =>
    tx
      .updateTable('delivery')
      .set({ sending_part: part, sending_since: now, updated_at: now })
      .where('id', '=', lease.row.id)
      .execute(),
  )
}

function sendPart(
  network: Network,
  session: Session,
  part: Part,
  key: string,
  sent: readonly SentPart[],
  answered: Answered | undefined,
): Promise<Published | Pending> {
  const [root] = sent
  const parent = sent.at(-1)
  if (!root || !parent) {
    if (!answered) return network.publish(part, session, key)
    if (!network.reply) throw new Problem('rejected', network.absent.reply ?? cannotAnswer)
    return network.reply(answered, part, session, key)
  }
  return network.publish(part, session, key, { root, parent })
}

const cannotAnswer = {
  id: 'Di jejaring ini jawaban harus ditulis langsung di sana.',
  en: 'On this network an answer has to be written there.',
}

function keepPart(context: Context, lease: Lease, sent: readonly SentPart[]): Promise<void> {
  const now = context.clock.now()
  return writeLeased(context, lease, (tx) =>
    tx
      .updateTable('delivery')
      .set({
        sent: JSON.stringify(sent),
        sending_part: null,
        sending_since: null,
        pending: null,
        permalink: sent[0]?.permalink ?? null,
        updated_at: now,
      })
      .where('id', '=', lease.row.id)
      .execute(),
  )
}

type Answered = Pick<RemoteResponse, 'remoteId' | 'reference' | 'root'>

async function answeredResponse(context: Context, lease: Lease): Promise<Answered | undefined> {
  const row = await asSystem(context.db, (tx) =>
    tx
      .selectFrom('post')
      .innerJoin('response', 'response.id', 'post.in_reply_to')
      .select(['response.remote_id', 'response.reference', 'response.root'])
      .where('post.id', '=', lease.row.post_id)
      .executeTakeFirst(),
  )
  return (
    row && {
      remoteId: row.remote_id,
      ...(row.reference ? { reference: row.reference } : {}),
      ...(row.root ? { root: row.root } : {}),
    }
  )
}
