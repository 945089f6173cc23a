import type { Calendar } from '../../../../src/http/api.ts'
import { toLocalInput } from '../../../base/times.ts'
import type { DayMark } from '../../../ui/when/month-grid.tsx'
import type { SlotTime } from '../../../ui/when/time-list.tsx'

/** What a field for an article's time tells of its days. */
export interface BusyDays {
  /** By `2026-12-05`. A day on which something goes out is busy, also where it has a slot besides. */
  marks: ReadonlyMap<string, DayMark>
  /** The free slots of a day, in order of time. */
  slotsOf(date: string): readonly SlotTime[]
}

/**
 * Which days already have something, and where there is room.
 * @param slots instants at which an article could go out
 */
export function busyDays(calendar: Calendar, slots: readonly string[], timeZone: string): BusyDays {
  const local = (at: string) => toLocalInput(new Date(at), timeZone)
  const free = Map.groupBy([...slots].sort().map(local), (at) => at.slice(0, 10))
  const taken = [...calendar.articles, ...calendar.posts, ...calendar.repeats].map(({ at }) => local(at).slice(0, 10))
  return {
    marks: new Map([
      ...[...free.keys()].map((day) => [day, 'free'] as const),
      ...taken.map((day) => [day, 'busy'] as const),
    ]),
    slotsOf: (date) => (free.get(date) ?? []).map((at) => ({ time: at.slice(11), free: true })),
  }
}
