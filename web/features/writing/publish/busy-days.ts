import type { Calendar } from '../../../../src/http/api.ts'
import { toLocalInput } from '../../../base/times.ts'
import type { WhenChoices } from '../../../compose/when-choices.ts'

/**
 * Which days already have something (also where they have a slot besides), and where there is room: what a field for an article's
 * time tells of its days.
 * @param slots instants at which an article could go out
 */
export function busyDays(calendar: Calendar, slots: readonly string[], timeZone: string): WhenChoices {
  const local = (at: string) => toLocalInput(new Date(at), timeZone)
  const free = Map.groupBy([...slots].sort().map(local), (at) => at.slice(0, 10))
  const taken = [...calendar.articles, ...calendar.posts, ...calendar.repeats].map(({ at }) => local(at).slice(0, 10))
  return {
    marks: new Map([
      ...[...free.keys()].map((day) => [day, 'free'] as const),
      ...taken.map((day) => [day, 'busy'] as const),
    ]),
    slots: new Map([...free].map(([day, times]) => [day, times.map((at) => ({ time: at.slice(11), free: true }))])),
  }
}
