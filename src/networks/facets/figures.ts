import type { Published } from './sending.ts'
import type { Session } from './tools.ts'

/** How many people saw what was sent, and what they did. */
export interface FiguresFacet {
  /** What is gone has no figures, and is left out. */
  fetch(published: readonly Pick<Published, 'remoteId'>[], session: Session): Promise<readonly Metrics[]>
}

/** The figures of one copy; missing: the network does not tell. */
export interface Metrics {
  remoteId: string
  likes?: number
  reposts?: number
  replies?: number
  views?: number
}
