import type { Calendar } from '../../src/http/api.ts'
import { toLocalInput } from '../base/times.ts'
import type { DayMark } from '../ui/when/month-grid.tsx'
import type { SlotTime } from '../ui/when/time-list.tsx'

/** What days hold and which times they offer, on one zone's clock. */
export interface WhenChoices {
  /** By `2026-12-05`. */
  marks: ReadonlyMap<string, DayMark>
  slots: ReadonlyMap<string, readonly SlotTime[]>
}

/** Day and time on a zone's clock. */
function wallOf(at: string, timeZone: string): [date: string, time: string] {
  const [date = '', time = ''] = toLocalInput(new Date(at), timeZone).split('T')
  return [date, time]
}

/**
 * A day on which something goes out is busy, one with nothing but free slots is free. Its slots are those that are free for every
 * channel that is asked for, and the times that are taken.
 * @param calendar of these channels
 */
export function whenChoices(
  { posts, repeats, free }: Pick<Calendar, 'posts' | 'repeats' | 'free'>,
  channelIds: readonly string[],
  timeZone: string,
): WhenChoices {
  const marks = new Map<string, DayMark>()
  const slots = new Map<string, Map<string, boolean>>()
  const put = (at: string, isFree: boolean) => {
    const [date, time] = wallOf(at, timeZone)
    if (!isFree) marks.set(date, 'busy')
    else if (!marks.has(date)) marks.set(date, 'free')
    const times = slots.get(date) ?? new Map<string, boolean>()
    slots.set(date, times.set(time, isFree))
  }
  for (const slot of free) if (channelIds.every((id) => slot.channelIds.includes(id))) put(slot.at, true)
  for (const { at } of [...posts, ...repeats]) put(at, false)
  const sorted = [...slots].map(
    ([date, times]) => [date, [...times].sort().map(([time, isFree]) => ({ time, free: isFree }))] as const,
  )
  return { marks, slots: new Map(sorted) }
}
