import { Button, SegmentedControl } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportItem, ImportRun } from '../../../src/http/api.ts'
import { useLanguage, useSay } from '../../base/i18n.ts'
import { importItemsQuery, importOutcomeQuery } from '../../base/queries.ts'
import { inWorkspace } from '../../base/workspace.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { More } from '../../ui/more.tsx'
import { Badge, Instant, ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { itemTones } from './states.ts'
import { useDecisions } from './use-decisions.ts'

const views = ['look', 'imported', 'updated', 'skipped'] as const
type View = (typeof views)[number]

/** An import that is over: opens on what is worth a look. */
export function ImportResult({ run }: { run: ImportRun }) {
  const { t } = useTranslation()
  const [view, setView] = useState<View>('look')
  const { data: outcome = {} } = useQuery(importOutcomeQuery(run.id))
  const language = useLanguage()
  const told = (['imported', 'updated', 'same', 'edited', 'skipped'] as const)
    .filter((state) => (outcome[state] ?? 0) > 0)
    .map((state) => t(`moving.told.${state}`, { count: outcome[state] ?? 0 }))
  return (
    <section className="stack">
      <div className="row apart moving-head">
        <div className="stack tight">
          <h2>{t(run.state === 'done' ? 'moving.here' : 'moving.undone')}</h2>
          <p>{told.join(', ')}</p>
        </div>
        {run.state === 'done' && <WaysOn run={run} />}
      </div>
      <div className="row apart">
        <SegmentedControl
          value={view}
          onChange={(value) => setView(value as View)}
          data={views.map((value) => ({ value, label: t(`moving.view.${value}`) }))}
        />
        <Button
          component="a"
          variant="subtle"
          size="sm"
          href={inWorkspace(`/api/imports/${run.id}/items.csv?language=${language}`)}
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          CSV
        </Button>
      </div>
      <Items run={run} view={view} />
      {run.state === 'done' && run.undoUntil && (
        <p className="small quiet">
          {t('moving.undoAbout')} <Instant at={run.undoUntil} />
        </p>
      )}
    </section>
  )
}

function WaysOn({ run }: { run: ImportRun }) {
  const { t } = useTranslation()
  const { decide } = useDecisions(run)
  const [asked, setAsked] = useState(false)
  return (
    <div className="row">
      <Button variant="subtle" onClick={() => setAsked(true)}>
        {t('moving.undo')}
      </Button>
      <Button component="a" href="/" target="_blank" rel="noopener">
        {t('moving.see')}
      </Button>
      {asked && (
        <Dialog title={t('moving.undo')} onClose={() => setAsked(false)}>
          <div className="stack">
            <p>{t('moving.undoAsk')}</p>
            <ProblemNotice error={decide.error} />
            <div className="row end">
              <Button variant="default" onClick={() => setAsked(false)}>
                {t('common.cancel')}
              </Button>
              <Button color="red" loading={decide.isPending} onClick={() => decide.mutate({ what: 'undo' })}>
                {t('moving.undo')}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </div>
  )
}

function Items({ run, view }: { run: ImportRun; view: View }) {
  const { t } = useTranslation()
  const list = useInfiniteQuery(importItemsQuery(run.id, view))
  const { data, error, refetch } = list
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <ListShape />
  if (data.length === 0) return <p className="quiet">{t(`moving.none.${view}`)}</p>
  return (
    <>
      <ul className="moving-items">
        {data.map((item) => (
          <Item key={item.n} item={item} />
        ))}
      </ul>
      <More list={list} />
    </>
  )
}

function Item({ item }: { item: ImportItem }) {
  const { t } = useTranslation()
  const say = useSay()
  const words = item.reason ? [item.reason, ...item.losses] : item.losses
  const title = item.title || t('writing.untitled')
  return (
    <li>
      <Badge tone={itemTones[item.state]}>{t(`moving.outcome.${item.state}`)}</Badge>
      <span className="moving-item-title">
        {item.articleId ? (
          <Link to="/writing/$articleId" params={{ articleId: item.articleId }}>
            {title}
          </Link>
        ) : (
          title
        )}
      </span>
      <span className="small quiet">{words.map(say).join(' · ')}</span>
    </li>
  )
}
