import type { Tx } from '../db/client.ts'

/** A response whose answer is out waits no longer. @returns its conversation */
export async function markAnswered(tx: Tx, responseId: string, at: Date): Promise<string | undefined> {
  const response = await tx
    .updateTable('response')
    .set({ answered_at: at })
    .where('id', '=', responseId)
    .returning('conversation_id')
    .executeTakeFirst()
  return response?.conversation_id
}
