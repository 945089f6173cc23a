import { Button } from '@mantine/core'
import { IconWorld } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { BroughtTheme, Design, LegalDrafts } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { useSay } from '../../base/i18n.ts'
import { designQuery, queryClient } from '../../base/queries.ts'
import { useMe } from '../../base/session.tsx'
import { inWorkspace } from '../../base/workspace.ts'
import { Page } from '../../ui/page.tsx'
import { ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'
import { BringTheme } from './bring-theme.tsx'
import './design.css'
import { DesignForm } from './design-form.tsx'
import { choiceOf, saveDesign } from './design-save.ts'
import { LookAtPages, OwnTheme, RemoveTheme } from './own-theme.tsx'
import { SettingsNav } from './settings-nav.tsx'

/** How the blog looks: its theme, menu, foot, and the pages that the law asks for. */
export function DesignPage() {
  const { t } = useTranslation()
  const { home, workspace } = useMe()
  const { data, error, refetch } = useQuery(designQuery)
  const see = workspace?.blog && (
    <Button
      component="a"
      href={`${home}/`}
      target="_blank"
      variant="default"
      leftSection={<IconWorld size={18} aria-hidden />}
    >
      {t('design.see')}
    </Button>
  )
  return (
    <Page title={t('shell.settings')}>
      <SettingsNav />
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {!data && !error && <ListShape />}
      {data && (
        <div className="stack design">
          <ThemeChoice design={data} action={see || undefined} />
          <BringTheme />
          <DesignForm key={JSON.stringify([data.menu, data.footer, data.icon, data.head])} design={data} />
          <LegalPages />
        </div>
      )}
    </Page>
  )
}

function ThemeChoice({ design, action }: { design: Design; action: ReactNode }) {
  const { t } = useTranslation()
  const choose = useMutation({
    mutationFn: (theme: string) => saveDesign({ ...choiceOf(design), theme }),
    onSuccess: (_, theme) => {
      const name = [...design.themes, ...design.brought].find(({ id }) => id === theme)?.name ?? ''
      toast(t('design.chosen', { name }), {
        undoLabel: t('common.undo'),
        undo: () => saveDesign({ ...choiceOf(design), theme: design.theme }),
      })
    },
  })
  const all: readonly Shown[] = [...design.themes, ...design.brought]
  return (
    <section className="stack" aria-labelledby="theme">
      <div className="row apart">
        <h2 id="theme">{t('design.theme')}</h2>
        {action}
      </div>
      <p className="quiet">{t('design.themeLead')}</p>
      <ProblemNotice error={choose.error} />
      <ul className="themes">
        {all.map((theme) => (
          <ThemeCard
            key={theme.id}
            theme={theme}
            design={design}
            choosing={choose.isPending ? choose.variables : undefined}
            onChoose={() => choose.mutate(theme.id)}
          />
        ))}
      </ul>
    </section>
  )
}

/** A theme among those that can be chosen; one that somebody brought says more of itself. */
type Shown = Design['themes'][number] & Partial<BroughtTheme>

function ThemeCard({
  theme,
  design,
  choosing,
  onChoose,
}: {
  theme: Shown
  design: Design
  choosing: string | undefined
  onChoose(): void
}) {
  const { t } = useTranslation()
  const say = useSay()
  const { id, name, about } = theme
  const brought = design.brought.find((one) => one.id === id)
  return (
    <li className={id === design.theme ? 'theme chosen' : 'theme'}>
      <ThemePreview id={id} />
      <div className="stack tight">
        <h3>{name}</h3>
        <p className="quiet medium">{say(about)}</p>
        {brought && <OwnTheme theme={brought} />}
      </div>
      <div className="theme-acts">
        {id === design.theme ? (
          <p className="strong medium now">{t('design.inUse')}</p>
        ) : (
          <Button
            variant="default"
            loading={choosing === id}
            disabled={choosing !== undefined}
            aria-label={t('design.useNamed', { name })}
            onClick={onChoose}
          >
            {t('design.use')}
          </Button>
        )}
        <div className="theme-bare">
          <LookAtPages id={id} name={name} />
          {brought && <RemoveTheme theme={brought} design={design} />}
        </div>
      </div>
    </li>
  )
}

/** The blog's own front page, small: to be looked at, and nothing in it to be reached. */
function ThemePreview({ id }: { id: string }) {
  return (
    <div className="theme-preview" aria-hidden inert>
      <iframe
        title={id}
        tabIndex={-1}
        loading="lazy"
        src={inWorkspace(`/api/design/preview?theme=${id}`)}
        sandbox="allow-same-origin"
      />
    </div>
  )
}

function LegalPages() {
  const { t } = useTranslation()
  const draft = useMutation({
    mutationFn: () => ask<LegalDrafts>('/api/design/legal', { method: 'POST' }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['articles'] }),
  })
  return (
    <section className="stack" aria-labelledby="legal">
      <h2 id="legal">{t('design.legal')}</h2>
      <p className="quiet">{t('design.legalLead')}</p>
      <div>
        <Button variant="default" loading={draft.isPending} onClick={() => draft.mutate()}>
          {t('design.legalDraft')}
        </Button>
      </div>
      <ProblemNotice error={draft.error} />
      <div role="status">
        {draft.data && (
          <ul className="plain stack tight">
            {draft.data.drafts.map(({ id, title, made }) => (
              <li key={id}>
                <Link to="/writing/$articleId" params={{ articleId: id }}>
                  {title}
                </Link>{' '}
                <span className="quiet">{t(made ? 'design.legalMade' : 'design.legalThere')}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}
