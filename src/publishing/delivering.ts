import type { ChannelRow } from '../channels/index.ts'
import type { Context } from '../context.ts'
import type { Audience } from '../core/audience.ts'
import { asSystem } from '../db/client.ts'
import type { RemoteResponse } from '../networks/network.ts'
import type { Claimed } from './claim.ts'
import type { Lease } from './lease.ts'
import type { Ledger } from './ledger.ts'

/** What a delivery is sent with. */
export interface Delivering {
  context: Context
  ledger: Ledger
  lease: Lease
  channel: ChannelRow | undefined
  /** The response that it answers. */
  answered: Answered | undefined
  /** Something of the part in hand may have arrived: it must be looked for before it is sent again. */
  mayHaveLeft: boolean
  /** The part in hand was not sent just now, but looked for and found. */
  found: boolean
}

type Answered = Pick<RemoteResponse, 'remoteId' | 'reference' | 'root'> & { audience: Audience }

/** What claimed deliveries need beside their rows, read for all of them at once. */
export async function gather(context: Context, ledger: Ledger, claimed: readonly Claimed[]): Promise<Delivering[]> {
  const answered = await answeredBy(
    context,
    claimed.flatMap(({ lease, answers }) => (answers ? [lease.row.post_id] : [])),
  )
  return claimed.map(({ lease, channel }) => {
    const { post_id, sending_part } = lease.row
    const mayHaveLeft = sending_part !== null
    return { context, ledger, lease, channel, answered: answered.get(post_id), mayHaveLeft, found: false }
  })
}

/** The responses that these posts answer, by the post's id. */
async function answeredBy(context: Context, posts: readonly string[]): Promise<ReadonlyMap<string, Answered>> {
  if (!posts.length) return new Map()
  const answers = await asSystem(context.db, (tx) =>
    tx
      .selectFrom('post')
      .innerJoin('answerable', 'answerable.id', 'post.in_reply_to')
      .select(['post.id', 'answerable.remote_id', 'answerable.reference', 'answerable.root', 'answerable.audience'])
      .where('post.id', 'in', [...new Set(posts)])
      .execute(),
  )
  return new Map(
    answers.map(({ id, remote_id, reference, root, audience }) => [
      id,
      { remoteId: remote_id, audience, ...(reference ? { reference } : {}), ...(root ? { root } : {}) },
    ]),
  )
}
