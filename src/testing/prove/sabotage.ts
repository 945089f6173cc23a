import { sql } from 'kysely'
import { asSystem, type Db } from '../../db/client.ts'
import type { Network } from '../../networks/network.ts'
import type { Sabotage } from './words.ts'

/** A network as a broken worker would use it, so that one can see whether the proof notices. */
export function sabotaged(network: Network, db: Db, how: Sabotage | undefined): Network {
  if (how === 'send-blindly') return { ...network, find: async () => undefined }
  if (how === 'drop-rows') return { ...network, publish: (_part, _session, key) => drop(db, key) }
  return network
}

async function drop(db: Db, key: string): Promise<never> {
  const [id] = key.split(':')
  await asSystem(db, (tx) => sql`delete from delivery where id = ${id}`.execute(tx))
  throw new Error('the row was dropped on purpose')
}
