import { Button, Switch } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportItem, ImportRun } from '../../../src/http/api.ts'
import { useLanguage, useSay } from '../../base/i18n.ts'
import { importSamplesQuery } from '../../base/queries.ts'
import { inWorkspace } from '../../base/workspace.ts'
import { ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { useDecisions } from './use-decisions.ts'

const counted = [
  'articles',
  'pages',
  'notes',
  'drafts',
  'scheduled',
  'comments',
  'authors',
  'tags',
  'pictures',
] as const

/** What would come, and what would be lost; nothing is in the blog yet. */
export function ImportTrial({ run }: { run: ImportRun }) {
  const { t } = useTranslation()
  const { decide, discard } = useDecisions(run)
  return (
    <>
      <Counts run={run} />
      <Samples run={run} />
      <Losses run={run} />
      <Labels run={run} />
      <ProblemNotice error={decide.error ?? discard.error} />
      <div className="moving-foot">
        <p className="grow">
          <b>{t('moving.nothingYet')}</b> <span className="quiet">{t('moving.canUndo')}</span>
        </p>
        <Button variant="subtle" loading={discard.isPending} onClick={() => discard.mutate()}>
          {t('common.cancel')}
        </Button>
        <Button loading={decide.isPending} onClick={() => decide.mutate({ what: 'start' })}>
          {t('moving.start')}
        </Button>
      </div>
    </>
  )
}

function Counts({ run: { counts, losses } }: { run: ImportRun }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const number = (n: number) => n.toLocaleString(language === 'id' ? 'id-ID' : 'en-GB')
  if (!counts) return null
  return (
    <dl className="moving-counts">
      {counted.map(
        (what) =>
          counts[what] > 0 && (
            <div key={what}>
              <dt>{t(`moving.count.${what}`, { count: counts[what] })}</dt>
              <dd>{number(counts[what])}</dd>
            </div>
          ),
      )}
      <div className="moving-lost">
        <dt>{t('moving.count.lost', { count: losses.length + (counts.skipped > 0 ? 1 : 0) })}</dt>
        <dd>{number(losses.length + (counts.skipped > 0 ? 1 : 0))}</dd>
      </div>
    </dl>
  )
}

/** The ten that lose most, each as it was beside what it will be. */
function Samples({ run }: { run: ImportRun }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(importSamplesQuery(run.id))
  const [chosen, setChosen] = useState<number>()
  const sample = data?.find(({ n }) => n === chosen) ?? data?.[0]
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <ListShape />
  return (
    <section className="moving-samples" aria-labelledby="samples">
      <div>
        <h2 id="samples">
          {t('moving.samples', { count: data.length })} <span className="small quiet">{t('moving.hardest')}</span>
        </h2>
        <ul className="moving-sample-list">
          {data.map((one) => (
            <li key={one.n}>
              <button type="button" aria-pressed={one.n === sample?.n} onClick={() => setChosen(one.n)}>
                <span className="clip">{one.title || t('writing.untitled')}</span>
                {one.losses.length > 0 && (
                  <span className="moving-loss-count">
                    {one.losses.length}
                    <span className="hidden-but-read">{t('moving.lossesOf', { count: one.losses.length })}</span>
                  </span>
                )}
              </button>
            </li>
          ))}
        </ul>
      </div>
      {sample && <Sides run={run} sample={sample} />}
    </section>
  )
}

function Sides({ run, sample }: { run: ImportRun; sample: ImportItem }) {
  const { t } = useTranslation()
  const say = useSay()
  const frame = (side: 'before' | 'after', name: string) => (
    <figure>
      <figcaption className="small quiet">
        {name}
        {side === 'before' && run.label && ` · ${run.label}`}
      </figcaption>
      <iframe
        title={`${name}: ${sample.title}`}
        // Nothing runs in it; it may load the blog’s typefaces.
        sandbox="allow-same-origin"
        src={inWorkspace(`/api/imports/${run.id}/samples/${sample.n}/${side}`)}
      />
    </figure>
  )
  return (
    <div className="moving-sides">
      {frame('before', t('moving.before'))}
      {frame('after', t('moving.after'))}
      {sample.losses.length > 0 && (
        <div className="moving-wont">
          <b>{t('moving.wont', { count: sample.losses.length })}</b>
          <ul>
            {sample.losses.map((words) => (
              <li key={words.en}>{say(words)}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

function Losses({ run }: { run: ImportRun }) {
  const { t } = useTranslation()
  const say = useSay()
  const { decide } = useDecisions(run)
  const { counts, losses, options } = run
  return (
    <section className="stack tight" aria-labelledby="losses">
      <h2 id="losses">{t('moving.lossesAll', { count: run.items })}</h2>
      {losses.length === 0 && counts?.skipped === 0 && <p className="quiet">{t('moving.noLosses')}</p>}
      <ul className="moving-losses">
        {losses.map(({ words, items }) => (
          <li key={words.en}>
            <span className="grow">{say(words)}</span>
            <span className="small quiet">{t('moving.inArticles', { count: items })}</span>
          </li>
        ))}
        {counts !== null && counts.skipped > 0 && (
          <li>
            <span className="grow">{t('moving.leftOut')}</span>
            <span className="small quiet">{t('moving.things', { count: counts.skipped })}</span>
          </li>
        )}
        {counts !== null && counts.comments > 0 && (
          <li>
            <span className="grow">{t(options.emails ? 'moving.emailsIn' : 'moving.emailsOut')}</span>
            <Switch
              checked={options.emails}
              disabled={decide.isPending}
              label={t('moving.emails')}
              onChange={() => {
                const { site, timeZone } = options
                decide.mutate({ what: 'again', body: { timeZone, emails: !options.emails, ...(site && { site }) } })
              }}
            />
          </li>
        )}
      </ul>
      <ProblemNotice error={decide.error} />
    </section>
  )
}

/** Which labels are new, and which would stand beside one that people take for the same. */
function Labels({ run: { tags } }: { run: ImportRun }) {
  const { t } = useTranslation()
  if (!tags || tags.fresh + tags.known === 0) return null
  const more = tags.fresh - tags.names.length
  return (
    <section className="stack tight" aria-labelledby="labels">
      <h2 id="labels">{t('moving.labels.title')}</h2>
      <p>
        {t('moving.labels.fresh', { count: tags.fresh })}
        {tags.known > 0 && <span className="quiet"> · {t('moving.labels.known', { count: tags.known })}</span>}
      </p>
      {tags.alike.length > 0 && (
        <ul className="moving-losses">
          {tags.alike.map(({ comes, other, here }) => (
            <li key={comes}>
              <IconAlertTriangle size={16} aria-hidden className="moving-warns" />
              <span className="grow">
                {t(here ? 'moving.labels.likeHere' : 'moving.labels.likeOther', { comes, other })}
              </span>
              <span className="small quiet">{t('moving.labels.two')}</span>
            </li>
          ))}
        </ul>
      )}
      {tags.names.length > 0 && (
        <details>
          <summary>{t('moving.labels.names', { count: tags.fresh })}</summary>
          <ul className="moving-labels">
            {tags.names.map((name) => (
              <li key={name}>{name}</li>
            ))}
            {more > 0 && <li className="quiet">{t('moving.labels.more', { count: more })}</li>}
          </ul>
        </details>
      )}
    </section>
  )
}
