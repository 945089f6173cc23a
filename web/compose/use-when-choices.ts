import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { calendarQuery } from '../base/queries.ts'
import { useTimes } from '../base/session.tsx'
import { fromLocalInput, toLocalInput } from '../base/times.ts'
import { type WhenChoices, whenChoices } from './when-choices.ts'

/** So far ahead the field shows what days hold; the calendar answers no more than 100 days at once. */
const daysAhead = 92

/** What the next three months hold for these channels, for the field of a time; `undefined` until it is known. */
export function useWhenChoices(channelIds: readonly string[]): ((zone: string) => WhenChoices) | undefined {
  const { timeZone } = useTimes()
  const [span] = useState(() => {
    const now = new Date()
    // From the day's beginning: asked again today, it is the same question.
    const from = fromLocalInput(`${toLocalInput(now, timeZone).slice(0, 10)}T00:00`, timeZone) ?? now
    return { from: from.toISOString(), to: new Date(from.getTime() + daysAhead * 86_400_000).toISOString() }
  })
  const ids = [...channelIds].sort().join(',')
  const { data } = useQuery({ ...calendarQuery({ ...span, channelId: ids }), enabled: ids !== '' })
  return useMemo(() => data && ((zone: string) => whenChoices(data, ids.split(','), zone)), [data, ids])
}
