import type { Context } from '../context.ts'
import type { Tx } from '../db/client.ts'
import { asChannel } from './channel.ts'

/** Channels as people know them, by their ids; those that were removed too. */
export async function nameChannels(context: Context, tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('channel').selectAll().where('id', 'in', ids).execute()
  return new Map(
    rows.map((row) => {
      const { id, network, account } = asChannel(context, row)
      return [id, `${network.label} · ${account.handle || account.name}`]
    }),
  )
}
