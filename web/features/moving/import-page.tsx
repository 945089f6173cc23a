import './moving.css'
import { Button, Progress } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ImportRun } from '../../../src/http/api.ts'
import { useSay } from '../../base/i18n.ts'
import { importQuery } from '../../base/queries.ts'
import { Page } from '../../ui/page.tsx'
import { ListShape, Notice, ProblemNotice } from '../../ui/parts.tsx'
import { ImportResult } from './import-result.tsx'
import { ImportTrial } from './import-trial.tsx'
import { useDecisions } from './use-decisions.ts'

/** One import, as it stands: read, tried, running, over. */
export function ImportPage() {
  const { t } = useTranslation()
  const { importId } = useParams({ from: '/writing/import/$importId' })
  const { data, error, refetch } = useQuery(importQuery(importId))
  return (
    <Page
      title={data?.site?.title || t('moving.page')}
      back={<Link to="/writing/import">{t('moving.page')}</Link>}
      {...(data && { lead: [data.label, data.name].filter(Boolean).join(' · ') })}
      width="full"
    >
      <div className="stack moving">
        <ProblemNotice error={error} onRetry={() => void refetch()} />
        {data ? <Standing run={data} /> : !error && <ListShape />}
      </div>
    </Page>
  )
}

function Standing({ run }: { run: ImportRun }) {
  if (run.state === 'ready') return <ImportTrial run={run} />
  if (run.state === 'done' || run.state === 'undone') return <ImportResult run={run} />
  if (run.state === 'failed') return <Failed run={run} />
  return <Working run={run} />
}

const steps = ['reading', 'converting', 'ready', 'running'] as const

/** The program works on it: how far, and that one may leave. */
function Working({ run }: { run: ImportRun }) {
  const { t } = useTranslation()
  const { decide, discard } = useDecisions(run)
  const { state, items, finished } = run
  const share = items > 0 && state !== 'reading' ? (100 * finished) / items : undefined
  const at = (steps as readonly string[]).indexOf(state)
  return (
    <section className="stack">
      <div className="stack tight" role="status">
        <h2>{t(`moving.now.${state}`)}</h2>
        <Progress.Root size="lg">
          <Progress.Section
            value={share ?? 100}
            aria-label={t(`moving.now.${state}`)}
            {...(share === undefined && { animated: true, striped: true })}
          />
        </Progress.Root>
        <p className="medium">
          {share === undefined ? t('moving.found', { count: finished }) : t('moving.of', { finished, count: items })}
        </p>
        <p className="quiet">{t('moving.mayLeave')}</p>
      </div>
      {at >= 0 && (
        <ol className="moving-steps">
          {steps.map((step, index) => (
            <li key={step} data-done={index < at} aria-current={index === at ? 'step' : undefined}>
              {t(`moving.step.${step}`)}
            </li>
          ))}
        </ol>
      )}
      <ProblemNotice error={decide.error ?? discard.error} />
      <div className="row">
        {state === 'running' && (
          <Button variant="default" loading={decide.isPending} onClick={() => decide.mutate({ what: 'undo' })}>
            {t('moving.stop')}
          </Button>
        )}
        {(state === 'reading' || state === 'converting') && (
          <Button variant="default" loading={discard.isPending} onClick={() => discard.mutate()}>
            {t('common.cancel')}
          </Button>
        )}
      </div>
    </section>
  )
}

function Failed({ run }: { run: ImportRun }) {
  const { t } = useTranslation()
  const say = useSay()
  const { decide, discard } = useDecisions(run)
  return (
    <section className="stack">
      <Notice tone="failed">{run.reason ? say(run.reason) : t('moving.now.failed')}</Notice>
      <ProblemNotice error={decide.error ?? discard.error} />
      <div className="row">
        {run.startedAt ? (
          <>
            <Button loading={decide.isPending} onClick={() => decide.mutate({ what: 'start' })}>
              {t('moving.goOn')}
            </Button>
            <Button variant="default" onClick={() => decide.mutate({ what: 'undo' })}>
              {t('moving.undo')}
            </Button>
          </>
        ) : (
          <>
            <Button component={Link} to="/writing/import">
              {t('moving.another')}
            </Button>
            <Button variant="default" loading={discard.isPending} onClick={() => discard.mutate()}>
              {t('moving.discard')}
            </Button>
          </>
        )}
      </div>
    </section>
  )
}
