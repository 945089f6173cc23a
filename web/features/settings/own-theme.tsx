import { Button, SegmentedControl } from '@mantine/core'
import { IconEye, IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BroughtTheme, Design } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { designQuery, queryClient } from '../../base/queries.ts'
import { inWorkspace } from '../../base/workspace.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'
import { FindingLine, ThemeFindings } from './bring-theme.tsx'
import { choiceOf, saveDesign } from './design-save.ts'

/** What is said of a theme that somebody brought, and what can be done with it beside using it. */
export function OwnTheme({ theme }: { theme: BroughtTheme }) {
  const { t } = useTranslation()
  const { version, author, licence, trouble, findings } = theme
  return (
    <>
      <p className="small quiet">{t('design.by', { version, author, licence })}</p>
      {trouble && (
        <Notice tone="needs">
          <p>{t('design.trouble')}</p>
          <ul className="theme-findings">
            <FindingLine finding={trouble} />
          </ul>
        </Notice>
      )}
      {findings.length > 0 && (
        <details className="small">
          <summary>{t('design.lackingCount', { count: findings.length })}</summary>
          <ThemeFindings findings={findings} title={t('design.lacking')} />
        </details>
      )}
    </>
  )
}

/** Takes a theme away; a way back stays for a while. */
export function RemoveTheme({ theme: { id, name }, design }: { theme: BroughtTheme; design: Design }) {
  const { t } = useTranslation()
  const set = (saved: Design) => queryClient.setQueryData(designQuery.queryKey, saved)
  const remove = useMutation({
    mutationFn: () => ask<Design>(`/api/themes/${id}`, { method: 'DELETE' }),
    onSuccess: (saved) => {
      set(saved)
      const undo = async () => {
        set(await ask<Design>(`/api/themes/${id}/restore`, { method: 'POST' }))
        if (design.theme === id) await saveDesign(choiceOf(design))
      }
      toast(t('design.removed', { name }), { undoLabel: t('common.undo'), undo })
    },
  })
  return (
    <>
      <Button
        variant="subtle"
        leftSection={<IconTrash size={18} aria-hidden />}
        loading={remove.isPending}
        aria-label={t('design.removeNamed', { name })}
        onClick={() => remove.mutate()}
      >
        {t('design.remove')}
      </Button>
      <ProblemNotice error={remove.error} />
    </>
  )
}

const pages = ['home', 'article', 'archive', 'search', 'lost'] as const

/** The way to a theme's pages, which are one's own pages as it draws them. */
export function LookAtPages({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        variant="subtle"
        leftSection={<IconEye size={18} aria-hidden />}
        aria-label={t('design.lookNamed', { name })}
        onClick={() => setOpen(true)}
      >
        {t('design.look')}
      </Button>
      {open && <Pages id={id} name={name} onClose={() => setOpen(false)} />}
    </>
  )
}

function Pages({ id, name, onClose }: { id: string; name: string; onClose(): void }) {
  const { t } = useTranslation()
  const [page, setPage] = useState<string>('home')
  const data = pages.map((value) => ({ value, label: t(`design.page.${value}`) }))
  return (
    <Dialog size="xl" onClose={onClose} title={t('design.lookNamed', { name })}>
      <div className="stack">
        <div className="theme-pages">
          <SegmentedControl aria-label={t('design.pageChoice')} value={page} onChange={setPage} data={data} />
        </div>
        <iframe
          className="theme-frame"
          title={`${name}: ${t(`design.page.${page}`)}`}
          src={inWorkspace(`/api/design/preview?theme=${id}&page=${page}`)}
          sandbox="allow-same-origin"
        />
      </div>
    </Dialog>
  )
}
