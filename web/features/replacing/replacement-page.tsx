import './replacing.css'
import { Button, Progress, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplacementItem, ReplacementNow } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { useLanguage, useSay } from '../../base/i18n.ts'
import { queryClient, refreshTopic } from '../../base/queries.ts'
import { useTimes } from '../../base/session.tsx'
import { Page } from '../../ui/page.tsx'
import { ListShape, Notice, ProblemNotice } from '../../ui/parts.tsx'
import { Rows } from '../../ui/rows.tsx'
import { replacementItemsQuery, replacementQuery } from './queries.ts'

/** One replacement, as it stands: tried, running, over. */
export function ReplacementPage() {
  const { t } = useTranslation()
  const { replacementId } = useParams({ from: '/writing/replace/$replacementId' })
  const { data, error, refetch } = useQuery(replacementQuery(replacementId))
  const pair = data && {
    find: data.search.find,
    replace: data.search.replace || t('replacing.nothing'),
  }
  return (
    <Page
      title={pair ? t('replacing.pair', pair) : t('replacing.page')}
      back={<Link to="/writing/replace">{t('replacing.page')}</Link>}
    >
      <div className="stack">
        <ProblemNotice error={error} onRetry={() => void refetch()} />
        {data ? <Standing run={data} /> : !error && <ListShape />}
      </div>
    </Page>
  )
}

function Standing({ run }: { run: ReplacementNow }) {
  if (run.state === 'ready') return <Trial run={run} />
  if (run.state === 'done' || run.state === 'undone') return <Result run={run} />
  if (run.state === 'failed') return <Failed run={run} />
  return <Working run={run} />
}

/** What a person can decide of it. */
function useDecisions({ id }: ReplacementNow) {
  const navigate = useNavigate()
  const decide = useMutation({
    mutationFn: (what: 'start' | 'undo') => ask<ReplacementNow>(`/api/replacements/${id}/${what}`, { method: 'POST' }),
    onSuccess: (run) => {
      queryClient.setQueryData(replacementQuery(id).queryKey, run)
      void refreshTopic('replacements')
    },
  })
  const discard = useMutation({
    mutationFn: () => ask(`/api/replacements/${id}`, { method: 'DELETE' }),
    onSuccess: async () => {
      await navigate({ to: '/writing/replace' })
      void refreshTopic('replacements')
    },
  })
  return { decide, discard }
}

function Counts({ counts }: { counts: readonly (readonly [label: string, n: number])[] }) {
  const language = useLanguage()
  return (
    <dl className="replacing-counts">
      {counts.map(([label, n]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{n.toLocaleString(language === 'id' ? 'id-ID' : 'en-GB')}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What would change, on its real places; nothing is saved yet. */
function Trial({ run }: { run: ReplacementNow }) {
  const { t } = useTranslation()
  const { decide, discard } = useDecisions(run)
  const failed = run.outcomes.failed ?? 0
  const found = run.articles - failed
  return (
    <>
      <Counts
        counts={[
          [t('replacing.count.articles', { count: found }), found],
          [t('replacing.count.places', { count: run.places }), run.places],
          ...(failed ? ([[t('replacing.count.failed', { count: failed }), failed]] as const) : []),
        ]}
      />
      {run.articles === 0 ? <p className="quiet">{t('replacing.none')}</p> : <Articles run={run} outcome="" />}
      <ProblemNotice error={decide.error ?? discard.error} />
      <div className="replacing-foot">
        <p className="grow">
          <b>{t('replacing.nothingYet')}</b> {found > 0 && <span className="quiet">{t('replacing.canUndo')}</span>}
        </p>
        <Button variant="subtle" loading={discard.isPending} onClick={() => discard.mutate()}>
          {found > 0 ? t('common.cancel') : t('replacing.other')}
        </Button>
        {found > 0 && (
          <Button loading={decide.isPending} onClick={() => decide.mutate('start')}>
            {t('replacing.start', { count: found })}
          </Button>
        )}
      </div>
    </>
  )
}

/** The program works on it: how far, and that one may leave. */
function Working({ run }: { run: ReplacementNow }) {
  const { t } = useTranslation()
  const { decide, discard } = useDecisions(run)
  const { state, articles, finished } = run
  const now = t(`replacing.now.${state}`)
  const share = state === 'trying' || articles === 0 ? undefined : (100 * finished) / articles
  return (
    <section className="stack">
      <div className="stack tight" role="status">
        <h2>{now}</h2>
        <Progress.Root size="lg">
          <Progress.Section
            value={share ?? 100}
            aria-label={now}
            {...(share === undefined && { animated: true, striped: true })}
          />
        </Progress.Root>
        <p className="medium">
          {share === undefined
            ? t('replacing.found', { count: articles })
            : t('replacing.of', { finished, count: articles })}
        </p>
        <p className="quiet">{t('replacing.mayLeave')}</p>
      </div>
      <ProblemNotice error={decide.error ?? discard.error} />
      <div>
        {state === 'running' && (
          <Button variant="default" loading={decide.isPending} onClick={() => decide.mutate('undo')}>
            {t('replacing.stop')}
          </Button>
        )}
        {state === 'trying' && (
          <Button variant="default" loading={discard.isPending} onClick={() => discard.mutate()}>
            {t('common.cancel')}
          </Button>
        )}
      </div>
    </section>
  )
}

const worst = ['failed', 'left', 'changed', 'restored', 'same'] as const

/** What became of it: what needs a person first. */
function Result({ run }: { run: ReplacementNow }) {
  const { t } = useTranslation()
  const times = useTimes()
  const { decide } = useDecisions(run)
  const there = worst.filter((outcome) => run.outcomes[outcome])
  const [shown, setShown] = useState<string | undefined>()
  const outcome = shown ?? there[0] ?? ''
  return (
    <>
      <Counts
        counts={there.map((one) => [
          t(`replacing.outcome.${one}`, { count: run.outcomes[one] }),
          run.outcomes[one] ?? 0,
        ])}
      />
      {there.length > 1 && (
        <SegmentedControl
          style={{ alignSelf: 'start' }}
          aria-label={t('replacing.show')}
          value={outcome}
          onChange={setShown}
          data={there.map((value) => ({ value, label: t(`replacing.tab.${value}`) }))}
        />
      )}
      <Articles run={run} outcome={outcome} />
      <ProblemNotice error={decide.error} />
      {run.state === 'done' && (
        <div className="replacing-foot">
          <p className="grow quiet">{t('replacing.undoUntil', { time: times.time(run.undoUntil) })}</p>
          <Button variant="default" loading={decide.isPending} onClick={() => decide.mutate('undo')}>
            {t('replacing.undo')}
          </Button>
        </div>
      )}
    </>
  )
}

function Failed({ run }: { run: ReplacementNow }) {
  const { t } = useTranslation()
  const say = useSay()
  const { decide, discard } = useDecisions(run)
  const changed = run.outcomes.changed ?? 0
  return (
    <section className="stack">
      <Notice tone="failed">{run.reason ? say(run.reason) : t('replacing.state.failed')}</Notice>
      <ProblemNotice error={decide.error ?? discard.error} />
      <div>
        {changed > 0 ? (
          <Button loading={decide.isPending} onClick={() => decide.mutate('undo')}>
            {t('replacing.undo')}
          </Button>
        ) : (
          <Button loading={discard.isPending} onClick={() => discard.mutate()}>
            {t('replacing.other')}
          </Button>
        )}
      </div>
    </section>
  )
}

function Articles({ run, outcome }: { run: ReplacementNow; outcome: string }) {
  const { t } = useTranslation()
  const list = useInfiniteQuery(replacementItemsQuery(run.id, outcome))
  return (
    <div className="replacing-list">
      <Rows
        list={list}
        none={<p className="quiet">{t('replacing.none')}</p>}
        row={(item) => <Item key={item.articleId} item={item} replace={run.search.replace} />}
      />
    </div>
  )
}

function Item({ item, replace }: { item: ReplacementItem; replace: string }) {
  const { t } = useTranslation()
  const say = useSay()
  const { articleId, title, places, samples, reason } = item
  return (
    <li className="replacing-item">
      <Link to="/writing/$articleId" params={{ articleId }} className="replacing-title">
        {title || t('writing.untitled')}
      </Link>{' '}
      {places > 0 && <span className="small quiet">{t('replacing.count.placesOf', { count: places })}</span>}
      {reason && <p className="small">{say(reason)}</p>}
      {samples.map(({ part, before, match, after, becomes = replace }) => (
        <p key={`${part} ${before}${match}${after}`} className="medium">
          {part !== 'text' && <span className="small quiet">{t(`replacing.part.${part}`)}: </span>}
          {before}
          <del>
            <span className="hidden-but-read">{t('revisions.removed')} </span>
            {match}
          </del>
          {becomes && (
            <ins>
              <span className="hidden-but-read">{t('revisions.added')} </span>
              {becomes}
            </ins>
          )}
          {after}
        </p>
      ))}
      {places > samples.length && samples.length > 0 && (
        <p className="small quiet">{t('replacing.morePlaces', { count: places - samples.length })}</p>
      )}
    </li>
  )
}
