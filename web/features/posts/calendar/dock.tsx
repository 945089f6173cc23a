import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useWeekday } from '../../../ui/weekday.ts'
import { stripOf } from './chosen.ts'
import { useDayWords } from './day-words.ts'
import type { Entry } from './days.ts'

/** At the thumb on a phone: the days of the week, with a dot where something stands, and writing. */
export function Dock({
  chosen,
  days,
  mayWrite,
  onDay,
}: {
  /** The day that is marked, and on which one writes. */
  chosen: string
  /** What stands on all days of its week. */
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
        {stripOf(chosen).map((day, at) => {
          const count = days.get(day)?.filter(({ kind }) => kind !== 'slot').length ?? 0
          return (
            <button
              key={day}
              type="button"
              data-day={day}
              className={day === chosen ? 'on' : undefined}
              aria-current={day === chosen ? 'date' : undefined}
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
        <Link
          className="dock-write"
          to="/posts/new"
          search={{ at: chosen }}
          aria-label={t('calendar.writeOn', { day: words.day(chosen) })}
        >
          <IconPlus size={24} aria-hidden />
        </Link>
      )}
    </div>
  )
}
