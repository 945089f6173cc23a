import type { Tx } from '../db/client.ts'

/** Feeds and rounds of one person are another's. */
export async function reassignAutomation(tx: Tx, from: string, to: string): Promise<void> {
  await tx.updateTable('feed').set({ created_by: to }).where('created_by', '=', from).execute()
  await tx.updateTable('evergreen').set({ created_by: to }).where('created_by', '=', from).execute()
}
