import type { Tx } from '../db/client.ts'
import { here } from '../db/page.ts'

/**
 * What people wrote since then, as `response`, as far as it counts: it was answered, or waits for that in a conversation that is not done. What
 * somebody marked as done without an answer counts neither way. Only of what waits is the conversation asked; the index holds the rest.
 */
export function countedSince(tx: Tx, since: Date) {
  const written = tx
    .selectFrom('response')
    .select(['response.written_at', 'response.answered_at'])
    .where(here('response.workspace_id'))
    .where('response.written_at', '>=', since)
    .where('response.standing', 'in', ['shown', 'held'])
  const answered = written.where('response.answered_at', 'is not', null)
  const waiting = written
    .innerJoin('conversation', 'conversation.id', 'response.conversation_id')
    .where('response.answered_at', 'is', null)
    .where('conversation.state', 'in', ['open', 'snoozed'])
  return tx.selectFrom(answered.unionAll(waiting).as('response'))
}
