/**
 * What the composer is opened with: the search part of `/posts/new`, whoever leads there (`?at=…&channels=…`). All may be missing,
 * and what can't be read is left out.
 */
export interface Opening {
  /** A kept draft, by its id. */
  draft?: string
  /** Begins with the words, channels and pictures of this post (by its id): a copy, or what was taken back. */
  post?: string
  /** When it is to leave: an instant (`2026-12-05T02:00:00Z`), or a day on the person's clock (`2026-12-05`). */
  at?: string
  /** Begins with these words. */
  text?: string
  /** Begins with these channels, by their ids, with commas between. */
  channels?: string
}

/** The names of all that {@link Opening} holds, for the router. */
export const openings = ['draft', 'post', 'at', 'text', 'channels'] as const satisfies readonly (keyof Opening)[]

/** The channels that it names. */
export function channelsOf({ channels = '' }: Opening): string[] {
  return channels.split(',').filter(Boolean)
}
