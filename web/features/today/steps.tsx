import { Button, UnstyledButton } from '@mantine/core'
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Today } from '../../../src/http/api.ts'
import { useMay } from '../../base/session.tsx'
import { useWrite } from '../../base/use-write.ts'

interface Step {
  done: boolean
  label: string
  /** Where it is done, and was done; nothing: an article is begun. */
  to: string | undefined
  needs: string
}

function useSteps({ steps, brand }: Today): Step[] {
  const { t } = useTranslation()
  const { draftId, articleId } = steps
  const missing = brand.missing.map((part) => t(`today.brandDial.part.${part}`)).join(', ')
  return [
    {
      done: steps.brand,
      label: steps.brand ? t('today.steps.brand') : t('today.steps.brandMissing', { parts: missing }),
      to: '/brand',
      needs: 'brand',
    },
    {
      done: steps.article,
      label: t('today.steps.article'),
      to: steps.article ? '/writing' : undefined,
      needs: 'write',
    },
    {
      done: steps.published,
      label: t('today.steps.published'),
      to: !steps.published && draftId ? `/writing/${draftId}` : '/writing',
      needs: 'publish',
    },
    {
      done: steps.channel,
      label: t('today.steps.channel'),
      to: steps.channel ? '/settings/channels' : '/settings/channels/new',
      needs: 'manage',
    },
    {
      done: steps.teaser,
      label: t('today.steps.teaser'),
      to: steps.teaser
        ? '/posts'
        : articleId
          ? `/writing/${articleId}/teasers`
          : draftId
            ? `/writing/${draftId}`
            : '/posts/new',
      needs: 'send',
    },
  ]
}

/** The newcomer's way: shown until all of it is done; each step leads to where it is done. */
export function Steps({ today }: { today: Today }) {
  const { t } = useTranslation()
  const may = useMay()
  const write = useWrite()
  const all = useSteps(today)
  const next = all.find(({ done }) => !done)
  // Somebody else's to do, then.
  if (!next || !may(next.needs)) return null
  return (
    <section className="box stack" style={{ gap: 12 }} aria-labelledby="steps">
      <h2 id="steps">{t('today.steps.title')}</h2>
      <ol className="plain row steps">
        {all.map((step) => (
          <li key={step.label}>
            <OneStep step={step} next={step === next} onWrite={() => write.mutate()} />
          </li>
        ))}
      </ol>
      <div>
        {next.to ? (
          <Button variant="default" component={Link} to={next.to}>
            {next.label}
          </Button>
        ) : (
          <Button variant="default" loading={write.isPending} onClick={() => write.mutate()}>
            {next.label}
          </Button>
        )}
      </div>
    </section>
  )
}

function OneStep({ step, next, onWrite }: { step: Step; next: boolean; onWrite(): void }) {
  const { t } = useTranslation()
  const may = useMay()
  const { done, label, to, needs } = step
  const words = (
    <>
      {done ? (
        <IconCircleCheckFilled size={20} color="var(--fine)" aria-hidden />
      ) : (
        <IconCircle size={20} color="var(--edge)" aria-hidden />
      )}
      <span className={done ? 'quiet' : next ? 'strong' : undefined}>
        {label}
        {done && <span className="hidden-but-read"> ({t('today.steps.done')})</span>}
      </span>
    </>
  )
  if (!may(needs)) return <span className="step">{words}</span>
  if (to === undefined) {
    return (
      <UnstyledButton className="step" onClick={onWrite}>
        {words}
      </UnstyledButton>
    )
  }
  return (
    <Link className="step" to={to}>
      {words}
    </Link>
  )
}
