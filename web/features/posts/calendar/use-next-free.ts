import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '../../../base/api.ts'
import { useSay } from '../../../base/i18n.ts'
import { calendarQuery, queryClient } from '../../../base/queries.ts'
import { useTimes } from '../../../base/session.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { useDayWords } from './day-words.ts'
import { addDays, clockOf, entriesByDay, firstFree, instantsOf } from './days.ts'
import type { useAddress } from './use-calendar.ts'

/** How far ahead a free slot is looked for: what the server answers at once. */
const lookAhead = 99

/**
 * Goes to the next free slot, after the one that was found before; without weekly schedules to the next day on which nothing is
 * planned, neither a post nor a repeat.
 */
export function useNextFree({
  search,
  timeZone,
  today,
  go,
}: Pick<ReturnType<typeof useAddress>, 'search' | 'timeZone' | 'today' | 'go'>): () => Promise<void> {
  const { t } = useTranslation()
  const say = useSay()
  const times = useTimes()
  const words = useDayWords()
  const found = useRef<string>(undefined)
  return async () => {
    const from = found.current?.slice(0, 10) ?? today
    const span = { from, to: addDays(from, lookAhead) }
    try {
      const asked = { ...instantsOf(span, timeZone), state: undefined, channelId: search.channelId }
      const calendar = await queryClient.fetchQuery(calendarQuery(asked))
      const local = clockOf(timeZone)
      const slot = calendar.free.find(({ at }) => !found.current || local(at) > found.current)
      const empty = found.current ? addDays(from, 1) : from
      const day = slot ? local(slot.at) : firstFree(entriesByDay(calendar, timeZone), { ...span, from: empty })
      found.current = day
      if (!day) {
        toast(t('calendar.noneFree', { count: lookAhead }))
        return
      }
      await go({ date: day.slice(0, 10) })
      toast(t('calendar.freeFound', { day: slot ? times.time(slot.at) : words.day(day) }))
    } catch (error) {
      toast(say(asProblem(error).words))
    }
  }
}
