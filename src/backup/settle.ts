import { settleAutomation } from '../automation/index.ts'
import { countScheduled } from '../blog/index.ts'
import type { Context } from '../context.ts'
import type { Tx } from '../db/client.ts'
import { type SettledDeliveries, settleDeliveries } from '../publishing/index.ts'
import { allWorkspaces } from '../team/index.ts'

/** What became of what was under way when the backup was made: posts and articles. */
export type Settled = SettledDeliveries

/** In every workspace. @param from the moment of the backup */
export async function settle(context: Context, tx: Tx, from: Date): Promise<Settled> {
  const posts = await settleDeliveries(context, tx, await allWorkspaces(tx), from)
  const articles = await countScheduled(tx)
  return { ...posts, scheduled: posts.scheduled + articles, paused: posts.paused + (await settleAutomation(tx)) }
}
