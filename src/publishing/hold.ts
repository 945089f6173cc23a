import type { Updateable } from 'kysely'
import { channelNames } from '../channels/index.ts'
import type { Actor, Context } from '../context.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import type { Tables } from '../db/tables.ts'
import { namesOf, record } from '../team/index.ts'

/** Everything of a workspace is on hold. */
export interface Hold {
  reason: string
  since: Date
  /** Who holds, by name; `''` after a restore. */
  by: string
  /** It was brought back from a backup of that moment, then: what was sent since is not known here. */
  restored: { from: Date; at: Date } | null
}

/** Whether everything is on hold, and why; `undefined`: it is not. */
export async function readHold(tx: Tx, workspaceId: string): Promise<Hold | undefined> {
  const row = await tx
    .selectFrom('workspace_state')
    .select(['hold_reason', 'hold_since', 'hold_by', 'restored_from', 'restored_at'])
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  if (!row?.hold_since) return undefined
  const { restored_from: from, restored_at: at } = row
  const restored = from && at ? { from, at } : null
  const by = (await namesOf(tx, [row.hold_by])).get(row.hold_by ?? '') ?? ''
  return { reason: row.hold_reason ?? '', since: row.hold_since, by, restored }
}

/** What had left the house when everything was held: the network has it, or may have it. */
export interface InTheAir {
  deliveryId: string
  /** The channel, by name. */
  channel: string
  text: string
}

/**
 * Stops everything that is outgoing, at once; nothing is lost. A request that is on its way can't be called back: it is waited for,
 * ten seconds at most.
 * @returns what is still in the air then
 */
export async function holdEverything(context: Context, actor: Actor, reason: string): Promise<InTheAir[]> {
  const hold = { hold_reason: reason, hold_since: context.clock.now(), hold_by: actor.userId }
  await change(context, actor, hold, 'hold.on')
  return landed(context, actor.workspaceId)
}

const lookMilliseconds = 200
const mostLookups = 50

/** Who looked for a hold just before it was there may commit an intent a moment after it: the first look waits for them. */
async function landed(context: Context, workspaceId: string): Promise<InTheAir[]> {
  for (let look = 1; ; look++) {
    await new Promise((done) => setTimeout(done, lookMilliseconds))
    const left = await inWorkspace(context.db, workspaceId, inTheAir)
    if (left.length === 0 || look >= mostLookups) return left
  }
}

/** Whose intent is committed, and whose end is not known: others are stopped by the hold. */
async function inTheAir(tx: Tx): Promise<InTheAir[]> {
  const rows = await tx
    .selectFrom('delivery')
    .select(['id', 'text', 'channel_id'])
    .where('delivery.state', 'in', ['sending', 'pending'])
    .where((where) =>
      where.or([
        where('delivery.sending_part', 'is not', null),
        where(
          'delivery.lease_token',
          'in',
          where.selectFrom('delivery_intent').select('delivery_intent.token').where('begun', '=', true),
        ),
      ]),
    )
    .orderBy('delivery.sending_since')
    .execute()
  const names = rows.length ? await channelNames(tx) : new Map<string, string>()
  return rows.map(({ id, text, channel_id }) => ({ deliveryId: id, text, channel: names.get(channel_id) ?? '' }))
}

/** Ends the hold. Posts that became due meanwhile are *missed* and wait for a person, so that they do not leave in a burst. */
export async function releaseHold(context: Context, actor: Actor): Promise<void> {
  const reason = JSON.stringify({
    id: 'Waktunya lewat ketika semua kiriman ditahan. Kirim sekarang, pilih waktu lain, atau lewati.',
    en: 'Its time passed while everything was held. Send it now, choose another time, or skip it.',
  })
  await inWorkspace(context.db, actor.workspaceId, (tx) =>
    tx
      .updateTable('delivery')
      .set({ state: 'missed', reason })
      .where('state', '=', 'scheduled')
      .where('due_at', '<', context.clock.now())
      .execute(),
  )
  const free = { hold_reason: null, hold_since: null, hold_by: null, restored_from: null, restored_at: null }
  await change(context, actor, free, 'hold.off')
}

async function change(
  context: Context,
  actor: Actor,
  values: Updateable<Tables['workspace_state']>,
  action: 'hold.on' | 'hold.off',
): Promise<void> {
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await tx
      .insertInto('workspace_state')
      .values({ workspace_id: actor.workspaceId, ...values })
      .onConflict((on) => on.column('workspace_id').doUpdateSet(values))
      .execute()
    await record(tx, actor, action, actor.workspaceId)
  })
  context.bus.tell(actor.workspaceId, 'hold')
  context.bus.tell(actor.workspaceId, 'deliveries')
}
