import type { Actor, Context } from '../context.ts'
import { inWorkspace } from '../db/client.ts'
import { record } from '../team/index.ts'
import { noSuchConversation } from './inbox.ts'

/** Marks a conversation as done, or opens it again, also one that was snoozed. @throws Problem `gone` */
export async function setConversationState(
  context: Context,
  actor: Actor,
  id: string,
  state: 'open' | 'done',
): Promise<void> {
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const row = await tx
      .updateTable('conversation')
      .set({ state, snoozed_until: null })
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst()
    if (!row) throw noSuchConversation()
    await record(tx, actor, `conversation.${state}`, id)
  })
  context.bus.tell(actor.workspaceId, 'conversations', [id])
}
