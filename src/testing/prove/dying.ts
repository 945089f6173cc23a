/**
 * The worker's own deaths: wraps the networks' calls, and listens to what the database has committed. A commit is heard
 * before anybody who waits for it, so that the process is gone before it can take the next step.
 */
import type pg from 'pg'
import type { Network } from '../../networks/network.ts'
import type { Order, Step } from './words.ts'

export interface Dying {
  /** From now on: die there. `undefined`: live. */
  obey(order: Order | undefined): void
  network(network: Network): Network
  /** Hears the commits of every connection of the pool. */
  listen(pool: pg.Pool): void
}

export function openDying(): Dying {
  let order: Order | undefined

  function reached(step: Step, delivery: string, part: number): void {
    if (order?.step === step && order.delivery === delivery && order.part === part) die()
  }

  function committed(claimed: readonly string[], written: readonly Written[]): void {
    if (order?.step === 'claimed' && claimed.includes(order.delivery)) die()
    for (const row of written) {
      if (row.state === 'published') reached('recorded', row.id, 0)
      else if (row.sending_part !== null) reached('intended', row.id, row.sending_part)
      else if (row.sent.length) reached('part-kept', row.id, row.sent.length - 1)
    }
  }

  return {
    obey: (given) => {
      order = given
    },
    network: (network) => ({
      ...network,
      publish: async (part, session, key, thread) => {
        const done = await network.publish(part, session, key, thread)
        reached('answered', ...fromKey(key))
        return done
      },
      ...(network.find && {
        find: async (key, part, session, since) => {
          reached('looking', ...fromKey(key))
          const found = await network.find?.(key, part, session, since)
          reached('looked', ...fromKey(key))
          return found
        },
      }),
    }),
    listen: (pool) => {
      const known = new WeakSet<pg.PoolClient>()
      pool.on('acquire', (client) => {
        if (!known.has(client)) hear(client, committed)
        known.add(client)
      })
    },
  }
}

/** Not one step further: until the signal has taken effect, nothing else may run. */
function die(): never {
  process.kill(process.pid, 'SIGKILL')
  for (;;);
}

/** publishing/deliver.ts makes keys of a delivery's id and a part's number. */
function fromKey(key: string): [delivery: string, part: number] {
  const at = key.lastIndexOf(':')
  return [key.slice(0, at), Number(key.slice(at + 1))]
}

/** A delivery's step as publishing/ledger.ts writes it. */
interface Written {
  id: string
  state: string
  sent: unknown[]
  sending_part: number | null
}

type Told = (claimed: readonly string[], written: readonly Written[]) => void

/** Collects what a connection's transaction writes, and tells of it at the commit. */
function hear(client: pg.PoolClient, told: Told): void {
  const ask = client.query.bind(client) as (...all: unknown[]) => unknown
  let claimed: string[] = []
  let written: Written[] = []
  const query = (...all: unknown[]): unknown => {
    const [text, values] = all
    const answer = ask(...all)
    if (typeof text !== 'string') return answer
    if (text === 'begin' || text.startsWith('start transaction')) {
      claimed = []
      written = []
    }
    if (Array.isArray(values)) {
      claimed.push(...claimsIn(text, values))
      written.push(...stepsIn(text, values))
    }
    if (text !== 'commit') return answer
    // The same promise is given on, so that this listener is the first.
    void (answer as Promise<unknown>).then(() => told(claimed, written))
    return answer
  }
  client.query = query as typeof client.query
}

/** The ids that publishing/claim.ts takes for this worker. */
function claimsIn(text: string, values: readonly unknown[]): string[] {
  if (!/^\s*update delivery set state\b[\s\S]*\blease_token = /.test(text)) return []
  return values.filter((value) => Array.isArray(value)).flat() as string[]
}

function stepsIn(text: string, values: readonly unknown[]): Written[] {
  if (!/^\s*update delivery d set\b/.test(text)) return []
  const json = values.find((value) => typeof value === 'string' && value.startsWith('[{'))
  return json === undefined ? [] : (JSON.parse(json as string) as Written[])
}
