/**
 * What a worker does to itself: it dies or stops at a step. Wraps the networks' calls, and listens to what the database has
 * committed. A commit is heard before anybody who waits for it, so that the process is gone before it can take the next step.
 */
import type pg from 'pg'
import { type Network, present, sends } from '../../networks/network.ts'
import { type Statement, stepsOf, type Written } from './statements.ts'
import type { Order } from './words.ts'

export interface CrashPoints {
  /** From now on: die (or stop) there. `undefined`: live. */
  obey(order: Order | undefined): void
  network(network: Network): Network
  /** Watches the commits of every connection of the pool. */
  listen(pool: pg.Pool): void
}

/** @param stopped called right before the process stops, which happens once */
export function openCrashPoints(stopped: () => void): CrashPoints {
  let order: Order | undefined

  function reached(step: Written['step'], delivery: string, part: number): void {
    if (order?.step !== step || order.delivery !== delivery || order.part !== part) return
    if (!order.stop) die()
    order = undefined
    stopped()
    process.kill(process.pid, 'SIGSTOP')
    waitForStop()
  }

  const committed = (written: readonly Written[]) => {
    for (const { step, delivery, part } of written) reached(step, delivery, part)
  }

  return {
    obey: (given) => {
      order = given
    },
    network: (network) => {
      if (!sends(network)) return network
      const { sending } = network
      const find = present(sending.find)
      return {
        ...network,
        sending: {
          ...sending,
          publish: async (part, session, key, thread) => {
            const done = await sending.publish(part, session, key, thread)
            reached('answered', ...fromKey(key))
            return done
          },
          ...(find && {
            find: async (key, part, session, since, under) => {
              reached('looking', ...fromKey(key))
              const found = await find(key, part, session, since, under)
              reached('looked', ...fromKey(key))
              return found
            },
          }),
        },
      }
    },
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

/** A signal takes effect a moment after it was sent; nothing else may run in that moment. */
function waitForStop(): void {
  const began = performance.now()
  while (performance.now() - began < 50);
}

/** publishing/deliver.ts makes keys of a delivery's id and a part's number. */
function fromKey(key: string): [delivery: string, part: number] {
  const at = key.lastIndexOf(':')
  return [key.slice(0, at), Number(key.slice(at + 1))]
}

/** Collects what a connection's transaction writes, and reports it at the commit. */
function hear(client: pg.PoolClient, told: (written: readonly Written[]) => void): void {
  const ask = client.query.bind(client) as (...all: unknown[]) => unknown
  let statements: Statement[] = []
  const query = (...all: unknown[]): unknown => {
    const [text, values] = all
    const answer = ask(...all)
    if (typeof text !== 'string') return answer
    if (text === 'begin' || text.startsWith('start transaction')) statements = []
    if (Array.isArray(values)) statements.push({ text, values })
    if (text !== 'commit') return answer
    // The same promise is given on, so that this listener is the first.
    const written = statements.flatMap(stepsOf)
    void (answer as Promise<unknown>).then(
      () => told(written),
      () => undefined,
    )
    return answer
  }
  client.query = query as typeof client.query
}
