import type { Tx } from '../db/client.ts'

/** After a restore: how many articles' time is still to come, in all workspaces. */
export async function countScheduled(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom('article')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('publish_at', 'is not', null)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}
