import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Holiday } from '../../../../src/http/api.ts'
import { useWeekday } from '../../../ui/weekday.ts'
import { DayHead } from './day-head.tsx'
import { type DaySpan, daysOf, type Entry } from './days.ts'
import { EntryCard, type EntryProps } from './entry-card.tsx'
import { shownOf } from './shown.ts'

/** What a month and a week are drawn of. */
export interface GridProps extends EntryProps {
  span: DaySpan
  date: string
  today: string
  days: ReadonlyMap<string, Entry[]>
  holidays: ReadonlyMap<string, Holiday[]>
  /** The day whose number Tab stops at. */
  reached: string
  onDay(day: string): void
  onWrite(day: string): void
}

/** Whether the press was on the day itself, and on nothing that stands there. */
export const onBareDay = (target: EventTarget) => target instanceof Element && !target.closest('a, button')

const weekdays = [1, 2, 3, 4, 5, 6, 7]

/** The names of the weekdays, above a month. */
export function WeekdayNames({ style = 'long' }: { style?: 'long' | 'short' }) {
  const weekday = useWeekday(style)
  return (
    <div className="days names" aria-hidden="true">
      {weekdays.map((n) => (
        <span key={n}>{weekday(n)}</span>
      ))}
    </div>
  )
}

function Day({ day, span: _span, ...props }: GridProps & { day: string }) {
  const { t } = useTranslation()
  const { days, date, today, holidays, mayWrite, reached, onDay, onWrite, ...shared } = props
  const { entries, more } = shownOf(days.get(day) ?? [])
  const canWrite = mayWrite && day >= today
  const classes = ['day', day < today && 'past', day === today && 'now', day.slice(0, 7) !== date.slice(0, 7) && 'out']
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the day's number is a link that does the same
    // biome-ignore lint/a11y/noStaticElementInteractions: the same
    <section
      className={classes.filter(Boolean).join(' ')}
      data-date={day}
      onClick={({ target }) => canWrite && onBareDay(target) && onWrite(day)}
    >
      <DayHead
        day={day}
        month={date.slice(0, 7)}
        holidays={holidays.get(day)}
        canWrite={canWrite}
        reached={day === reached}
      />
      {entries.map((entry) => (
        <EntryCard key={entry.id} entry={entry} mayWrite={mayWrite} {...shared} />
      ))}
      {more > 0 && (
        <button type="button" className="more" onClick={() => onDay(day)}>
          {t('calendar.more', { count: more })}
        </button>
      )}
    </section>
  )
}

/** A month: its weeks, seven days each. The current week is in sight when it opens. */
export function Month(props: GridProps) {
  const grid = useRef<HTMLDivElement>(null)
  const { span } = props
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each month that is opened
  useEffect(() => {
    const now = grid.current?.querySelector('.day.now')
    if (now && now.getBoundingClientRect().bottom > window.innerHeight) now.scrollIntoView({ block: 'center' })
  }, [span.from])
  return (
    <>
      <WeekdayNames />
      <div className="days month" ref={grid}>
        {daysOf(span).map((day) => (
          <Day key={day} day={day} {...props} />
        ))}
      </div>
    </>
  )
}
