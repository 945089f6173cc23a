import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Article } from '../../../../src/http/api.ts'
import { calendarQuery, slotsQuery, todayQuery } from '../../../base/queries.ts'
import { useTimes } from '../../../base/session.tsx'
import { toLocalInput } from '../../../base/times.ts'
import { pickedInstant, tomorrowAtNine } from '../../../ui/when-picker.tsx'
import { busyDays } from './busy-days.ts'

/** How an article's time is said: at once, when the next one is due, or a time of one's own. */
export type When = 'now' | 'slot' | 'later'

/** How far ahead the field's days are known, in days: what one chooses among. */
const ahead = 62

/** When the next article is due: in the other blog's next weekly slot where it has some, else by the rhythm. */
function useNextSlot(blogId: string): { at: string | undefined; weekly: boolean } {
  const rhythms = useQuery({ ...slotsQuery, enabled: blogId !== '' }).data
  const weekly = blogId ? rhythms?.find(({ channelId }) => channelId === blogId)?.next : undefined
  const due = useQuery(todayQuery).data?.rhythm.nextSlotAt
  const at = weekly ?? due ?? undefined
  return { at: at && Date.parse(at) > Date.now() ? at : undefined, weekly: Boolean(weekly) }
}

/** What the days of the time field hold, once one looks for a time. */
function useBusyDays(asked: boolean, slot: string | undefined, blogId: string) {
  const [span] = useState(() => {
    const now = Date.now()
    return { from: new Date(now).toISOString(), to: new Date(now + ahead * 86_400_000).toISOString() }
  })
  const calendar = useQuery({ ...calendarQuery(span), enabled: asked }).data
  return useMemo(() => {
    if (!calendar) return undefined
    const weekly = calendar.free.filter(({ channelIds }) => channelIds.includes(blogId)).map(({ at }) => at)
    const slots = [...new Set([...weekly, ...(slot ? [slot] : [])])]
    return (zone: string) => busyDays(calendar, slots, zone)
  }, [calendar, slot, blogId])
}

const isAhead = (at: string | undefined): at is string => at !== undefined && Date.parse(at) > Date.now()

/**
 * When an article goes out, on the person's own clock: the time that it was scheduled for, to begin with.
 * @param blogId the blog that takes it instead of the built-in one; empty: the built-in one
 * @param promised when the blog's promise is open (ISO): what it begins with where nothing was scheduled
 */
export function useWhen(article: Article, blogId: string, promised?: string) {
  const { timeZone } = useTimes()
  const slot = useNextSlot(blogId)
  const [first] = useState(() => article.publishAt ?? (isAhead(promised) ? promised : undefined))
  const [when, setWhen] = useState<When>(first ? 'later' : 'now')
  const [chosen, setLocal] = useState(() => (first ? toLocalInput(new Date(first), timeZone) : undefined))
  // What one would most often choose stands there before one has chosen.
  const local = chosen ?? (slot.at ? toLocalInput(new Date(slot.at), timeZone) : tomorrowAtNine(timeZone))
  const choicesIn = useBusyDays(when === 'later', slot.at, blogId)
  const at = { now: undefined, slot: slot.at, later: pickedInstant(local, timeZone) }[when]
  return { when, setWhen, local, setLocal, slot, choicesIn, at, ready: when === 'now' || at !== undefined }
}
