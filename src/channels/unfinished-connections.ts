import type { Tx } from '../db/client.ts'

/** Deletes the unfinished connections of a member who leaves, so that a network's page cannot lead back to them. */
export async function dropBegunConnections(tx: Tx, from: string): Promise<void> {
  await tx.deleteFrom('oauth_start').where('user_id', '=', from).execute()
}
