import { ActionIcon } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTimes } from '../../base/session.tsx'
import { sayDate, toLocalInput } from '../../base/times.ts'
import { useWeekday } from '../weekday.ts'
import { addDays, addMonths, monthOf, weeksOf } from './days.ts'

/** What a day of the grid already holds. */
export type DayMark = 'busy' | 'free'

/** How far a key goes, in days or months. */
const steps: Readonly<Record<string, (date: string) => string>> = {
  ArrowLeft: (date) => addDays(date, -1),
  ArrowRight: (date) => addDays(date, 1),
  ArrowUp: (date) => addDays(date, -7),
  ArrowDown: (date) => addDays(date, 7),
  PageUp: (date) => addMonths(date, -1),
  PageDown: (date) => addMonths(date, 1),
}

/** The name of the month that is shown, and the ways to others. */
function Head({ month, onMonth }: { month: string; onMonth(month: string): void }) {
  const { t } = useTranslation()
  const { language } = useTimes()
  const name = new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01T00:00Z`))
  const tool = { size: 32, variant: 'subtle', color: 'var(--quiet)' }
  return (
    <div className="row still tight">
      <strong className="grow" aria-live="polite">
        {name}
      </strong>
      <ActionIcon
        {...tool}
        aria-label={t('when.previous')}
        onClick={() => onMonth(monthOf(addMonths(`${month}-01`, -1)))}
      >
        <IconChevronLeft size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon {...tool} aria-label={t('when.next')} onClick={() => onMonth(monthOf(addMonths(`${month}-01`, 1)))}>
        <IconChevronRight size={16} aria-hidden />
      </ActionIcon>
    </div>
  )
}

/** The day that the keys stand on; the focus follows it when they move. */
function useCursor(from: string) {
  const [cursor, setCursor] = useState(from)
  const grid = useRef<HTMLTableElement>(null)
  const moved = useRef(false)
  useEffect(() => setCursor(from), [from])
  useEffect(() => {
    if (!moved.current) return
    moved.current = false
    grid.current?.querySelector<HTMLElement>(`[data-date="${cursor}"]`)?.focus()
  }, [cursor])
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    moved.current = true
    setCursor(step(cursor))
  }
  return { cursor, setCursor, grid, onKeyDown }
}

interface GridProps {
  /** `2026-12-05`, empty while none is chosen. */
  value: string
  /** The first day that can be chosen. */
  min?: string
  /** What days hold. */
  marks?: ReadonlyMap<string, DayMark>
  onChange(date: string): void
}

/** One day of the grid. */
function Day({
  date,
  cursor,
  today,
  value,
  min,
  marks,
  onChange,
}: GridProps & { date: string; cursor: string; today: string }) {
  const { t } = useTranslation()
  const times = useTimes()
  const mark = marks?.get(date)
  const said = sayDate(date, times)
  return (
    <td>
      <button
        type="button"
        data-date={date}
        data-other={monthOf(date) !== monthOf(cursor) || undefined}
        aria-current={date === today ? 'date' : undefined}
        aria-label={mark ? `${said}, ${t(mark === 'busy' ? 'when.busy' : 'when.freeSlot')}` : said}
        aria-pressed={date === value}
        tabIndex={date === cursor ? 0 : -1}
        disabled={min !== undefined && date < min}
        onClick={() => onChange(date)}
      >
        {Number(date.slice(8))}
        {mark && <i className={mark} />}
      </button>
    </td>
  )
}

/**
 * A month, week by week from Monday, of which one day is chosen; arrows move by days and weeks, Page Up and Page Down by months.
 */
export function MonthGrid(props: GridProps) {
  const times = useTimes()
  const weekday = useWeekday('short')
  const today = toLocalInput(new Date(), times.timeZone).slice(0, 10)
  const { cursor, setCursor, grid, onKeyDown } = useCursor(props.value || today)
  return (
    <div className="when-month">
      <Head month={monthOf(cursor)} onMonth={(month) => setCursor(`${month}-01`)} />
      <table ref={grid} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {[1, 2, 3, 4, 5, 6, 7].map((day) => (
              <th key={day} scope="col" abbr={weekday(day)}>
                {weekday(day).slice(0, 1)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(monthOf(cursor)).map((week) => (
            <tr key={week[0]}>
              {week.map((date) => (
                <Day key={date} {...props} {...{ date, cursor, today }} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
