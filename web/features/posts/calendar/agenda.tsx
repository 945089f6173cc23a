import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Holiday } from '../../../../src/http/api.ts'
import { listedDays, reaching } from './chosen.ts'
import { Holidays } from './day-head.tsx'
import { useDayWords } from './day-words.ts'
import { addDays, type DaySpan, type Entry } from './days.ts'
import type { EntryProps } from './entry-card.tsx'
import { EntryList } from './entry-list.tsx'
import { FreeDay } from './free-day.tsx'

/** The calendar as a list: the days on which something stands, or that are chosen. */
export function Agenda({
  span,
  days,
  holidays,
  today,
  chosen,
  all,
  ...list
}: EntryProps & {
  span: DaySpan
  days: ReadonlyMap<string, Entry[]>
  holidays: ReadonlyMap<string, Holiday[]>
  today: string
  /** The day that is in the list, and drawn, whatever stands on it. */
  chosen: string
  /** Nothing is left out, so that a day without entries is free. */
  all: boolean
}) {
  const { groups, least } = useMemo(
    () => reaching(listedDays(span, { days, holidays, today, chosen }), chosen),
    [span, days, holidays, today, chosen],
  )
  return (
    <EntryList
      {...list}
      groups={groups}
      least={least}
      empty={(day) =>
        (day === chosen || day === today) && <FreeDay day={day} all={all} canWrite={list.mayWrite && day >= today} />
      }
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
