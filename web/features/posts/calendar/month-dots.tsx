import { useTranslation } from 'react-i18next'
import type { Holiday } from '../../../../src/http/api.ts'
import { useDayWords } from './day-words.ts'
import { type DaySpan, daysOf, type Entry } from './days.ts'
import { lookOf } from './look.ts'
import { WeekdayNames } from './month.tsx'

const mostDots = 4

/** A phone's month: dots where something stands; a tap chooses the day, and goes to it. */
export function MonthDots({
  span,
  date,
  today,
  chosen,
  days,
  holidays,
  onDay,
}: {
  span: DaySpan
  date: string
  today: string
  chosen: string
  days: ReadonlyMap<string, Entry[]>
  holidays: ReadonlyMap<string, Holiday[]>
  onDay(day: string): void
}) {
  const { t } = useTranslation()
  const words = useDayWords()
  return (
    <div className="month-dots">
      <WeekdayNames style="short" />
      <div className="days">
        {daysOf(span).map((day) => {
          const entries = days.get(day)?.filter(({ kind }) => kind !== 'slot') ?? []
          const out = day.slice(0, 7) !== date.slice(0, 7)
          return (
            <button
              key={day}
              type="button"
              className={`dot-day${day === today ? ' now' : ''}${out ? ' out' : ''}${holidays.has(day) ? ' free' : ''}${day === chosen ? ' on' : ''}`}
              aria-current={day === chosen ? 'date' : undefined}
              data-date={day}
              onClick={() => onDay(day)}
            >
              <b aria-hidden="true">{Number(day.slice(8))}</b>
              <span className="dots" aria-hidden="true">
                {entries.slice(0, mostDots).map((entry) => (
                  <i key={entry.id} className={lookOf(entry)} />
                ))}
              </span>
              <span className="hidden-but-read">
                {words.day(day)}, {t('calendar.entries', { count: entries.length })}
              </span>
            </button>
          )
        })}
      </div>
    </div>
  )
}
