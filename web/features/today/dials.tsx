import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Today } from '../../../src/http/api.ts'
import { useSay } from '../../base/i18n.ts'
import { useMay, useNow, useTimes } from '../../base/session.tsx'
import { sayDate, sayDay } from '../../base/times.ts'
import { useSpan } from '../../base/use-span.ts'
import { Dial } from './dial.tsx'

/** A bar for each week: full where an article came, a line where none did. */
function Weeks({ weeks }: { weeks: Today['rhythm']['weeks'] }) {
  return (
    <span className="weeks" aria-hidden="true">
      {weeks.map(({ from, articles }) => (
        <i key={from} className={articles > 0 ? undefined : 'none'} />
      ))}
    </span>
  )
}

/** The blog: in how many of the last twelve weeks an article came, and where the next gap is. */
function Home({ rhythm, promise, gap: near }: Pick<Today, 'rhythm' | 'promise' | 'gap'>) {
  const { t } = useTranslation()
  const times = useTimes()
  const now = useNow()
  const { weeks, hollowAt, nextAt, lastPublishedAt } = rhythm
  const kept = weeks.filter(({ articles }) => articles > 0).length
  const thisWeek = hollowAt !== null && new Date(hollowAt) <= now
  const gap = hollowAt
    ? t('today.home.hollow', { day: sayDay(new Date(hollowAt), { ...times, now }) })
    : t('today.home.noHollow')
  if (lastPublishedAt === null) {
    return (
      <Dial
        to="/writing"
        title={t('today.home.title')}
        measured={undefined}
        needs={false}
        short={t('today.home.startShort')}
      >
        {t('today.home.start')}
      </Dial>
    )
  }
  if (promise) return <Promised promise={promise} rhythm={rhythm} near={near !== null} />
  return (
    <Dial
      to={thisWeek ? '/writing' : '/posts/calendar'}
      title={t('today.home.title')}
      measured={{ value: kept, of: weeks.length, figure: String(kept), unit: t('today.of', { count: weeks.length }) }}
      needs={thisWeek}
      short={thisWeek ? t('today.home.hollowShort') : t('today.home.keptShort')}
    >
      {nextAt && t('today.home.next', { time: times.time(nextAt) })} {thisWeek ? t('today.home.hollowNow') : gap}
      <Weeks weeks={weeks} />
    </Dial>
  )
}

/** The blog that promises something: how it was kept this year, and the next open day. */
function Promised({
  promise,
  rhythm,
  near,
}: {
  promise: NonNullable<Today['promise']>
  rhythm: Today['rhythm']
  near: boolean
}) {
  const { t } = useTranslation()
  const say = useSay()
  const times = useTimes()
  const { words, kept, due, gapDue } = promise
  const gap = gapDue && t('today.gap', { day: sayDate(gapDue, times) })
  return (
    <Dial
      to="/writing/schedule"
      title={t('today.home.title')}
      measured={
        due > 0 ? { value: kept, of: due, figure: String(kept), unit: t('today.of', { count: due }) } : undefined
      }
      needs={near}
      short={(near && gap) || t('today.home.keptShort')}
    >
      {say(words)}. {gap}
      <Weeks weeks={rhythm.weeks} />
    </Dial>
  )
}

/** What the brand dial says, at length and where there is little room. */
function useBrandWords({ missing, profiles, differing }: Today['brand']): { words: string; short: string } {
  const { t } = useTranslation()
  const parts = missing.map((part) => t(`today.brandDial.part.${part}`)).join(', ')
  const [first, ...more] = differing
  const lack = first?.lacks[0]
  const lacking = parts && t('today.brandDial.missing', { parts })
  const differs =
    first && lack
      ? [
          t(`today.brandDial.lacks.${lack}`, { name: `${first.networkLabel} (${first.handle || first.name})` }),
          more.length > 0 ? t('today.brandDial.more', { count: more.length }) : '',
        ].join(' ')
      : ''
  if (parts || differs) {
    return {
      words: [lacking, differs].filter(Boolean).join(' '),
      short: parts
        ? t('today.brandDial.missingShort', { parts })
        : t('today.brandDial.differsShort', { count: differing.length }),
    }
  }
  return profiles > 0
    ? { words: t('today.brandDial.alike'), short: t('today.brandDial.alikeShort') }
    : { words: t('today.brandDial.start'), short: t('today.brandDial.startShort') }
}

/** Who is speaking: what the kit lacks and which profile does not show it, counted together. */
function Brand({ brand }: { brand: Today['brand'] }) {
  const { t } = useTranslation()
  const { missing, profiles, differing, kept, of } = brand
  const { words, short } = useBrandWords(brand)
  const begun = profiles > 0 || missing.length < of
  return (
    <Dial
      to={missing.length + differing.length === 0 && profiles === 0 ? '/settings/channels' : '/brand'}
      title={t('shell.brand')}
      measured={begun ? { value: kept, of, figure: String(kept), unit: t('today.of', { count: of }) } : undefined}
      needs={missing.length > 0 || differing.length > 0}
      short={short}
    >
      {words}
    </Dial>
  )
}

/** What the conversation dial measures: the promise, where one was made; else how much was answered at all. */
function useTalk({ toAnswer, answered, usualSeconds, said, promise }: Today['talk']) {
  const { t } = useTranslation()
  const span = useSpan()
  const value = promise ? promise.kept : answered
  const of = promise ? promise.due : toAnswer
  const time = promise && t(`today.talk.within.${promise.unit}`, { count: promise.amount })
  const promised =
    promise &&
    (promise.due > 0
      ? t('today.talk.promised', { kept: promise.kept, count: promise.due, time })
      : t('today.talk.promisedYet', { time }))
  const words = [
    promised ?? t('today.talk.answered', { count: toAnswer, answered }),
    usualSeconds !== null && t('today.talk.usual', { time: span(usualSeconds) }),
    said.answers + said.posts > 0 && t('today.talk.said', { answers: said.answers, posts: said.posts }),
  ]
  return { value, of, broken: value < of && promise !== null, promised, words: words.filter(Boolean).join(' ') }
}

/** Whether people are answered, how fast, and how much of what we say is answers. */
function Talk({ talk, waiting }: { talk: Today['talk']; waiting: number }) {
  const { t } = useTranslation()
  const { value, of, broken, promised, words } = useTalk(talk)
  const nobody = talk.toAnswer === 0
  const figure = String(Math.round((100 * value) / Math.max(1, of)))
  return (
    <Dial
      to="/conversations"
      title={t('today.talk.title')}
      measured={of === 0 ? undefined : { value, of, figure, unit: t('today.percent') }}
      needs={!nobody && (waiting > 0 || broken)}
      short={nobody ? t('today.talk.startShort') : t('today.talk.short', { count: waiting })}
    >
      {nobody ? (promised ?? t('today.talk.start')) : words}
    </Dial>
  )
}

/** The three measures of the mission, each with the way to what mends it. What was never measured has no figure. */
export function Dials({ today }: { today: Today }) {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <div>
      <section className="dials" aria-label={t('today.dials')}>
        <Home rhythm={today.rhythm} promise={today.promise} gap={today.gap} />
        <Brand brand={today.brand} />
        <Talk talk={today.talk} waiting={today.waitingCount} />
      </section>
      {!today.talk.promise && may('plan') && (
        <p className="small dials-more">
          <Link to="/settings" hash="answer-promise">
            {t('today.talk.promise')}
          </Link>
        </p>
      )}
    </div>
  )
}
