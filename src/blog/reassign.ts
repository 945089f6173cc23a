import type { Tx } from '../db/client.ts'

/** Articles of one person are another's. Revisions keep who saved them; an author's page stays, and is no member's any more. */
export async function reassignArticles(tx: Tx, from: string, to: string): Promise<void> {
  await tx.updateTable('article').set({ created_by: to }).where('created_by', '=', from).execute()
  await tx.updateTable('replacement').set({ created_by: to }).where('created_by', '=', from).execute()
  await tx.updateTable('author').set({ user_id: null }).where('user_id', '=', from).execute()
}
