import { IconFlagQuestion, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Holiday } from '../../../../src/http/api.ts'
import { useSay } from '../../../base/i18n.ts'
import { useDayWords } from './day-words.ts'

/** Holidays of a day, by name; one that is only expected says so. */
export function Holidays({ holidays }: { holidays: readonly Holiday[] | undefined }) {
  const { t } = useTranslation()
  const say = useSay()
  return holidays?.map((holiday) => {
    const name = `${say(holiday.name)}${holiday.expected ? ` (${t('calendar.expected')})` : ''}`
    return (
      <span key={holiday.name.en} className="holiday" title={name}>
        {holiday.expected && <IconFlagQuestion size={13} aria-hidden />}
        <span className="clip">{name}</span>
      </span>
    )
  })
}

/** A day's number and its holidays; on a day to come it leads to the composer. */
export function DayHead({
  day,
  month,
  holidays,
  canWrite,
  reached,
}: {
  day: string
  /** The month that is shown: days of another one say theirs. */
  month: string
  holidays: readonly Holiday[] | undefined
  canWrite: boolean
  /** Tab stops here; the arrow keys go to the other days. */
  reached: boolean
}) {
  const { t } = useTranslation()
  const words = useDayWords()
  const number = Number(day.slice(8))
  const label = number === 1 && day.slice(0, 7) !== month ? words.dayOfMonth(day) : String(number)
  if (!canWrite)
    return (
      <header className="day-head">
        <b>{label}</b>
        <Holidays holidays={holidays} />
      </header>
    )
  return (
    <header className="day-head">
      <Link
        className="day-write"
        to="/posts/new"
        search={{ at: day }}
        tabIndex={reached ? 0 : -1}
        data-write={day}
        aria-label={t('calendar.writeOn', { day: words.day(day) })}
      >
        <b>{label}</b>
        <span className="day-add" aria-hidden="true">
          <IconPlus size={16} />
        </span>
      </Link>
      <Holidays holidays={holidays} />
    </header>
  )
}
