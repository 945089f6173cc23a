import type { Tx } from '../db/client.ts'

/** After a restore: feeds and rounds that were going on by themselves are paused, in all workspaces. @returns how many */
export async function settleAutomation(tx: Tx): Promise<number> {
  const feeds = await tx
    .updateTable('feed')
    .set({ state: 'paused' })
    .where('state', '=', 'active')
    .returning('id')
    .execute()
  const rounds = await tx
    .updateTable('evergreen')
    .set({ state: 'paused' })
    .where('state', '=', 'active')
    .returning('id')
    .execute()
  return feeds.length + rounds.length
}
