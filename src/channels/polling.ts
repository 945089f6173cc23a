/** How far each channel's responses have come home. */
import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../context.ts'
import { asSystem, type Tx } from '../db/client.ts'
import { isAbsent } from '../networks/network.ts'
import type { RowOf } from '../work/index.ts'
import { type ChannelRow, networkOf } from './channel.ts'

/** How many are handed out at a time. */
const most = 50

/**
 * Notes that a channel is asked now.
 * @param onlyDue not where somebody has begun to since its turn came: of two workers one asks, since answers may cost money
 * @returns where to go on; `undefined` for one that was removed, or is not due
 */
export async function beginPolling(
  context: Context,
  tx: Tx,
  channelId: string,
  onlyDue = false,
): Promise<Pick<ChannelRow, 'cursor' | 'network' | 'account'> | undefined> {
  return tx
    .updateTable('channel')
    .set({ polled_at: context.clock.now() })
    .where('id', '=', channelId)
    .where('removed_at', 'is', null)
    .where((where) => (onlyDue ? isDue(context) : where.lit(true)))
    .returning(['cursor', 'network', 'account'])
    .executeTakeFirst()
}

/** Goes on from here next time. */
export async function keepCursor(tx: Tx, channelId: string, cursor: string): Promise<void> {
  await tx.updateTable('channel').set({ cursor }).where('id', '=', channelId).execute()
}

function isDue(context: Context): RawBuilder<boolean> {
  const before = new Date(context.clock.now().getTime() - context.config.pollSeconds * 1000)
  return sql`(polled_at is null or polled_at < ${before})`
}

/** Channels whose turn it is to be asked for responses, who waits longest first. */
export async function channelsToPoll(context: Context): Promise<RowOf[]> {
  const rows = await asSystem(context.db, (tx) =>
    tx
      .selectFrom('channel')
      .select(['id', 'workspace_id as workspaceId', 'network', 'account'])
      .where('removed_at', 'is', null)
      .where('health', '<>', 'reconnect')
      .where(isDue(context))
      .orderBy('polled_at', (order) => order.asc().nullsFirst())
      .execute(),
  )
  // Those that can't be asked never have their turn: cut off before they are left out, they would take the others' places for ever.
  return rows
    .filter((row) => {
      const network = networkOf(context, row)
      return network !== undefined && !isAbsent(network.responses)
    })
    .slice(0, most)
    .map(({ id, workspaceId }) => ({ id, workspaceId }))
}

/** The channels of these accounts are asked next. @returns how many there are */
export async function pollSoon(tx: Tx, network: string, remoteIds: readonly string[]): Promise<number> {
  const rows = await tx
    .updateTable('channel')
    .set({ polled_at: null })
    .where('network', '=', network)
    .where('remote_id', 'in', [...remoteIds])
    .where('removed_at', 'is', null)
    .returning('id')
    .execute()
  return rows.length
}
