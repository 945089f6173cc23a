import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Today } from '../../../src/http/api.ts'
import { useTimes } from '../../base/session.tsx'
import { sayDay } from '../../base/times.ts'

const WIDTH = 360
const HEIGHT = 72

/** Twelve weeks as a picture: a bar for each article, a dot where a week stayed silent. */
function Picture({ weeks }: { weeks: Today['rhythm']['weeks'] }) {
  const step = WIDTH / Math.max(1, weeks.length)
  const most = Math.max(3, ...weeks.map(({ articles }) => articles))
  // A row of silent weeks needs no room for bars.
  const top = weeks.some(({ articles }) => articles > 0) ? 0 : HEIGHT - 24
  return (
    <svg viewBox={`0 ${top} ${WIDTH} ${HEIGHT - top}`} width="100%" style={{ maxWidth: 520 }} aria-hidden="true">
      <line x1="0" x2={WIDTH} y1={HEIGHT - 8} y2={HEIGHT - 8} stroke="var(--line)" />
      {weeks.map(({ from, articles }, index) => {
        const x = index * step + step / 2
        if (articles === 0) return <circle key={from} cx={x} cy={HEIGHT - 8} r="2.5" fill="var(--edge)" />
        const height = (articles / most) * (HEIGHT - 16)
        return (
          <rect key={from} x={x - 7} y={HEIGHT - 8 - height} width="14" height={height} rx="4" fill="var(--accent)" />
        )
      })}
    </svg>
  )
}

/** The rhythm of the blog: the picture, the sentence, and the numbers one press away. */
export function Rhythm({ rhythm }: { rhythm: Today['rhythm'] }) {
  const { t } = useTranslation()
  const times = useTimes()
  const [numbers, setNumbers] = useState(false)
  const kept = rhythm.weeks.filter(({ articles }) => articles > 0).length
  const last =
    rhythm.daysSince === null
      ? t('today.rhythmNever')
      : rhythm.daysSince === 0
        ? t('today.rhythmToday')
        : t('today.rhythmDays', { count: rhythm.daysSince })
  const next = rhythm.nextAt ? t('today.rhythmNext', { time: times.time(rhythm.nextAt) }) : t('today.rhythmNoNext')
  return (
    <section className="stack" style={{ gap: 10 }} aria-labelledby="rhythm">
      <h2 id="rhythm">{t('today.rhythm')}</h2>
      <p>
        {last} {next}
      </p>
      {numbers ? (
        <table className="small" style={{ borderCollapse: 'collapse', maxWidth: 420 }}>
          <caption className="hidden-but-read">{t('today.rhythm')}</caption>
          <thead>
            <tr>
              <th scope="col" style={{ textAlign: 'left', paddingRight: 24 }}>
                {t('today.week')}
              </th>
              <th scope="col">{t('today.articles')}</th>
            </tr>
          </thead>
          <tbody>
            {rhythm.weeks.map(({ from, articles }) => (
              <tr key={from}>
                <td>{sayDay(new Date(from), times)}</td>
                <td style={{ textAlign: 'right' }}>{articles}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <>
          <Picture weeks={rhythm.weeks} />
          <p className="small quiet">{t('today.rhythmWeeks', { kept, of: rhythm.weeks.length })}</p>
        </>
      )}
      <div>
        <Button size="xs" variant="subtle" aria-pressed={numbers} onClick={() => setNumbers(!numbers)}>
          {t('today.asTable')}
        </Button>
      </div>
    </section>
  )
}
