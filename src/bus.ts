import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Tx } from './db/client.ts'

/**
 * The topics of changes. `words`: what is being written of an article; `drafts`: posts that are not sent yet; `sets`: channels and hashtags that are
 * chosen together;
 * `automatic`: feeds, rounds and proposals; `team`: who works there, as what; `readers`: who has a conversation open; `sessions`: sign-ins that ended, by their
 * people's ids; `imports`: other blogs that move in; `ideas`: what somebody would write about; `cadence`: how often the blog promises an article, and its breaks; `pages`: what readers of the blog see; `mail`, `polls`, `snoozed`: letters,
 * responses to fetch, and conversations to bring back, whose time has come.
 */
export const topics = [
  'articles',
  'words',
  'deliveries',
  'drafts',
  'sets',
  'series',
  'automatic',
  'conversations',
  'readers',
  'channels',
  'brand',
  'hold',
  'team',
  'imports',
  'replacements',
  'ideas',
  'editors',
  'cadence',
  'sessions',
  'pages',
  'mail',
  'polls',
  'snoozed',
] as const
/** Of no interest to panels. */
export const innerTopics: readonly BusEvent['topic'][] = ['sessions', 'pages', 'mail', 'polls', 'snoozed']
/** One change, as every process on the same database is told of it. */
export interface BusEvent {
  /** {@link everywhere}: in any of them. */
  workspaceId: string
  topic: (typeof topics)[number]
  /** What changed there, and nothing else; missing: anything may have. In `pages`: what pages are made of (core/page-needs.ts). */
  ids?: readonly string[]
}

/** In the place of a workspace id: events of other processes may have been lost, so anything may have changed. */
export const everywhere = '*'

/** "Something changed there; ask again." Carries no contents. Reaches every process on the same database. */
export interface Bus {
  /** Listeners of this process are called before this returns; those of other processes a little later. */
  tell(workspaceId: string, topic: BusEvent['topic'], ids?: readonly string[]): void
  /** The same, sent by the transaction's commit, and not at all if it is rolled back: no listener reads too early. */
  tellWith(tx: Tx, workspaceId: string, topic: BusEvent['topic'], ids?: readonly string[]): Promise<void>
  /** @returns the way to stop listening */
  listen(listener: (event: BusEvent) => void): () => void
  close(): Promise<void>
}

/** Events within this time are sent to other processes together. */
const togetherMilliseconds = 20
const postgresChannel = 'percakapan_bus'
/** The most bytes of ids in one notification; PostgreSQL allows 8,000. With more, the event names no ids. */
const mostBytes = 6000

/** Two changes in one topic as one. */
function together(before: BusEvent | undefined, event: BusEvent): BusEvent {
  const { workspaceId, topic } = event
  if (!event.ids || (before && !before.ids)) return { workspaceId, topic }
  const ids = [...new Set([...(before?.ids ?? []), ...event.ids])]
  return Buffer.byteLength(JSON.stringify(ids)) > mostBytes ? { workspaceId, topic } : { workspaceId, topic, ids }
}

/**
 * Over PostgreSQL's LISTEN/NOTIFY, opened at the first listener: a worker that only tells keeps no connection for it.
 * A lost connection is opened again; what was told meanwhile is made up for by the panel's own asking, and readers' pages are
 * all made anew.
 */
export function openBus(pool: pg.Pool, failed: (error: unknown) => void): Bus {
  const emitter = new EventEmitter().setMaxListeners(0)
  const self = randomUUID()
  let client: pg.PoolClient | undefined
  let connecting = false
  let closed = false
  let lost = false
  const told = new Map<string, BusEvent>()
  let telling: NodeJS.Timeout | undefined

  /** Sends one notification for all changes of a topic since the last one. */
  function tellOthers(): void {
    telling = undefined
    const words = [...told.values()].map((event) => JSON.stringify({ ...event, from: self }))
    told.clear()
    pool.query('select pg_notify($1, word) from unnest($2::text[]) word', [postgresChannel, words]).catch(failed)
  }

  function heard(payload: string | undefined): void {
    const { from, ...event } = JSON.parse(payload ?? '{}') as BusEvent & { from: string }
    if (from !== self) emitter.emit('event', event)
  }

  function connectAgain(): void {
    setTimeout(() => {
      connect().catch((error) => {
        failed(error)
        connectAgain()
      })
    }, 1000).unref()
  }

  async function connect(): Promise<void> {
    if (client || connecting || closed) return
    connecting = true
    try {
      const mine = await pool.connect()
      mine.on('notification', (message) => heard(message.payload))
      mine.on('error', () => {
        client = undefined
        lost = true
        mine.release(true)
        connectAgain()
      })
      await mine.query(`listen ${postgresChannel}`)
      // Closed meanwhile: nobody else would give it back.
      if (closed) return mine.release(true)
      client = mine
      if (lost) emitter.emit('event', { workspaceId: everywhere, topic: 'pages' })
      lost = false
    } finally {
      connecting = false
    }
  }

  return {
    tell: (workspaceId, topic, ids) => {
      const event = together(undefined, { workspaceId, topic, ...(ids ? { ids } : {}) })
      emitter.emit('event', event)
      if (closed) return
      const key = `${topic} ${workspaceId}`
      told.set(key, together(told.get(key), event))
      telling ??= setTimeout(tellOthers, togetherMilliseconds)
    },
    tellWith: async (tx, workspaceId, topic, ids) => {
      const event = together(undefined, { workspaceId, topic, ...(ids ? { ids } : {}) })
      // No sender is named, so that this process receives it too, after the commit.
      await sql`select pg_notify(${postgresChannel}, ${JSON.stringify({ ...event, from: '' })})`.execute(tx)
    },
    listen: (listener) => {
      emitter.on('event', listener)
      connect().catch(failed)
      return () => emitter.off('event', listener)
    },
    close: async () => {
      closed = true
      if (telling) {
        clearTimeout(telling)
        tellOthers()
      }
      client?.removeAllListeners('error')
      client?.on('error', () => undefined)
      client?.release(true)
    },
  }
}
