/**
 * Sends one claimed delivery, step by step; every step is in its row before the next begins (the way of a post, HOUSE):
 * the intent → the network's call → the outcome. Nothing is in memory that the row lacks, so a worker may die anywhere:
 * the next one reads `sending_part` and looks before it sends.
 */
import { actFor, withAddresses } from '../channels/index.ts'
import type { Context } from '../context.ts'
import type { Part } from '../core/post.ts'
import { Problem } from '../core/problem.ts'
import type { SentPart } from '../db/tables.ts'
import type { Network, Pending, Published, Session, Thread } from '../networks/network.ts'
import { claimDue } from './claim.ts'
import { lackingCopies } from './copies.ts'
import { type Delivering, gather } from './delivering.ts'
import { homeAnswers } from './home.ts'
import { keepingLease, uploadSeconds } from './keep-lease.ts'
import { assertHeld, type Lease, LeaseLost } from './lease.ts'
import { Held, openLedger } from './ledger.ts'
import {
  byHand,
  failed,
  heldBack,
  postpone,
  published,
  refuse,
  stillPending,
  unconfirmed,
  waitForCopy,
} from './outcome.ts'
import { openPending } from './pending.ts'
import { remind } from './remind.ts'

/** Claims and sends what is due, one round, without a dispatcher. @returns the ids of those that were taken up */
export async function deliverDue(context: Context, signal: AbortSignal, only: { id?: string } = {}): Promise<string[]> {
  const ledger = openLedger(context)
  const all = await gather(context, ledger, await claimDue(context, { most: 200, perChannel: 200, ...only }))
  await Promise.all(all.map((one) => send(one, signal)))
  return all.map(({ lease }) => lease.row.id)
}

/** Sends it, and writes down what came of it. Throws nothing that belongs to this delivery. */
export async function send(one: Delivering, signal: AbortSignal): Promise<void> {
  const { context, lease } = one
  try {
    const home = lease.row.needs_home
    if (home && lease.row.sent.length === 0 && lease.row.sending_part === null && !(await homeAnswers(context, home)))
      return await postpone(one)
    if (lease.row.sending_part === null) {
      const lacking = await lackingCopies(one)
      if (lacking) return await (lacking.failed ? refuse : waitForCopy)(one, lacking.words)
    }
    const upload = uploadSeconds((lease.row.parts as Part[]).slice(lease.row.sent.length))
    const act = (until: AbortSignal) =>
      actFor(context, one.channel, (session, channel) => sendParts(one, channel.network, session), {
        signal: until,
        upload,
        mayStill: () => assertHeld(lease),
      })
    await (upload > 0 ? keepingLease(context, lease, signal, act) : act(signal))
  } catch (error) {
    if (error instanceof LeaseLost) return
    if (error instanceof Held) await heldBack(one)
    else await failed(one, error)
  }
}

async function sendParts(one: Delivering, network: Network, session: Session): Promise<void> {
  const { lease } = one
  const parts = lease.row.parts as Part[]
  const sent: SentPart[] = [...lease.row.sent]
  if (session.account.byHand) return byHand(one, (tx) => remind(one.context, tx, lease.row, network, session.account))
  let next: Published | Pending | undefined = await unfinished(one, network, session, sent)
  while (sent.length < parts.length) {
    if (!next) {
      await intend(one, sent.length)
      next = await sendPart(one, network, session, sent)
    }
    if (next.state === 'pending') return stillPending(one, next)
    sent.push({
      remoteId: next.remoteId,
      permalink: next.permalink,
      ...(next.reference ? { reference: next.reference } : {}),
      ...(next.missing ? { missing: next.missing } : {}),
    })
    if (sent.length < parts.length) await keepPart(one, sent)
    next = undefined
  }
  await published(one, sent)
}

/** The same for every try of the same part. */
function keyOf(deliveryId: string, part: number): string {
  return `${deliveryId}:${part}`
}

/** What an earlier worker left open: a part that the network still works on, or one that may have arrived. */
async function unfinished(
  { context, lease, answered }: Delivering,
  network: Network,
  session: Session,
  sent: readonly SentPart[],
): Promise<Published | Pending | undefined> {
  const { row } = lease
  if (row.sending_part === null) return undefined
  const part = (row.parts as Part[])[row.sending_part]
  if (!part) return undefined
  const pending = network.resume && row.pending
  const look = !pending || (lease.uncertain && network.find)
  const under = threadOf(part, sent) ?? (answered && { root: rootOf(answered), parent: answered })
  const left = look ? await leftBehind(lease, network, session, part, under) : undefined
  return left ?? (pending ? network.resume?.(openPending(context, row.id, pending), session) : undefined)
}

/** Looks for what an interrupted try may have left. */
async function leftBehind(
  { row }: Lease,
  network: Network,
  session: Session,
  part: Part,
  under: Thread | undefined,
): Promise<Published | undefined> {
  if (!network.find) throw unconfirmed()
  const key = keyOf(row.id, row.sending_part ?? 0)
  try {
    return await network.find(key, part, session, row.sending_since ?? row.due_at, under)
  } catch (cause) {
    // Whatever kept us from looking, the part may still be there: the intent must stay.
    if (!(cause instanceof Problem)) throw cause
    throw new Problem('unknown', cause.words, { cause })
  }
}

/** What a part hangs on to: the one before it, or the first one. */
function threadOf(part: Part, sent: readonly SentPart[]): Thread | undefined {
  const [root] = sent
  const parent = part.follows === 'root' ? root : sent.at(-1)
  return root && parent && { root, parent }
}

/** The head of the thread that a response stands in. */
function rootOf({ remoteId, root, reference }: NonNullable<Delivering['answered']>): Thread['root'] {
  return root ? { remoteId: root } : { remoteId, ...(reference ? { reference } : {}) }
}

/** Commits "this part is on its way" before a byte of it leaves. */
function intend({ context, ledger, lease }: Delivering, part: number): Promise<void> {
  const step = { sending_part: part, sending_since: context.clock.now() }
  return ledger.write(lease, step, { unlessHeld: true })
}

function sendPart(
  { context, lease, answered }: Delivering,
  network: Network,
  session: Session,
  sent: readonly SentPart[],
): Promise<Published | Pending> {
  assertHeld(lease)
  const part = withAddresses(context, lease.row.channel_id, (lease.row.parts as Part[])[sent.length] as Part)
  const key = keyOf(lease.row.id, sent.length)
  const thread = threadOf(part, sent)
  if (thread || !answered) return network.publish(part, session, key, thread)
  if (!network.reply) throw new Problem('rejected', network.absent.reply ?? cannotAnswer)
  return network.reply(answered, part, session, key)
}

const cannotAnswer = {
  id: 'Di jejaring ini jawaban harus ditulis langsung di sana.',
  en: 'On this network an answer has to be written there.',
}

/** A part of a thread is out: the next one hangs on it. */
function keepPart({ ledger, lease }: Delivering, sent: readonly SentPart[]): Promise<void> {
  const permalink = sent[0]?.permalink ?? null
  return ledger.write(lease, {
    sent: [...sent],
    sending_part: null,
    sending_since: null,
    pending: null,
    progress: null,
    permalink,
  })
}
