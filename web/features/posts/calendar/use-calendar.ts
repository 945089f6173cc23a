import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { readKept, writeKept } from '../../../base/kept.ts'
import { calendarQuery, holidaysQuery } from '../../../base/queries.ts'
import { useNow, useTimeZone } from '../../../base/session.tsx'
import { createStore, useStore } from '../../../base/store.ts'
import { askedSpan, shownDays } from './chosen.ts'
import {
  addDays,
  type CalendarView,
  calendarViews,
  clockOf,
  countryOf,
  type Entry,
  entriesByDay,
  holidaysByDay,
  instantsOf,
  monthOfWeek,
  spanOf,
} from './days.ts'

const isDate = (value: string | undefined): value is string =>
  value !== undefined && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))

/** What the address asks for: view, day, filters. What is missing there depends on the device and the day. */
export function useAddress() {
  const search = useSearch({ from: '/posts/calendar' })
  const navigate = useNavigate()
  const timeZone = useTimeZone()
  const narrow = useMediaQuery('(max-width: 860px)', undefined, { getInitialValueInEffect: false }) ?? false
  const today = clockOf(timeZone)(useNow().toISOString()).slice(0, 10)
  const asked = calendarViews.find((name) => name === search.view) ?? (narrow ? 'list' : 'month')
  // Seven columns are too many for a phone.
  const view: CalendarView = narrow && asked === 'week' ? 'list' : asked
  const go = useCallback(
    (change: Partial<Record<'view' | 'date' | 'state' | 'channelId', string | undefined>>) =>
      navigate({ to: '/posts/calendar', search: (before) => ({ ...before, ...change }) }),
    [navigate],
  )
  const begin = view === 'month' && !narrow ? monthOfWeek(today) : today
  const date = isDate(search.date) ? search.date : begin
  return { view, date, today, narrow, timeZone, search, go }
}

/** `ID`, `none`, or `auto`: as the person's time zone suggests. */
const holidayChoice = createStore(readKept<string>('holidays') ?? 'auto')

/** Chooses whose holidays are shown on this device. */
export function chooseHolidays(choice: string): void {
  holidayChoice.set(choice)
  writeKept('holidays', choice)
}

/** Whose holidays are shown; empty: nobody's. */
export function useHolidayCountry(): 'ID' | '' {
  const choice = useStore(holidayChoice)
  const suggested = countryOf(useTimeZone())
  if (choice === 'none') return ''
  return choice === 'ID' ? 'ID' : suggested
}

/** Which kinds are shown beside posts and articles. */
export interface ShownKinds {
  slots: boolean
  repeats: boolean
}

const shownKinds = createStore<ShownKinds>({
  slots: true,
  repeats: true,
  ...readKept<Partial<ShownKinds>>('calendar-shows'),
})

/** Chooses what is shown on this device. */
export function chooseShown(change: Partial<ShownKinds>): void {
  const next = { ...shownKinds.get(), ...change }
  shownKinds.set(next)
  writeKept('calendar-shows', next)
}

/** What is shown on this device. */
export const useShownKinds = (): ShownKinds => useStore(shownKinds)

/** What stands on the days that are shown, and `known`: on the rest of their weeks too. */
export function useCalendar({ view, date, timeZone, search }: ReturnType<typeof useAddress>, country: string) {
  const span = useMemo(() => spanOf(view, date), [view, date])
  const asked = useMemo(
    () => ({ ...instantsOf(askedSpan(span), timeZone), state: search.state, channelId: search.channelId }),
    [span, timeZone, search.state, search.channelId],
  )
  const query = useQuery({ ...calendarQuery(asked), refetchInterval: 60_000 })
  const holidays = useQuery(holidaysQuery(country, span.from, addDays(span.to, -1)))
  const { data } = query
  const { slots, repeats } = useShownKinds()
  const known = useMemo(() => {
    if (!data) return new Map<string, Entry[]>()
    return entriesByDay({ ...data, free: slots ? data.free : [], repeats: repeats ? data.repeats : [] }, timeZone)
  }, [data, slots, repeats, timeZone])
  const days = useMemo(() => shownDays(known, span), [known, span])
  const byDay = useMemo(() => holidaysByDay(country && holidays.data ? holidays.data : []), [country, holidays.data])
  const channels = useMemo(() => new Map(data?.channels.map((channel) => [channel.id, channel])), [data])
  // What is left out may stand on a day that looks free.
  const all = repeats && !search.state && !search.channelId
  // A day's holiday stands among its posts: what came without them would move when they come.
  const pending = query.isPending || holidays.isLoading
  return { query, pending, span, days, known, all, holidays: byDay, channels } as const
}
