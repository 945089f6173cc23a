import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useWeekday } from '../../../ui/weekday.ts'
import { useDayWords } from './day-words.ts'
import { daysOf, type Entry, spanOf } from './days.ts'

/** At the thumb on a phone: the days of the week, with a dot where something stands, and writing. */
export function Dock({
  date,
  days,
  mayWrite,
  onDay,
}: {
  date: string
  days: ReadonlyMap<string, Entry[]>
  mayWrite: boolean
  onDay(day: string): void
}) {
  const { t } = useTranslation()
  const weekday = useWeekday('short')
  const words = useDayWords()
  return (
    <div className="dock" data-foot>
      <nav className="dock-days" aria-label={t('calendar.thisWeek')}>
        {daysOf(spanOf('week', date)).map((day, at) => {
          const count = days.get(day)?.filter(({ kind }) => kind !== 'slot').length ?? 0
          return (
            <button
              key={day}
              type="button"
              className={day === date ? 'on' : undefined}
              aria-current={day === date ? 'date' : undefined}
              onClick={() => onDay(day)}
            >
              <span aria-hidden="true">{weekday(at + 1)}</span>
              <b aria-hidden="true">{Number(day.slice(8))}</b>
              <i className={count ? undefined : 'none'} aria-hidden="true" />
              <span className="hidden-but-read">
                {words.day(day)}
                {count > 0 && `, ${t('calendar.entries', { count })}`}
              </span>
            </button>
          )
        })}
      </nav>
      {mayWrite && (
        <Link className="dock-write" to="/posts/new" search={{ at: date }} aria-label={t('calendar.write')}>
          <IconPlus size={24} aria-hidden />
        </Link>
      )}
    </div>
  )
}
