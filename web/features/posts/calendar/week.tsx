import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../../base/i18n.ts'
import { sayHour } from '../../../base/times.ts'
import { useWeekday } from '../../../ui/weekday.ts'
import { DayHead } from './day-head.tsx'
import { daysOf } from './days.ts'
import { EntryCard } from './entry-card.tsx'
import { type GridProps, onBareDay } from './month.tsx'
import { type Part, parts, partsOf, shownInPart } from './shown.ts'

/** A week in four parts of the day: two posts at one time stand below each other, and the night is there when it is used. */
export function Week(props: GridProps) {
  const { t } = useTranslation()
  const { span, days, today, date, holidays, reached, mayWrite } = props
  const weekday = useWeekday('short')
  const all = daysOf(span)
  const shown = partsOf(all.map((day) => days.get(day) ?? []))
  return (
    <>
      <div className="bands">
        <span />
        <div className="days week-names">
          {all.map((day, at) => (
            <div key={day} className={day === today ? 'now' : undefined}>
              <span>{weekday(at + 1)}</span>
              <DayHead
                day={day}
                month={date.slice(0, 7)}
                holidays={holidays.get(day)}
                canWrite={mayWrite && day >= today}
                reached={day === reached}
              />
            </div>
          ))}
        </div>
        {shown.map((part) => (
          <Fragment key={part.name}>
            <PartName part={part} />
            <div className="days week">
              {all.map((day) => (
                <Cell key={day} day={day} part={part} {...props} />
              ))}
            </div>
          </Fragment>
        ))}
      </div>
      {shown.length < parts.length && <p className="small quiet night-note">{t('calendar.nightFolded')}</p>}
    </>
  )
}

function PartName({ part }: { part: Part }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <div className="band-name">
      <b>{t(`calendar.part.${part.name}`)}</b>
      {sayHour(part.from, language)}
    </div>
  )
}

function Cell({
  day,
  part,
  span: _span,
  holidays: _h,
  reached: _r,
  ...props
}: GridProps & { day: string; part: Part }) {
  const { t } = useTranslation()
  const { days, today, date: _date, mayWrite, onDay, onWrite, ...shared } = props
  const { entries, more } = shownInPart(days.get(day) ?? [], part)
  const canWrite = mayWrite && day >= today
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the day's number is a link that does the same
    // biome-ignore lint/a11y/useKeyWithClickEvents: the same
    <div
      className={`day${day === today ? ' now' : ''}${day < today ? ' past' : ''}`}
      data-date={day}
      data-part={part.name}
      onClick={({ target }) => canWrite && onBareDay(target) && onWrite(`${day}T${part.from}`)}
    >
      {entries.map((entry) => (
        <EntryCard key={entry.id} entry={entry} mayWrite={mayWrite} {...shared} />
      ))}
      {more > 0 && (
        <button type="button" className="more" onClick={() => onDay(day)}>
          {t('calendar.more', { count: more })}
        </button>
      )}
    </div>
  )
}
