import type { Tx } from '../db/client.ts'

/** Ideas of one person are another's. */
export async function reassignIdeas(tx: Tx, from: string, to: string): Promise<void> {
  await tx.updateTable('idea').set({ created_by: to }).where('created_by', '=', from).execute()
}
