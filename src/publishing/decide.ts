import { type Channel, findChannel } from '../channels/index.ts'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import type { DeliveryState } from '../db/tables.ts'
import { retryRenditions } from '../media/index.ts'
import { type Network, whyNot } from '../networks/network.ts'
import { readPostAddress } from '../networks/post-address.ts'
import { record } from '../team/index.ts'
import type { DeliveryRow } from './lease.ts'
import { atRest, markAnswered } from './outcome.ts'
import { tellCopies } from './tell-copies.ts'

/** What a person may decide about a delivery. */
export type DeliveryAction =
  | 'cancel'
  | 'edit'
  | 'retry'
  | 'retract'
  | 'gone'
  | 'correct'
  | 'confirm'
  | 'let-go'
  | 'reschedule'

const allowed: Record<DeliveryAction, readonly DeliveryState[]> = {
  cancel: ['scheduled', 'by-hand'],
  edit: ['scheduled', 'missed', 'rejected', 'by-hand'],
  reschedule: ['scheduled', 'missed', 'rejected', 'by-hand'],
  retry: ['rejected', 'missed', 'unconfirmed', 'cancelled'],
  confirm: ['by-hand', 'unconfirmed'],
  'let-go': ['rejected', 'missed', 'unconfirmed'],
  retract: ['published'],
  gone: ['published'],
  correct: ['published'],
}

/** What a person can do with a delivery as it stands. */
export function actionsFor(row: Pick<DeliveryRow, 'state' | 'sent'>, network: Network): DeliveryAction[] {
  return (Object.keys(allowed) as DeliveryAction[]).filter((action) => {
    if (!allowed[action].includes(row.state)) return false
    if (action === 'retract') return whyNot(network, 'retract') === undefined && row.sent.length > 0
    if (action === 'gone') return whyNot(network, 'retract') !== undefined
    if (action === 'correct') return whyNot(network, 'correct') === undefined && row.sent.length > 0
    // What is out of a thread stays as it is.
    return action !== 'edit' || row.sent.length === 0
  })
}

/** Whether it can be put to another time as it stands. */
export function canReschedule(state: DeliveryState): boolean {
  return allowed.reschedule.includes(state)
}

/** Nothing leaves in the past. */
export function pastTime(): Problem {
  return new Problem(
    'wrong-input',
    {
      id: 'Waktu itu sudah lewat. Pilih waktu yang akan datang.',
      en: 'That time has passed. Choose one that is still to come.',
    },
    { field: 'at' },
  )
}

/** Changes a delivery in a state that allows it; the row's lock decides against a worker that claims it just now. */
export async function decide(
  context: Context,
  actor: Actor,
  id: string,
  action: DeliveryAction,
  work: (tx: Tx, row: DeliveryRow) => Promise<unknown>,
): Promise<void> {
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const row = await tx.selectFrom('delivery').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    if (!row) throw noSuchDelivery()
    if (!allowed[action].includes(row.state)) throw tooLate(row.state)
    await work(tx, row)
    await record(tx, actor, `delivery.${action}`, id)
  })
  context.bus.tell(actor.workspaceId, 'deliveries', [id])
}

/** `gone`: the delivery is another workspace’s, or was never there. */
export function noSuchDelivery(): Problem {
  return new Problem('gone', { id: 'Kiriman itu tidak ada.', en: 'That post does not exist.' })
}

/** A delivery's state, as a person reads it. */
export const stateWords: Record<DeliveryState, Words> = {
  scheduled: { id: 'menunggu waktunya', en: 'waiting for its time' },
  sending: { id: 'sedang dikirim', en: 'being sent' },
  pending: { id: 'diproses jejaringnya', en: 'being processed by the network' },
  'by-hand': { id: 'menunggu Anda kirim manual', en: 'waiting for you to post it by hand' },
  published: { id: 'sudah terkirim', en: 'published' },
  rejected: { id: 'ditolak', en: 'rejected' },
  unconfirmed: { id: 'belum pasti', en: 'unconfirmed' },
  missed: { id: 'terlewat', en: 'missed' },
  cancelled: { id: 'dibatalkan', en: 'cancelled' },
  retracted: { id: 'ditarik', en: 'retracted' },
}

/** The delivery's state does not allow the action. */
export function tooLate(state: DeliveryState): Problem {
  const { id, en } = stateWords[state]
  return new Problem('conflict', {
    id: `Tidak bisa lagi: kiriman ini ${id}. Muat ulang untuk melihat statusnya.`,
    en: `Not possible any more: this post is ${en}. Reload to see its status.`,
  })
}

/** Takes back what has not left. */
export function cancelDelivery(context: Context, actor: Actor, id: string): Promise<void> {
  return decide(context, actor, id, 'cancel', (tx) => setState(context, tx, id, 'cancelled'))
}

/** A person has looked, and gives it up. */
export function letGoDelivery(context: Context, actor: Actor, id: string): Promise<void> {
  return decide(context, actor, id, 'let-go', (tx) => setState(context, tx, id, 'cancelled'))
}

/** Gives a delivery another state and takes its lease and its next try away: nobody sends it any more. */
export function setState(context: Context, tx: Tx, id: string, state: DeliveryState): Promise<unknown> {
  return tx
    .updateTable('delivery')
    .set({ state, lease_token: null, lease_until: null, next_try_at: null, updated_at: context.clock.now() })
    .where('id', '=', id)
    .execute()
}

/** Sends again, now or at a moment, from the part that did not go; a person has decided that this is right. */
export function retryDelivery(
  context: Context,
  actor: Actor,
  id: string,
  at: Date = context.clock.now(),
): Promise<void> {
  return decide(context, actor, id, 'retry', (tx) => due(context, tx, id, at))
}

/**
 * Plans a delivery for another time.
 * @throws Problem `wrong-input` for a time that is over; `gone`, and `conflict` where its state forbids it
 */
export function rescheduleDelivery(
  context: Context,
  actor: Actor,
  id: string,
  at: Date,
  timeZone: string | undefined,
): Promise<void> {
  if (at < context.clock.now()) throw pastTime()
  return decide(context, actor, id, 'reschedule', (tx) => due(context, tx, id, at, timeZone))
}

async function due(context: Context, tx: Tx, id: string, at: Date, timeZone?: string): Promise<void> {
  const { media_ids } = await tx
    .updateTable('delivery')
    .set({
      state: 'scheduled',
      due_at: at,
      attempts: 0,
      waits: 0,
      ...atRest,
      pending: null,
      lease_token: null,
      lease_until: null,
      next_try_at: null,
      reserved: false,
      reason: null,
      updated_at: context.clock.now(),
      ...(timeZone ? { time_zone: timeZone } : {}),
    })
    .where('id', '=', id)
    .returning('media_ids')
    .executeTakeFirstOrThrow()
  await retryRenditions(context, tx, media_ids)
}

/**
 * A person says that it is there, and where.
 * @param typed its address; nothing where posts of its network have none
 * @throws Problem `wrong-input` for an address that is no post of this channel
 */
export async function confirmDelivery(
  context: Context,
  actor: Actor,
  id: string,
  typed: string | undefined,
): Promise<void> {
  let postId = ''
  await decide(context, actor, id, 'confirm', async (tx, row) => {
    const now = context.clock.now()
    postId = row.post_id
    const { permalink, reason } = addressOf(await findChannel(context, tx, row.channel_id), typed)
    const sent = row.sent.length ? row.sent : [{ remoteId: permalink ?? id, permalink: permalink ?? '' }]
    await tx
      .updateTable('delivery')
      .set({
        state: 'published',
        permalink,
        sent: JSON.stringify(sent),
        published_at: row.published_at ?? now,
        reason: reason && JSON.stringify(reason),
        sending_part: null,
        next_try_at: null,
        updated_at: now,
      })
      .where('id', '=', id)
      .execute()
    await markAnswered(context, tx, row.post_id, now)
  })
  await tellCopies(context, actor.workspaceId, postId)
}

/** What is kept of an address that a person gave; `reason`: what can't be known of it. */
interface Given {
  /** In the one form in which it is kept; none where posts have none. */
  permalink: string | null
  reason: Words | null
}

/** @throws Problem `wrong-input` with the field */
function addressOf({ network, account }: Channel, typed: string | undefined): Given {
  const read = readPostAddress(network, account, typed?.trim() ?? '')
  if ('url' in read) return { permalink: read.url, reason: read.whose === 'own' ? null : namesNobody }
  if (read.why === 'no-address') return { permalink: null, reason: null }
  const words = read.why === 'of-another' ? ofAnother : elsewhere
  const values = { network: network.label, ...read }
  throw new Problem('wrong-input', words, { field: 'permalink', values })
}

const namesNobody: Words = {
  id: 'Alamat ini tidak menyebut nama profilnya, jadi kami tidak dapat memastikan bahwa kiriman itu milik Anda. Bukalah sekali untuk memeriksanya.',
  en: 'This address does not name a profile, so we cannot tell whether the post is yours. Open it once to make sure.',
}
const elsewhere: Words = {
  id: 'Itu bukan alamat kiriman di {network}. Buka kirimannya di sana dan salin alamatnya, seperti {example}.',
  en: 'That is no address of a post on {network}. Open the post there and copy its address, like {example}.',
}
const ofAnother: Words = {
  id: 'Itu kiriman {by}, sedangkan saluran ini {wanted}. Salin alamat kiriman Anda sendiri.',
  en: 'That is a post of {by}, and this channel is {wanted}. Copy the address of your own post.',
}
