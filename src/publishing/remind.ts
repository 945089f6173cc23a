import type { Context } from '../context.ts'
import type { Part } from '../core/post.ts'
import type { Tx } from '../db/client.ts'
import { queueLetter, reminderLetter } from '../mail/index.ts'
import type { Account, Network } from '../networks/network.ts'
import { whoWants } from '../team/index.ts'
import type { ClaimedRow } from './lease.ts'

/** Mails those who want it that it is their turn: the words, the network's composer, the way back to the panel. Once a delivery. */
export async function remind(
  context: Context,
  tx: Tx,
  row: ClaimedRow,
  network: Network,
  account: Account,
): Promise<void> {
  const home = context.config.baseUrl
  const letter = reminderLetter({
    label: network.label,
    handle: account.handle,
    parts: (row.parts as Part[]).map((part) => ({
      text: part.text,
      ...(part.title ? { title: part.title } : {}),
      composer: network.byHand?.composer(part, account),
      pictures: part.pictures.map((picture) => `${home}/media/${picture.id}`),
    })),
    panel: `${home}/panel/posts?state=by-hand`,
    settings: `${home}/panel/settings`,
  })
  const occasion = { kind: 'reminder' as const, about: row.id, workspaceId: row.workspace_id }
  await queueLetter(context, tx, occasion, letter, await whoWants(tx, row.workspace_id, 'reminder'))
}
