import { Button } from '@mantine/core'
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Today } from '../../../src/http/api.ts'
import { useMay } from '../../base/session.tsx'
import { useWrite } from '../../base/use-write.ts'

/** The newcomer's way: shown until all of it is done. */
export function Steps({ steps }: { steps: Today['steps'] }) {
  const { t } = useTranslation()
  const may = useMay()
  const write = useWrite()
  const all = [
    { done: steps.brand, label: t('today.steps.brand'), to: '/brand', needs: 'brand' },
    { done: steps.article, label: t('today.steps.article'), to: '', needs: 'write' },
    { done: steps.published, label: t('today.steps.published'), to: '/writing', needs: 'publish' },
    { done: steps.channel, label: t('today.steps.channel'), to: '/settings/channels/new', needs: 'manage' },
    { done: steps.teaser, label: t('today.steps.teaser'), to: '/writing', needs: 'send' },
  ]
  const next = all.find(({ done }) => !done)
  // Somebody else's to do, then.
  if (!next || !may(next.needs)) return null
  return (
    <section className="box stack" style={{ gap: 12 }} aria-labelledby="steps">
      <h2 id="steps">{t('today.steps.title')}</h2>
      <ol className="plain row steps">
        {all.map(({ done, label }) => (
          <li key={label} className="row still">
            {done ? (
              <IconCircleCheckFilled size={20} color="var(--fine)" aria-hidden />
            ) : (
              <IconCircle size={20} color="var(--edge)" aria-hidden />
            )}
            <span className={done ? 'quiet' : label === next.label ? 'strong' : undefined}>
              {label}
              {done && <span className="hidden-but-read"> ({t('today.steps.done')})</span>}
            </span>
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
