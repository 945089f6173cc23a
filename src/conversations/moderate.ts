import { withSession } from '../channels/index.ts'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { inWorkspace } from '../db/client.ts'
import type { ResponseStanding } from '../db/tables.ts'
import { type ModerationAct, needed, within } from '../networks/network.ts'
import { record } from '../team/index.ts'
import { findResponse } from './inbox.ts'

const standingAfter: Readonly<Record<ModerationAct, ResponseStanding>> = {
  approve: 'shown',
  hold: 'held',
  remove: 'removed',
  spam: 'spam',
}

/**
 * Does what a person decided about a response, at its network: shows it, holds it back, takes it away.
 * @throws Problem `rejected` where the network can't; otherwise as its adapter throws it
 */
export async function moderateResponse(
  context: Context,
  actor: Actor,
  responseId: string,
  act: ModerationAct,
): Promise<void> {
  const response = await inWorkspace(context.db, actor.workspaceId, (tx) => findResponse(tx, responseId))
  await withSession(context, actor.workspaceId, response.channelId, async (session, { network }) => {
    const moderation = needed(within(network.responses, 'moderation'))
    if (!moderation.acts.includes(act)) throw new Problem('rejected', cannot)
    await moderation.moderate(response, act, session)
  })
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await tx.updateTable('response').set({ standing: standingAfter[act] }).where('id', '=', responseId).execute()
    await record(tx, actor, `response.${act}`, responseId)
  })
  context.bus.tell(actor.workspaceId, 'conversations', [response.conversationId])
}

const cannot = {
  id: 'Jejaring ini tidak dapat melakukannya dari sini.',
  en: 'This network can’t do that from here.',
}
