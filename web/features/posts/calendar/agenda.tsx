import { IconFlag, IconFlagQuestion } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Holiday } from '../../../../src/http/api.ts'
import { useSay } from '../../../base/i18n.ts'
import { useDayWords } from './day-words.ts'
import { type DaySpan, daysOf, type Entry, isFree } from './days.ts'
import type { Channels } from './entry-label.tsx'
import type { EntryActions } from './entry-line.tsx'
import { EntryList } from './entry-list.tsx'

/** The calendar as a list: the days on which something stands, and free days where one looks for them. */
export function Agenda({
  span,
  days,
  holidays,
  free,
  today,
  ...list
}: {
  span: DaySpan
  days: ReadonlyMap<string, Entry[]>
  holidays: ReadonlyMap<string, Holiday[]>
  free: boolean
  today: string
  channels: Channels
  selecting: boolean
  selected: ReadonlySet<string>
  actions: EntryActions
}) {
  const { t } = useTranslation()
  const say = useSay()
  const words = useDayWords()
  const markFree = (day: string) => free && day >= today && isFree(days.get(day))
  const groups = useMemo(
    () =>
      daysOf(span)
        .map((day) => ({ day, entries: days.get(day) ?? [] }))
        .filter(({ day, entries }) => entries.length || holidays.has(day) || (free && day >= today)),
    [span, days, holidays, free, today],
  )
  return (
    <EntryList
      {...list}
      groups={groups}
      heading={(day) => (
        <h3 className={day === today ? 'agenda-day today' : 'agenda-day'}>
          <span>{words.day(day)}</span>
          {holidays.get(day)?.map((holiday) => (
            <span key={holiday.name.en} className="agenda-holiday">
              {holiday.expected ? <IconFlagQuestion size={14} aria-hidden /> : <IconFlag size={14} aria-hidden />}
              {say(holiday.name)}
              {holiday.expected && ` (${t('calendar.expected')})`}
            </span>
          ))}
          {markFree(day) && <span className="grid-free">{t('calendar.free')}</span>}
        </h3>
      )}
    />
  )
}
