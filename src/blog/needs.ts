/**
 * What a reader's page is made of, by name. A page is kept with the names of what it needs, and goes when one of them is told
 * over the bus (room `pages`): by whoever changed it, and for nothing else.
 */
import type { Selectable } from 'kysely'
import type { Context } from '../context.ts'
import type { Tables } from '../db/tables.ts'

/** The brand, its profiles, the zone of its times: on every page. Who changes those tells it by this word (brand, channels, team). */
export const site = 'site'
/** Which articles readers find, in which order, and under which addresses and tags. */
export const order = 'order'
/** When the words of any article were changed last. */
export const changes = 'changes'
/** An article's published words. */
export const wordsOf = (id: string): string => `words ${id}`
/** Where else an article can be read. Publishing tells it by this word. */
export const copiesOf = (id: string): string => `copies ${id}`
/** Which articles have a tag. */
export const tagged = (tag: string): string => `tag ${tag}`

/** What decides about what readers see of an article. */
type Seen = Pick<
  Selectable<Tables['article']>,
  'id' | 'workspace_id' | 'slug' | 'state' | 'published' | 'published_at' | 'deleted_at' | 'home_channel_id'
>

/** Tells what a change of an article changed for readers: nothing, as long as it is only being written. */
export function tellReaders(context: Pick<Context, 'bus'>, before: Seen | undefined, after: Seen): void {
  const changed = changedFor(before, after)
  if (changed.length) context.bus.tell(after.workspace_id, 'pages', changed)
}

function changedFor(before: Seen | undefined, after: Seen): string[] {
  const [old, now] = [before && placeOf(before), placeOf(after)]
  if (!old && !now) return []
  const reordered = JSON.stringify(old) !== JSON.stringify(now)
  const tags = [...(old?.tags ?? []), ...(now?.tags ?? [])].map(tagged)
  const reworded = before?.published?.at !== after.published?.at
  return [
    ...(reordered ? [order, ...new Set(tags)] : []),
    ...(reordered || reworded ? [changes, wordsOf(after.id)] : []),
  ]
}

/** Where readers find an article; `undefined` where they don't. */
function placeOf({ slug, state, published, published_at, deleted_at, home_channel_id }: Seen) {
  if (state !== 'published' || !published || deleted_at) return undefined
  return { slug, tags: published.tags, at: published_at, home: home_channel_id }
}
