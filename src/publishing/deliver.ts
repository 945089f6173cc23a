/**
 * Sends one claimed delivery, step by step; every step is in its row before the next begins (the way of a post, HOUSE):
 * the intent → the network's call → the outcome. Nothing is in memory that the row lacks, so a worker may die anywhere:
 * the next one reads `sending_part` and looks before it sends.
 */
import { actFor, withAddresses } from '../channels/index.ts'
import type { Context } from '../context.ts'
import type { Part } from '../core/post.ts'
import { Problem, Stopped } from '../core/problem.ts'
import { foreignAddress } from '../core/text/foreign.ts'
import type { SentPart } from '../db/tables.ts'
import { HttpProblem } from '../networks/http.ts'
import {
  isAbsent,
  type Network,
  needed,
  type Pending,
  type Published,
  present,
  type Sender,
  type Session,
  sends,
  type Thread,
  within,
} from '../networks/network.ts'
import { claimDue } from './claim.ts'
import { type Delivering, gather } from './delivering.ts'
import { keepingLease, uploadSeconds } from './keep-lease.ts'
import { assertLeased, LeaseLost } from './lease.ts'
import { OnHold, openLedger } from './ledger.ts'
import { keepsOne, othersOf } from './others.ts'
import {
  atRest,
  byHand,
  couldNotLook,
  failed,
  letGo,
  lookAgain,
  postpone,
  published,
  refuse,
  refusedForGood,
  stillPending,
  Unconfirmed,
  unconfirmed,
  waitForRendition,
  waitOnHold,
} from './outcome.ts'
import { openPending } from './pending.ts'
import { permalinkAnswers } from './permalink.ts'
import { remind } from './remind.ts'
import { lackingRenditions } from './renditions.ts'
import { noteAnswer, settlingSeconds } from './settling.ts'

/** Claims and sends what is due, one round, without a dispatcher. @returns the ids of those that were taken up */
export async function deliverDue(context: Context, signal: AbortSignal, only: { id?: string } = {}): Promise<string[]> {
  const ledger = openLedger(context, signal)
  const all = await gather(context, ledger, await claimDue(context, { most: 200, perChannel: 200, ...only }))
  await Promise.all(all.map((one) => send(one, signal)))
  return all.map(({ lease }) => lease.row.id)
}

/** Sends it, and writes down what came of it. Throws nothing that belongs to this delivery. */
export async function send(one: Delivering, signal: AbortSignal): Promise<void> {
  const { context, lease } = one
  try {
    const home = lease.row.needs_home
    if (
      home &&
      lease.row.sent.length === 0 &&
      lease.row.sending_part === null &&
      !(await permalinkAnswers(context, home))
    )
      return await postpone(one)
    if (lease.row.sending_part === null) {
      const lacking = await lackingRenditions(one)
      if (lacking) return await (lacking.failed ? refuse : waitForRendition)(one, lacking.words)
    }
    const upload = uploadSeconds((lease.row.parts as Part[]).slice(lease.row.sent.length))
    const act = (until: AbortSignal) =>
      actFor(context, one.channel, (session, channel) => sendParts(one, channel.network, session), {
        signal: until,
        upload,
        mayStill: () => {
          assertLeased(lease)
          one.mayHaveLeft = true
        },
      })
    await (upload > 0 ? keepingLease(context, lease, signal, act) : act(signal))
  } catch (error) {
    await heed(one, error)
  }
}

async function heed(one: Delivering, error: unknown): Promise<void> {
  try {
    if (error instanceof LeaseLost) await letGo(one)
    else if (error instanceof OnHold) await waitOnHold(one)
    else if (error instanceof Unconfirmed) await unconfirmed(one, error.words)
    else if (error instanceof NotYet) await lookAgain(one, error.settled)
    else if (error instanceof CouldNotLook) await couldNotLook(one, error.problem)
    else if (!(error instanceof Stopped)) await failed(one, error)
  } catch (stopped) {
    // Another worker has the lease, or the program stops: the row holds the state.
    if (!(stopped instanceof Stopped)) throw stopped
  }
}

/** What may have arrived is not there, and may still come. */
class NotYet extends Stopped {
  /** When it surely is not coming. */
  readonly settled: Date
  constructor(settled: Date) {
    super('not there yet')
    this.settled = settled
  }
}

/** Something kept us from looking. */
class CouldNotLook extends Stopped {
  readonly problem: Problem
  constructor(problem: Problem) {
    super('could not look', { cause: problem })
    this.problem = problem
  }
}

async function sendParts(one: Delivering, network: Network, given: Session): Promise<void> {
  const { context, lease } = one
  const parts = lease.row.parts as Part[]
  const sent: SentPart[] = [...lease.row.sent]
  if (!sends(network)) return byHand(one, (tx) => remind(context, tx, lease.row, network, given.account))
  const session = lease.row.sending_part === null ? given : { ...given, others: await othersOf(context, lease.row) }
  let next: Published | Pending | undefined = await unfinished(one, network, session, sent)
  while (sent.length < parts.length) {
    if (!next) {
      await intend(one, sent.length)
      next = await sendPart(one, network, session, sent)
    }
    if (next.state === 'pending') return stillPending(one, next)
    sent.push({
      remoteId: next.remoteId,
      // The address comes from the network: one that cannot be opened is dropped.
      permalink: foreignAddress(next.permalink) ?? '',
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

/**
 * What an earlier worker left open: a part that the network still works on, or one that may have arrived.
 * @returns `undefined` when it surely is not there
 * @throws NotYet, CouldNotLook; Problem `rejected` when the network's last answer meant that
 */
async function unfinished(
  one: Delivering,
  network: Sender,
  session: Session,
  sent: readonly SentPart[],
): Promise<Published | Pending | undefined> {
  const { context, lease, answered } = one
  const { row } = lease
  if (row.sending_part === null) return undefined
  const part = (row.parts as Part[])[row.sending_part]
  if (!part) return undefined
  const resume = present(network.sending.resume)
  const pending = resume && row.pending
  if (!pending || (lease.uncertain && !isAbsent(network.sending.find))) {
    const under = threadOf(one, part, sent) ?? (answered && inAnswerTo(answered))
    const left = await leftBehind(one, network, session, part, under)
    if (left) {
      one.found = true
      return left
    }
  }
  one.mayHaveLeft = false
  return pending ? resume(openPending(context, row.id, pending), session) : undefined
}

/** Looks for what an interrupted try may have left. */
async function leftBehind(
  one: Delivering,
  network: Sender,
  session: Session,
  part: Part,
  under: Thread | undefined,
): Promise<Published | undefined> {
  const { context, lease } = one
  const { row } = lease
  const find = present(network.sending.find)
  if (!find) throw new Unconfirmed()
  const key = keyOf(row.id, row.sending_part ?? 0)
  const asked = row.asked_at ?? row.sending_since ?? row.due_at
  const found = await find(key, part, session, row.sending_since ?? row.due_at, under).catch((cause) => {
    // Whatever kept us from looking, the part may still be there: the intent must stay.
    if (!(cause instanceof Problem)) throw cause
    const closed = cause.kind === 'unknown' && !(cause instanceof HttpProblem)
    throw closed ? new Unconfirmed(cause.words) : new CouldNotLook(cause)
  })
  const now = context.clock.now().getTime()
  if (found) {
    // It was not there when we looked before.
    if (row.lookups > 0) await noteAnswer(context, network, session.account, (now - asked.getTime()) / 1000)
    return found
  }
  const settled = asked.getTime() + 1000 * (await settlingSeconds(context, network, session.account))
  if (now < settled) throw new NotYet(new Date(settled))
  const refused = refusedForGood(one)
  if (refused) throw refused
  return undefined
}

/** What a part hangs on to: the one before it, or the first one. */
function threadOf({ answered }: Delivering, part: Part, sent: readonly SentPart[]): Thread | undefined {
  const [root] = sent
  const parent = part.follows === 'root' ? root : sent.at(-1)
  return root && parent && { root, parent, ...(answered ? { audience: answered.audience } : {}) }
}

function inAnswerTo(answered: NonNullable<Delivering['answered']>): Thread {
  return { root: rootOf(answered), parent: answered, audience: answered.audience }
}

/** The first post of the thread that a response belongs to. */
function rootOf({ remoteId, root, reference }: NonNullable<Delivering['answered']>): Thread['root'] {
  return root ? { remoteId: root } : { remoteId, ...(reference ? { reference } : {}) }
}

/** Commits "this part is on its way" before a byte of it leaves. */
async function intend(one: Delivering, part: number): Promise<void> {
  const now = one.context.clock.now()
  const step = { sending_part: part, sending_since: now, asked_at: now, lookups: 0, doubt: null }
  await one.ledger.write(one.lease, step, { unlessOnHold: true, together: one.lease.together })
  one.mayHaveLeft = false
}

async function sendPart(
  one: Delivering,
  network: Sender,
  session: Session,
  sent: readonly SentPart[],
): Promise<Published | Pending> {
  assertLeased(one.lease)
  const began = performance.now()
  const done = await callWith(one, network, session, sent).catch((error: unknown) => {
    throw isAbsent(network.sending.find) ? asSaid(error) : error
  })
  await noteAnswer(one.context, network, session.account, (performance.now() - began) / 1000)
  return done
}

/** Where the network has no `find`, its answer is taken as it is. */
function asSaid(error: unknown): unknown {
  if (!(error instanceof Problem) || !error.ifAbsent) return error
  const { retryAt } = error
  return new Problem(error.ifAbsent.kind, error.ifAbsent.words, { cause: error, ...(retryAt ? { retryAt } : {}) })
}

function callWith(
  one: Delivering,
  network: Sender,
  session: Session,
  sent: readonly SentPart[],
): Promise<Published | Pending> {
  const { context, lease, answered } = one
  const part = withAddresses(context, lease.row.channel_id, (lease.row.parts as Part[])[sent.length] as Part)
  const key = keyOf(lease.row.id, sent.length)
  const thread = threadOf(one, part, sent)
  if (thread || !answered) return network.sending.publish(part, session, key, thread)
  const reply = needed(within(network.responses, 'reply'))
  return reply(answered, part, session, key)
}

/** A part of a thread is out: the next one hangs on it. */
async function keepPart(one: Delivering, sent: readonly SentPart[]): Promise<void> {
  const step = {
    ...atRest,
    sent: [...sent],
    pending: null,
    progress: null,
    attempts: 0,
    waits: 0,
    permalink: sent[0]?.permalink || null,
  }
  const { found, lease } = one
  await one.ledger.write(lease, step, { also: found ? (tx) => keepsOne(tx, lease.row, sent) : undefined })
  one.mayHaveLeft = false
  one.found = false
}
