import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDayWords } from './day-words.ts'

/** The one row of a day on which nothing stands: it says so, and leads to the composer. */
export function FreeDay({
  day,
  all,
  canWrite,
}: {
  day: string
  /** Everything is shown, so that nothing can stand there unseen. */
  all: boolean
  /** They may write, and the day is still to come. */
  canWrite: boolean
}) {
  const { t } = useTranslation()
  const words = useDayWords()
  const says = t(all ? 'calendar.freeDay' : 'calendar.nothingShown')
  return (
    <li className="entry-row">
      {canWrite ? (
        <Link className="line slot free-day" to="/posts/new" search={{ at: day }}>
          <span className="entry-words">{says}</span>
          <span className="hidden-but-read">{t('calendar.writeOn', { day: words.day(day) })}</span>
          <IconPlus size={20} aria-hidden />
        </Link>
      ) : (
        <span className="line slot free-day">{says}</span>
      )}
    </li>
  )
}
