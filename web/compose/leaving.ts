import type { RhythmOfChannel } from '../../src/http/api.ts'
import type { Note } from './notes.ts'
import { emptyOnes, hasOwnWords, isNothing, type Written } from './versions.ts'

/** How a post leaves: at a time, in the next free slot of each channel, now; or it comes again. */
export type Way = 'at' | 'slot' | 'now' | 'repeat'

/** What has to be done before a post can leave, and in which version; `channelId` missing: in the main one. */
export type Missing =
  | { kind: 'nobody' }
  | { kind: 'nothing' }
  | { kind: 'empty'; channelId: string }
  | { kind: 'findings'; count: number; channelId?: string | undefined }
  | { kind: 'time' }
  | { kind: 'past' }

/** The first note that keeps a channel from being sent to, and the version that it is in. */
function firstError(written: Written, errors: ReadonlyMap<string, readonly Note[]>): string | undefined {
  const channelId = written.on.find((id) => errors.has(id)) ?? ''
  return hasOwnWords(written, channelId) ? channelId : undefined
}

/**
 * What is missing, the first thing that one would do first.
 * @param errors by channel, what keeps it from being sent
 */
export function missingIn({
  written,
  errors,
  way,
  at,
  now,
}: {
  written: Written
  errors: ReadonlyMap<string, readonly Note[]>
  way: Way
  at: string | undefined
  now: Date
}): Missing | undefined {
  if (written.on.length === 0) return { kind: 'nobody' }
  if (isNothing(written)) return { kind: 'nothing' }
  const [empty] = emptyOnes(written)
  if (empty !== undefined)
    return hasOwnWords(written, empty) ? { kind: 'empty', channelId: empty } : { kind: 'nothing' }
  const count = new Set([...errors.values()].flat().map(({ key }) => key)).size
  if (count > 0) return { kind: 'findings', count, channelId: firstError(written, errors) }
  if (way !== 'at') return undefined
  if (at === undefined) return { kind: 'time' }
  return new Date(at) <= now ? { kind: 'past' } : undefined
}

/** The next free slot of each of these channels; `undefined` unless all have one. Sorted. */
export function nextSlots(rhythms: readonly RhythmOfChannel[], channelIds: readonly string[]): string[] | undefined {
  const chosen = rhythms.filter(({ channelId }) => channelIds.includes(channelId))
  const next = chosen.flatMap((rhythm) => rhythm.next ?? []).sort()
  return channelIds.length > 0 && next.length === channelIds.length ? next : undefined
}

/** How it leaves as long as nobody chose: at the time that is given, as the last one did, in a slot where there are some. */
export function firstWay({
  at,
  last,
  slots,
}: {
  at: string | undefined
  /** What was chosen last on this device. */
  last: Way | undefined
  slots: boolean
}): Way {
  if (at !== undefined) return 'at'
  if (last === 'now' || last === 'at') return last
  return slots ? 'slot' : 'now'
}
