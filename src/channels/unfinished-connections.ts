import type { Tx } from '../db/client.ts'

/** A connection that somebody began at a network and did not finish is nobody's: its way back is closed. */
export async function dropBegunConnections(tx: Tx, from: string): Promise<void> {
  await tx.deleteFrom('oauth_start').where('user_id', '=', from).execute()
}
