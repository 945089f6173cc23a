/** What a change of an article changes for its readers. */
import type { Selectable } from 'kysely'
import type { Context } from '../context.ts'
import {
  changesNeed,
  orderNeed,
  seriesNeed,
  tagNeed,
  translationsNeed,
  wordsNeed,
  writtenByNeed,
} from '../core/page-needs.ts'
import type { Tables } from '../db/tables.ts'

/** What decides about what readers see of an article. */
type Seen = Pick<
  Selectable<Tables['article']>,
  | 'id'
  | 'workspace_id'
  | 'slug'
  | 'state'
  | 'published'
  | 'published_version'
  | 'published_at'
  | 'deleted_at'
  | 'home_channel_id'
  | 'kind'
  | 'pinned'
  | 'translation_key'
>

/** Announces what a change of an article changes for readers: nothing, as long as only the draft changed. */
export function tellReaders(context: Pick<Context, 'bus'>, before: Seen | undefined, after: Seen): void {
  const changed = changedFor(before, after)
  if (changed.length) context.bus.tell(after.workspace_id, 'pages', changed)
}

function changedFor(before: Seen | undefined, after: Seen): string[] {
  const [old, now] = [before && placeOf(before), placeOf(after)]
  if (!old && !now) return []
  const reordered = JSON.stringify(old) !== JSON.stringify(now)
  const lists = [old, now].flatMap((place) => (place ? listsOf(place) : []))
  // Twice within a millisecond is not the same twice.
  const wording = ({ published, published_version }: Seen) => `${published?.at} ${published_version}`
  const reworded = !before || wording(before) !== wording(after)
  const joined = translatedFor(before, after)
  return [
    ...(reordered ? [orderNeed, ...new Set(lists)] : []),
    ...(reordered || reworded ? [wordsNeed(after.id)] : []),
    ...(reordered || reworded || joined.length ? [changesNeed] : []),
    ...joined,
  ]
}

/** The translations among which something is another than before: who is there, in which language, by which name and address. */
function translatedFor(before: Seen | undefined, after: Seen): string[] {
  const [old, now] = [before, after].map((seen) => seen && seatOf(seen))
  if (JSON.stringify(old) === JSON.stringify(now)) return []
  // Its own page was made when it had no key, perhaps.
  const keys = [old, now].flatMap((seat) => seat?.key ?? [])
  return [...new Set([...keys, after.id])].map(translationsNeed)
}

/** What an article's translations say of it on their pages; nothing of one that lives elsewhere, or that readers don't find. */
function seatOf(seen: Seen) {
  const { translation_key: key, slug, home_channel_id, published } = seen
  if (!key || !placeOf(seen) || home_channel_id || !published) return undefined
  return { key, slug, language: published.language, title: published.title }
}

/** Where readers find an article; `undefined` where they don't. */
function placeOf({ slug, state, published, published_at, deleted_at, home_channel_id, kind, pinned }: Seen) {
  if (state !== 'published' || !published || deleted_at) return undefined
  const { tags, authors = [], series = null } = published
  return { slug, tags, authors, series, at: published_at, home: home_channel_id, kind, pinned }
}

/** The lists that it stands in, beside that of all. */
function listsOf({ tags, authors, series }: NonNullable<ReturnType<typeof placeOf>>): string[] {
  return [...tags.map(tagNeed), ...authors.map(writtenByNeed), ...(series ? [seriesNeed(series.slug)] : [])]
}
