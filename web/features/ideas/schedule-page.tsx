import './schedule.css'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Cadence, Idea, ReadyDraft } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { cadenceQuery, ideasQuery, readyDraftsQuery, refreshTopic } from '../../base/queries.ts'
import { useMay, useTimes } from '../../base/session.tsx'
import { sayDate } from '../../base/times.ts'
import { useWrite } from '../../base/use-write.ts'
import { More } from '../../ui/more.tsx'
import { Page } from '../../ui/page.tsx'
import { Instant, ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'
import { pickedInstant } from '../../ui/when-picker.tsx'
import { CatchField } from './catch-field.tsx'
import { PromiseSection } from './promise.tsx'
import { YearChart } from './year-chart.tsx'

const ideasShown = 5

/** The next open day, with the draft that could fill it. */
function GapBox({ cadence, draft }: { cadence: Cadence; draft: ReadyDraft | undefined }) {
  const { t } = useTranslation()
  const times = useTimes()
  const may = useMay()
  if (!cadence.promise) return null
  if (!cadence.gap) return <p className="quiet">{t('cadence.noGap')}</p>
  // The hour that is promised, or else nine, on the blog's own clock.
  const due = pickedInstant(`${cadence.gap.due}T${cadence.promise.promised?.at ?? '09:00'}`, cadence.timeZone)
  const [lack] = draft?.lacks ?? []
  const lacks = lack ? `, ${t(`cadence.lacks.${lack}`)}` : ''
  return (
    <section className="gap-box">
      <IconAlertTriangle size={20} aria-hidden />
      <p className="grow">
        <b>{t('cadence.gap', { day: sayDate(cadence.gap.due, times) })}</b>{' '}
        {draft ? t('cadence.nearest', { title: draft.title, lacks }) : t('cadence.nobody')}
      </p>
      {draft && may('write') && (
        <Button
          size="sm"
          variant="default"
          renderRoot={(props) => (
            <Link
              to="/writing/$articleId"
              params={{ articleId: draft.id }}
              search={due ? { at: due } : {}}
              {...props}
            />
          )}
        >
          {t('cadence.useDraft')}
        </Button>
      )}
    </section>
  )
}

function DraftRow({ draft }: { draft: ReadyDraft }) {
  const { t } = useTranslation()
  const may = useMay()
  const [lack] = draft.lacks
  return (
    <li className="item ready-draft">
      <div>
        <p className="ready-draft-title">{draft.title || t('cadence.untitled')}</p>
        <div className="ready-steps" role="img" aria-label={t('cadence.steps', { count: draft.ready })}>
          {Array.from({ length: 5 }, (_, step) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: five steps, always the same
            <i key={step} data-done={step < draft.ready || undefined} />
          ))}
        </div>
        <p className="row small quiet" style={{ gap: '4px 12px' }}>
          <span>{t('cadence.words', { count: draft.words })}</span>
          {lack && <span>{t(`cadence.lacks.${lack}`)}</span>}
        </p>
      </div>
      {may('write') && (
        <Button size="sm" variant="default" component={Link} to={`/writing/${draft.id}`}>
          {t('cadence.continue')}
        </Button>
      )}
    </li>
  )
}

function Drafts() {
  const { t } = useTranslation()
  const list = useInfiniteQuery(readyDraftsQuery)
  return (
    <section className="stack" style={{ gap: 8 }} aria-labelledby="schedule-drafts">
      <h2 id="schedule-drafts">{t('cadence.drafts')}</h2>
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && <ListShape />}
      {list.data?.length === 0 && <p className="quiet">{t('cadence.noDrafts')}</p>}
      {list.data && list.data.length > 0 && (
        <ul className="list">
          {list.data.map((draft) => (
            <DraftRow key={draft.id} draft={draft} />
          ))}
        </ul>
      )}
      <More list={list} />
      <p className="small quiet">{t('cadence.fiveSteps')}</p>
    </section>
  )
}

function ShortIdea({ idea }: { idea: Idea }) {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const write = useMutation({
    mutationFn: () => ask<Idea>(`/api/ideas/${idea.id}/write`, { method: 'POST' }),
    onSuccess: async ({ articleId }) => {
      await refreshTopic('ideas')
      if (articleId) await navigate({ to: '/writing/$articleId', params: { articleId } })
    },
  })
  return (
    <li className="item">
      <div className="grow">
        <p className="medium" style={{ overflowWrap: 'anywhere' }}>
          {idea.text}
        </p>
        <p className="small quiet">
          <Instant at={idea.createdAt} />
        </p>
        <ProblemNotice error={write.error} />
      </div>
      {may('write') && (
        <Button size="xs" variant="subtle" loading={write.isPending} onClick={() => write.mutate()}>
          {t('ideas.write')}
        </Button>
      )}
    </li>
  )
}

function Ideas() {
  const { t } = useTranslation()
  const may = useMay()
  const ideas = useInfiniteQuery(ideasQuery())
  return (
    <section className="stack" style={{ gap: 8 }} aria-labelledby="schedule-ideas">
      <div className="row apart">
        <h2 id="schedule-ideas">{t('ideas.title')}</h2>
        <Link className="small" to="/writing/ideas">
          {t('cadence.allIdeas')}
        </Link>
      </div>
      {may('write') && <CatchField />}
      <ProblemNotice error={ideas.error} onRetry={() => void ideas.refetch()} />
      <ul className="list">
        {ideas.data?.slice(0, ideasShown).map((idea) => (
          <ShortIdea key={idea.id} idea={idea} />
        ))}
      </ul>
    </section>
  )
}

/** Breaks that are running or to come, each with its way back. */
function Breaks({ cadence: { breaks, today } }: { cadence: Cadence }) {
  const { t } = useTranslation()
  const may = useMay()
  const times = useTimes()
  const end = useMutation({
    mutationFn: ({ id }: Cadence['breaks'][number]) => ask(`/api/cadence/breaks/${id}`, { method: 'DELETE' }),
    onSuccess: async (_answer, { first, last }) => {
      const again = { first: first < today ? today : first, last }
      toast(t('cadence.breakOver'), {
        undoLabel: t('common.undo'),
        undo: async () => {
          await ask('/api/cadence/breaks', { method: 'POST', body: again })
          await refreshTopic('cadence')
        },
      })
      await refreshTopic('cadence')
    },
  })
  if (!breaks.length) return null
  return (
    <section className="stack" style={{ gap: 8 }} aria-labelledby="schedule-breaks">
      <h2 id="schedule-breaks">{t('cadence.breaks')}</h2>
      <ul className="list">
        {breaks.map((one) => (
          <li className="item" key={one.id}>
            <span className="grow">
              {t('cadence.breakOf', { first: sayDate(one.first, times), last: sayDate(one.last, times) })}
            </span>
            {may('plan') && (
              <Button size="xs" variant="subtle" loading={end.isPending} onClick={() => end.mutate(one)}>
                {t(one.first < today ? 'cadence.endNow' : 'cadence.callOff')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ProblemNotice error={end.error} />
    </section>
  )
}

/** The blog's promise, its year, the next gap, and what could fill it. */
export function SchedulePage() {
  const { t } = useTranslation()
  const may = useMay()
  const write = useWrite()
  const [year, setYear] = useState<number>()
  const cadence = useQuery(cadenceQuery(year))
  const drafts = useInfiniteQuery(readyDraftsQuery)
  const button = may('write') && (
    <Button loading={write.isPending} onClick={() => write.mutate()} leftSection={<IconPlus size={18} aria-hidden />}>
      {t('writing.new')}
    </Button>
  )
  return (
    <Page title={t('cadence.page')} actions={button} back={<Link to="/writing">{t('shell.writing')}</Link>}>
      <div className="stack" style={{ gap: 20 }}>
        <ProblemNotice error={write.error} />
        <ProblemNotice error={cadence.error} onRetry={() => void cadence.refetch()} />
        {cadence.isPending && <ListShape />}
        {cadence.data && (
          <>
            <PromiseSection cadence={cadence.data} />
            {(cadence.data.promise || cadence.data.periods.some(({ state }) => state !== 'none')) && (
              <YearChart cadence={cadence.data} onYear={setYear} />
            )}
            <GapBox cadence={cadence.data} draft={drafts.data?.[0]} />
            <Breaks cadence={cadence.data} />
          </>
        )}
        <div className="schedule-columns">
          <Drafts />
          <Ideas />
        </div>
      </div>
    </Page>
  )
}
