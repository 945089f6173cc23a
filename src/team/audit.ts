import type { Actor } from '../context.ts'
import type { Tx } from '../db/client.ts'

/** Writes down who did what, in the transaction that does it. `details` holds no secret and no private words. */
export async function record(
  tx: Tx,
  actor: Actor,
  action: string,
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
      details: JSON.stringify(details),
    })
    .execute()
}
