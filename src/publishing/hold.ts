import type { Actor, Context } from '../context.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { record } from '../team/index.ts'

export interface Hold {
  reason: string
  since: Date
  /** Who holds, by name. */
  by: string
}

export async function readHold(tx: Tx, workspaceId: string): Promise<Hold | undefined> {
  const row = await tx
    .selectFrom('workspace_state')
    .leftJoin('user', 'user.id', 'workspace_state.hold_by')
    .select(['hold_reason', 'hold_since', 'user.name as by'])
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  return row?.hold_since ? { reason: row.hold_reason ?? '', since: row.hold_since, by: row.by ?? '' } : undefined
}

/** Stops everything that is outgoing, at once; nothing is lost. */
export async function holdEverything(context: Context, actor: Actor, reason: string): Promise<void> {
  await change(
    context,
    actor,
    { hold_reason: reason, hold_since: context.clock.now(), hold_by: actor.userId },
    'hold.on',
  )
}

/** Lets go. What became due meanwhile is asked about (`missed`), so that no burst leaves. */
export async function releaseHold(context: Context, actor: Actor): Promise<void> {
  const reason = JSON.stringify({
    id: 'Waktunya lewat ketika semua kiriman ditahan. Kirim sekarang, pilih waktu lain, atau biarkan.',
    en: 'Its time passed while everything was held. Send it now, choose another time, or let it be.',
  })
  await inWorkspace(context.db, actor.workspaceId, (tx) =>
    tx
      .updateTable('delivery')
      .set({ state: 'missed', reason })
      .where('state', '=', 'scheduled')
      .where('due_at', '<', context.clock.now())
      .execute(),
  )
  await change(context, actor, { hold_reason: null, hold_since: null, hold_by: null }, 'hold.off')
}

async function change(
  context: Context,
  actor: Actor,
  values: { hold_reason: string | null; hold_since: Date | null; hold_by: string | null },
  action: string,
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
