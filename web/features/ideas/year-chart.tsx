import { ActionIcon, Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Cadence, CadencePeriod } from '../../../src/http/api.ts'
import { useLanguage } from '../../base/i18n.ts'
import { useTimes } from '../../base/session.tsx'
import { sayDate } from '../../base/times.ts'

const states = ['kept', 'missed', 'break', 'planned', 'open'] as const
const missedNamed = 6

/** The month that a period is drawn in, from 0: of a week, that of its Thursday. */
function monthOf({ from, unit }: CadencePeriod): number {
  const day = new Date(`${from}T00:00:00Z`)
  if (unit === 'week') day.setUTCDate(day.getUTCDate() + 3)
  return day.getUTCMonth()
}

/** What a mark says: which days, and how they stand. */
function useMarkWords(): (period: CadencePeriod) => string {
  const { t } = useTranslation()
  const times = useTimes()
  return ({ from, unit, state, published, planned }) => {
    const articles = published + planned
    const counted = articles > 0 ? t('cadence.articles', { count: articles }) : ''
    const said = state === 'kept' ? counted : [t(`cadence.state.${state}`), counted].filter(Boolean).join(', ')
    return t(`cadence.mark.${unit}`, { day: sayDate(from, times), state: said })
  }
}

/** The chart as a sentence. */
function useYearWords(): (cadence: Cadence) => string {
  const { t } = useTranslation()
  const times = useTimes()
  return ({ summary, unit, periods }) => {
    const missed = periods.filter(({ state }) => state === 'missed').map(({ from }) => sayDate(from, times))
    const named = missed.slice(0, missedNamed).join(', ') + (missed.length > missedNamed ? ' …' : '')
    const kept = t('cadence.keptPlain', {
      kept: summary.kept,
      count: summary.due,
      unit: t(`cadence.units.${unit}`, { count: summary.due }),
    })
    return missed.length ? `${kept} ${t('cadence.missedOnes', { days: named })}` : kept
  }
}

function csvOf(periods: readonly CadencePeriod[]): string {
  const lines = periods.map(({ from, to, state, promised, published, planned }) =>
    [from, to, state, promised, published, planned].join(','),
  )
  return `data:text/csv;charset=utf-8,${encodeURIComponent(['from,to,state,promised,published,planned', ...lines, ''].join('\r\n'))}`
}

/** The year's marks, by month; arrow keys go from one to the next and say what it is. */
export function YearChart({ cadence, onYear }: { cadence: Cadence; onYear(year: number): void }) {
  const { t } = useTranslation()
  const words = useMarkWords()
  const sentence = useYearWords()(cadence)
  const { periods, year, firstYear, today } = cadence
  const [at, setAt] = useState<number>()
  const chosen = at === undefined ? undefined : periods[at]
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const start = periods.findIndex(({ to }) => to >= today)
    setAt((now) => Math.max(0, Math.min(periods.length - 1, now === undefined ? Math.max(0, start) : now + step)))
  }
  return (
    <section className="stack" style={{ gap: 8 }} aria-labelledby="schedule-year">
      <div className="row apart">
        <h2 id="schedule-year">{year}</h2>
        <div className="row tight">
          <ActionIcon
            variant="subtle"
            aria-label={t('cadence.before')}
            disabled={year <= firstYear}
            onClick={() => onYear(year - 1)}
          >
            <IconChevronLeft size={18} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            aria-label={t('cadence.after')}
            disabled={year > Number(today.slice(0, 4))}
            onClick={() => onYear(year + 1)}
          >
            <IconChevronRight size={18} aria-hidden />
          </ActionIcon>
          <Button size="xs" variant="subtle" component="a" href={csvOf(periods)} download={`${year}.csv`}>
            {t('cadence.csv')}
          </Button>
        </div>
      </div>
      {/* biome-ignore-start lint/a11y: arrow keys read it mark by mark; it is no group of fields */}
      <div role="group" aria-label={sentence} tabIndex={0} onKeyDown={onKey} onBlur={() => setAt(undefined)}>
        <Months cadence={cadence} chosen={chosen} words={words} />
      </div>
      {/* biome-ignore-end lint/a11y: up to here */}
      <Key />
      <p className="small quiet year-said" aria-live="polite">
        {chosen ? words(chosen) : ''}
      </p>
    </section>
  )
}

function Months({
  cadence: { periods, gap, today, year },
  chosen,
  words,
}: {
  cadence: Cadence
  chosen: CadencePeriod | undefined
  words(period: CadencePeriod): string
}) {
  const language = useLanguage()
  const name = new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', { month: 'short', timeZone: 'UTC' })
  const now = today.slice(0, 4) === String(year) ? Number(today.slice(5, 7)) - 1 : -1
  return (
    <ul className="year">
      {Array.from({ length: 12 }, (_, month) => {
        const own = periods.filter((period) => monthOf(period) === month)
        const label = name.format(new Date(Date.UTC(2024, month, 1)))
        return (
          <li key={label} className="year-month" data-now={month === now || undefined}>
            <span>{label}</span>
            <ul className="year-marks" data-unit={own[0]?.unit ?? 'week'}>
              {own.map((period) => (
                <li
                  key={period.from}
                  className="mark"
                  data-state={period.state}
                  data-more={(period.state === 'kept' && period.published > period.promised) || undefined}
                  data-gap={period.from === gap?.from || undefined}
                  data-at={period === chosen || undefined}
                  title={words(period)}
                >
                  <span className="hidden-but-read">{words(period)}</span>
                </li>
              ))}
            </ul>
          </li>
        )
      })}
    </ul>
  )
}

function Key() {
  const { t } = useTranslation()
  return (
    <div className="year-key">
      {states.map((state) => (
        <span key={state}>
          <i className="mark" data-state={state} data-gap={state === 'open' || undefined} aria-hidden="true" />
          {t(`cadence.key.${state}`)}
        </span>
      ))}
    </div>
  )
}
