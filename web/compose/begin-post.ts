import type { Channel, Delivery, DraftPost } from '../../src/http/api.ts'
import { channelsOf, type Opening } from '../base/opening.ts'
import { fromLocalInput } from '../base/times.ts'
import { readStored, type StoredPost } from './stored.ts'
import type { Beginning } from './use-post.ts'
import { changed, nothingWritten } from './versions.ts'

/** What a day begins with, where no time was named. */
const morning = 'T09:00'

/** An instant as it is, a day at nine on the person's clock; `undefined` for what can't be read. */
export function openingTime(at: string | undefined, timeZone: string): string | undefined {
  if (at === undefined) return undefined
  const instant = /^\d{4}-\d\d-\d\d$/.test(at) ? fromLocalInput(at + morning, timeZone) : new Date(at)
  return instant && !Number.isNaN(instant.getTime()) ? instant.toISOString() : undefined
}

/** The words that a post said or was to say, to be said again; its time as long as that is still to come. */
export function copiedFrom(deliveries: readonly Delivery[], now: Date): StoredPost {
  const channels = deliveries.map(({ channel, text, content, pictures, video }) => ({
    channelId: channel.id,
    on: true,
    text,
    content,
    pictures: [...pictures, ...(video ? [video] : [])],
  }))
  const due = deliveries.map(({ dueAt }) => dueAt).sort()[0]
  // What was taken back within seconds had no time of its own.
  const later = due !== undefined && new Date(due).getTime() - now.getTime() > 15 * 60_000
  return { ...readStored({ channels: { ...channels } }), ...(later ? { at: due } : {}) }
}

/** What the server knows of what the composer is opened with. */
export interface Opened {
  draft?: DraftPost | undefined
  /** Of the post whose words it begins with. */
  deliveries?: readonly Delivery[] | undefined
}

/** With what a new post begins, as it was asked for in its address. */
export function beginPost(
  opening: Opening,
  { draft, deliveries }: Opened,
  {
    channels,
    workspace,
    timeZone,
    now,
    last,
  }: {
    channels: readonly Channel[]
    workspace: string
    timeZone: string
    now: Date
    /** The channels that were written to last. */
    last: readonly string[]
  },
): Beginning {
  const key = `post:${workspace}:${opening.draft ?? (JSON.stringify(opening) === '{}' ? 'new' : JSON.stringify(opening))}`
  if (draft) return { key, start: readStored(draft.body), place: { id: draft.id, version: draft.version } }
  const at = openingTime(opening.at, timeZone)
  if (deliveries?.length) {
    const copy = copiedFrom(deliveries, now)
    return { key, start: at === undefined ? copy : { ...copy, at } }
  }
  const known = (ids: readonly string[]) => ids.filter((id) => channels.some((channel) => channel.id === id))
  const asked = known(channelsOf(opening))
  const before = known(last)
  const on = asked.length ? asked : before.length ? before : channels.slice(0, 1).map(({ id }) => id)
  const written = changed(nothingWritten(on), undefined, { text: opening.text ?? '' })
  return { key, start: { written, ...(at === undefined ? {} : { at }) } }
}
