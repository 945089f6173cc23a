import { EventEmitter } from 'node:events'
import type pg from 'pg'

/** Where something changed. */
export const busRooms = ['articles', 'deliveries', 'conversations', 'channels', 'brand', 'hold'] as const
export interface BusEvent {
  workspaceId: string
  room: (typeof busRooms)[number]
}

/** "Something changed there; ask again." Carries no contents. Reaches every process on the same database. */
export interface Bus {
  tell(workspaceId: string, room: BusEvent['room']): void
  /** @returns the way to stop listening */
  listen(listener: (event: BusEvent) => void): () => void
  close(): Promise<void>
}

const postgresChannel = 'percakapan_bus'

/**
 * Over PostgreSQL's LISTEN/NOTIFY, opened at the first listener: a worker that only tells keeps no connection for it.
 * A lost connection is opened again; what was told meanwhile is made up for by the panel's own asking.
 */
export function openBus(pool: pg.Pool, failed: (error: unknown) => void): Bus {
  const emitter = new EventEmitter().setMaxListeners(0)
  let client: pg.PoolClient | undefined
  let closed = false

  async function connect(): Promise<void> {
    if (client || closed) return
    const mine = await pool.connect()
    client = mine
    mine.on('notification', (message) => emitter.emit('event', JSON.parse(message.payload ?? '{}')))
    mine.on('error', () => {
      mine.release(true)
      client = undefined
      setTimeout(() => connect().catch(failed), 1000).unref()
    })
    await mine.query(`listen ${postgresChannel}`)
  }

  return {
    tell: (workspaceId, room) => {
      pool.query('select pg_notify($1, $2)', [postgresChannel, JSON.stringify({ workspaceId, room })]).catch(failed)
    },
    listen: (listener) => {
      emitter.on('event', listener)
      connect().catch(failed)
      return () => emitter.off('event', listener)
    },
    close: async () => {
      closed = true
      client?.removeAllListeners('error')
      client?.release(true)
    },
  }
}
