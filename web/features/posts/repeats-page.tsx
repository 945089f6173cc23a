import { Button } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Series } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { useSay } from '../../base/i18n.ts'
import { channelsQuery, refreshTopic, seriesQuery } from '../../base/queries.ts'
import { useMay, useTimes } from '../../base/session.tsx'
import { sayDay } from '../../base/times.ts'
import { sayRule } from '../../compose/repeat-rule.ts'
import { More } from '../../ui/more.tsx'
import { Page } from '../../ui/page.tsx'
import { Badge, Empty, Instant, ListShape, Notice, ProblemNotice, type Tone } from '../../ui/parts.tsx'
import { useWeekday } from '../../ui/weekday.ts'
import { VersionForm, Versions } from './repeat-versions.tsx'

const tones: Record<Series['state'], Tone> = { active: 'fine', paused: 'waiting', ended: 'plain' }

const unused = (series: Series) => series.variants.filter(({ usedAt }) => usedAt === null)

function Decide({ series, onWords }: { series: Series; onWords(): void }) {
  const { t } = useTranslation()
  const act = useMutation({
    mutationFn: (what: 'pause' | 'resume' | 'end') =>
      ask<Series>(`/api/series/${series.id}/${what}`, { method: 'POST' }),
    onSettled: () => refreshTopic('deliveries'),
  })
  if (series.state === 'ended' && series.waiting.length === 0) return null
  const button = (what: 'pause' | 'resume' | 'end') => (
    <Button size="xs" variant="subtle" loading={act.isPending} onClick={() => act.mutate(what)}>
      {t(`repeat.action.${what}`)}
    </Button>
  )
  return (
    <div className="stack tight">
      <div className="row tight">
        <Button size="xs" variant="default" onClick={onWords}>
          {t('repeat.addWording')}
        </Button>
        {series.state === 'active' && button('pause')}
        {series.state === 'paused' && button('resume')}
        {series.state !== 'ended' && button('end')}
      </div>
      <ProblemNotice error={act.error} />
    </div>
  )
}

function SeriesRow({ series }: { series: Series }) {
  const { t } = useTranslation()
  const may = useMay()
  const say = useSay()
  const times = useTimes()
  const dayName = useWeekday()
  const channels = useQuery(channelsQuery).data ?? []
  const [writing, setWriting] = useState(false)
  const left = unused(series)
  const shown = (left[0] ?? series.variants.at(-1))?.texts ?? []
  const names = shown.map(({ channelId }) => channels.find(({ id }) => id === channelId)?.networkLabel ?? '')
  const rule = sayRule(series.rule, t, dayName, (day) => sayDay(day, times))
  return (
    <li>
      <article className="item" aria-label={rule}>
        <div className="grow stack" style={{ gap: 8 }}>
          <p className="strong">{rule}</p>
          <p className="clip2">{shown[0]?.text}</p>
          <div className="row small quiet" style={{ gap: '4px 12px' }}>
            <Badge tone={tones[series.state]}>{t(`repeat.state.${series.state}`)}</Badge>
            <span>{names.join(', ')}</span>
            {series.next[0] && (
              <span>
                {t('repeat.next')} <Instant at={series.next[0]} />
              </span>
            )}
            <span>{t('repeat.wordsLeft', { count: left.length })}</span>
          </div>
          {series.waiting.map(({ at, reason }) => (
            <Notice key={at} tone="needs">
              <Instant at={at} />: {say(reason)}
            </Notice>
          ))}
          <Versions series={series} />
          {writing ? (
            <VersionForm series={series} at={series.variants.length} onDone={() => setWriting(false)} />
          ) : (
            may('send', series.by) && <Decide series={series} onWords={() => setWriting(true)} />
          )}
        </div>
      </article>
    </li>
  )
}

/** All posts that come again. */
export function RepeatsPage() {
  const { t } = useTranslation()
  const may = useMay()
  const series = useInfiniteQuery(seriesQuery)
  // Their names stand in each row: rows without them would move when they come.
  const channels = useQuery(channelsQuery)
  const waits = series.isPending || channels.isPending
  return (
    <Page
      title={t('repeat.page')}
      terms={['repeat', 'version']}
      lead={t('repeat.lead')}
      back={<Link to="/posts">{t('shell.posts')}</Link>}
    >
      <ProblemNotice error={series.error} onRetry={() => void series.refetch()} />
      {waits && <ListShape />}
      {series.data?.length === 0 && (
        <Empty
          type="↻"
          action={
            may('send') && (
              <Button component={Link} to="/posts/new">
                {t('posts.new')}
              </Button>
            )
          }
        >
          {t('repeat.empty')}
        </Empty>
      )}
      {!waits && series.data && series.data.length > 0 && (
        <ul className="list">
          {series.data.map((each) => (
            <SeriesRow key={each.id} series={each} />
          ))}
        </ul>
      )}
      <More list={series} />
    </Page>
  )
}
