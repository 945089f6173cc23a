import type { Tx } from '../db/client.ts'

/** Posts, drafts and repeats of one person are another's: who may decide about them follows. */
export async function reassignPosts(tx: Tx, from: string, to: string): Promise<void> {
  await tx.updateTable('post').set({ created_by: to }).where('created_by', '=', from).execute()
  await tx.updateTable('series').set({ created_by: to }).where('created_by', '=', from).execute()
  await tx.updateTable('post_draft').set({ saved_by: to }).where('saved_by', '=', from).execute()
}
