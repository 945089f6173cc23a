/**
 * How long one must look before what is not there is surely not coming. A network may show what it was sent minutes later; where it
 * keeps no second copy by itself (`SendingFacet.keys`), sending again too soon makes two.
 */
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { asSystem } from '../db/client.ts'
import { type Account, type Network, within } from '../networks/network.ts'

/** What every server gets, in seconds, whatever it was seen to take. */
const leastSeconds = 300
const mostSeconds = 1800
/** Twice the slowest answer that a server was seen to give. */
const margin = 2

const keyOf = (network: Network, account: Account): string => `${network.name} ${account.server}`

/** How long after a request what is not there is surely not coming, in seconds. */
export async function settlingSeconds(context: Context, network: Network, account: Account): Promise<number> {
  if (within(network.sending, 'keys') === true) return 0
  const row = await asSystem(context.db, (tx) =>
    tx.selectFrom('slowest_answer').select('seconds').where('server', '=', keyOf(network, account)).executeTakeFirst(),
  )
  return Math.min(mostSeconds, Math.max(leastSeconds, margin * (row?.seconds ?? 0)))
}

/** A server took so long to answer, or to show what it was sent. Only what is slower than anything before is kept. */
export async function noteAnswer(context: Context, network: Network, account: Account, seconds: number): Promise<void> {
  if (seconds * margin <= leastSeconds) return
  const kept = Math.min(seconds, mostSeconds)
  await asSystem(context.db, (tx) =>
    sql`insert into slowest_answer (server, seconds) values (${keyOf(network, account)}, ${kept})
      on conflict (server) do update set seconds = greatest(slowest_answer.seconds, excluded.seconds)`.execute(tx),
  )
}
