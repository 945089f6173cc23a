import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Holiday } from '../../../../src/http/api.ts'
import { Holidays } from './day-head.tsx'
import { useDayWords } from './day-words.ts'
import { addDays, type DaySpan, daysOf, type Entry } from './days.ts'
import type { EntryProps } from './entry-card.tsx'
import { EntryList } from './entry-list.tsx'

/** The calendar as a list: the days on which something stands, or is free. */
export function Agenda({
  span,
  days,
  holidays,
  today,
  ...list
}: EntryProps & {
  span: DaySpan
  days: ReadonlyMap<string, Entry[]>
  holidays: ReadonlyMap<string, Holiday[]>
  today: string
}) {
  const groups = useMemo(
    () =>
      daysOf(span)
        .map((day) => ({ day, entries: days.get(day) ?? [] }))
        .filter(({ day, entries }) => entries.length || holidays.has(day) || day === today),
    [span, days, holidays, today],
  )
  return (
    <EntryList
      {...list}
      groups={groups}
      heading={(day) => <DayName day={day} today={today} holidays={holidays.get(day)} />}
    />
  )
}

/** `Hari ini  Jumat, 4 Desember`; further days begin with their weekday. */
function DayName({ day, today, holidays }: { day: string; today: string; holidays: readonly Holiday[] | undefined }) {
  const { t } = useTranslation()
  const words = useDayWords()
  const near = day === today ? t('calendar.today') : day === addDays(today, 1) ? t('calendar.tomorrow') : undefined
  const [weekday, ...rest] = words.day(day).split(' ')
  return (
    <h2 className={day === today ? 'agenda-day now' : 'agenda-day'}>
      {near ?? weekday?.replace(',', '')}
      <span>{near ? words.day(day) : rest.join(' ')}</span>
      <Holidays holidays={holidays} />
    </h2>
  )
}
