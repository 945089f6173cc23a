import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createArticle, switchTo } from '../../base/actions.ts'
import { useLanguage } from '../../base/i18n.ts'
import { workspacesQuery } from '../../base/queries.ts'
import { settingUp, useMe } from '../../base/session.tsx'
import { BrandForm, firstKit } from '../../brand-kit/brand-form.tsx'
import { useTitle } from '../../ui/page.tsx'
import { ProblemNotice } from '../../ui/parts.tsx'
import { OwnerStep } from './owner-step.tsx'

function Step({
  at,
  title,
  lead,
  broad,
  children,
}: {
  at: number
  title: string
  lead: string
  broad?: boolean
  children: ReactNode
}) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  useTitle(title)
  useEffect(() => {
    if (at > 1) heading.current?.focus()
  }, [at])
  return (
    <div className="centre">
      <main className={broad ? 'broad' : undefined}>
        <div className="stack" style={{ gap: 28 }}>
          <header className="stack tight">
            <p className="small quiet">Percakapan · {t('setup.step', { at })}</p>
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
            <p className="quiet">{lead}</p>
          </header>
          {children}
        </div>
      </main>
    </div>
  )
}

/** Whoever made one workspace more may leave it for later: the others are where they were. */
function WayBack() {
  const { t } = useTranslation()
  const { workspace } = useMe()
  const other = useQuery(workspacesQuery).data?.workspaces.find(({ id }) => id !== workspace?.id)
  if (!other) return null
  return (
    <div>
      <Button variant="default" onClick={() => void switchTo(other.id)}>
        {t('setup.later', { name: other.name })}
      </Button>
    </div>
  )
}

function BrandStep({ onDone }: { onDone(): void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { workspace } = useMe()
  // The first one bears its owner's name until then; another was named when it was made.
  const [start] = useState(() => ({ ...firstKit(language), name: workspace?.first ? '' : (workspace?.name ?? '') }))
  return <BrandForm start={start} submit={t('setup.brandNext')} onSaved={onDone} aside={<WayBack />} />
}

function FirstStep() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const write = useMutation({
    mutationFn: () => createArticle(),
    onSuccess: async (article) => {
      await navigate({ to: '/writing/$articleId', params: { articleId: article.id } })
      settingUp.set(false)
    },
  })
  return (
    <div className="stack">
      <ProblemNotice error={write.error} />
      <div className="row">
        <Button loading={write.isPending} onClick={() => write.mutate()}>
          {t('setup.firstWrite')}
        </Button>
        <Button
          variant="subtle"
          onClick={() => {
            void navigate({ to: '/' })
            settingUp.set(false)
          }}
        >
          {t('setup.firstLook')}
        </Button>
      </div>
    </div>
  )
}

/** The first run: the owner, the brand, then the way to the first article. */
export function Setup() {
  const { t } = useTranslation()
  const me = useMe()
  const [done, setDone] = useState(false)
  if (!me.user) {
    return (
      <Step at={1} title={t('setup.title')} lead={t('setup.ownerLead')}>
        <OwnerStep />
      </Step>
    )
  }
  if (!done) {
    return (
      <Step at={2} title={t('setup.brandTitle')} lead={t('setup.brandLead')} broad>
        <BrandStep
          onDone={() => {
            settingUp.set(true)
            setDone(true)
          }}
        />
      </Step>
    )
  }
  return (
    <Step
      at={3}
      title={me.workspace?.first ? t('setup.firstTitle') : t('setup.nextTitle')}
      lead={t(me.workspace?.first ? 'setup.firstLead' : 'setup.nextLead', { name: me.workspace?.name ?? '' })}
    >
      <FirstStep />
    </Step>
  )
}
