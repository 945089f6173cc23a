import type { Actor } from '../context.ts'
import type { Tx } from '../db/client.ts'
import type { Act } from './trail-words.ts'

/**
 * Writes down who did what, in the transaction that does it.
 * @param subject the id of what it was done to: the trail asks its room for the name
 * @param details holds no secret and no private words
 */
export async function record(
  tx: Tx,
  actor: Actor,
  action: Act,
  subject: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  await tx
    .insertInto('audit')
    .values({
      workspace_id: actor.workspaceId,
      user_id: actor.userId,
      action,
      subject,
      details: JSON.stringify(actor.editor === undefined ? details : { ...details, editor: actor.editor }),
    })
    .execute()
}
