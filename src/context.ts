import type { Bus } from './bus.ts'
import type { Config } from './config.ts'
import type { Database, Db, Tx } from './db/client.ts'
import type { Log } from './log.ts'
import type { Network } from './networks/network.ts'

/** The moment it is. Tests set their own. */
export interface Clock {
  now(): Date
  /**
   * For how long time has gone on evenly here, in seconds: since this process began, or since a leap was accepted. Missing: always.
   * What another process held before that can't be judged by its time alone.
   */
  steadySeconds?(): number
}

/** What rooms ask of rooms to their right. */
export interface Asked {
  /** An answer is out: the response that it answers waits no longer. @returns the response's conversation */
  markAnswered(tx: Tx, responseId: string, at: Date): Promise<string | undefined>
}

/** What everything is done with: passed down, never global. */
export interface Context {
  config: Config
  db: Db
  database: Database
  clock: Clock
  /** The guarded client: for every address that somebody typed or that came from outside. */
  fetch: typeof globalThis.fetch
  log: Log
  /** Shelf 1, by name. */
  networks: Readonly<Record<string, Network>>
  /** What a room asks of one to its right: whoever opens the context hands it in. */
  asked: Asked
  /** Tells the open panels (in this process and others) that something changed. */
  bus: Bus
}

/** Who acts, and for which brand. */
export interface Actor {
  userId: string
  workspaceId: string
  /** The name of the editor that does it for them; missing: they do it here. */
  editor?: string
}
