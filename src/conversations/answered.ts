import { sql } from 'kysely'
import type { Tx } from '../db/client.ts'

/**
 * A response whose answer is out waits no longer, and nothing that the same person wrote before it in that conversation: they were
 * answered. What was answered already keeps its time: it says how long they waited.
 * @returns its conversation
 */
export async function markAnswered(tx: Tx, responseId: string, at: Date): Promise<string | undefined> {
  const [response] = await tx
    .updateTable('response')
    .from('response as answered')
    .set({ answered_at: sql<Date>`coalesce(response.answered_at, ${at})` })
    .where('answered.id', '=', responseId)
    .whereRef('response.conversation_id', '=', 'answered.conversation_id')
    .whereRef('response.person_id', '=', 'answered.person_id')
    .whereRef('response.written_at', '<=', 'answered.written_at')
    .where((where) =>
      where.or([where('response.answered_at', 'is', null), where('response.id', '=', where.ref('answered.id'))]),
    )
    .returning('response.conversation_id')
    .execute()
  return response?.conversation_id
}
