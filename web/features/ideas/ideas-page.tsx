import { Button } from '@mantine/core'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Idea } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { ideasQuery, refreshTopic } from '../../base/queries.ts'
import { useMay } from '../../base/session.tsx'
import { More } from '../../ui/more.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Instant, ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'
import { CatchField } from './catch-field.tsx'

/** What can be done with an idea; *done* can be taken back. */
function useIdea({ id }: Idea) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const setDone = (done: boolean) => ask<Idea>(`/api/ideas/${id}`, { method: 'PATCH', body: { done } })
  const finish = useMutation({
    mutationFn: () => setDone(true),
    onSuccess: async () => {
      toast(t('ideas.finished'), {
        undoLabel: t('common.undo'),
        undo: async () => {
          await setDone(false)
          await refreshTopic('ideas')
        },
      })
      await refreshTopic('ideas')
    },
  })
  const write = useMutation({
    mutationFn: () => ask<Idea>(`/api/ideas/${id}/write`, { method: 'POST' }),
    onSuccess: async ({ articleId }) => {
      await refreshTopic('ideas')
      if (articleId) await navigate({ to: '/writing/$articleId', params: { articleId } })
    },
  })
  return { finish, write }
}

function IdeaRow({ idea }: { idea: Idea }) {
  const { t } = useTranslation()
  const may = useMay()
  const { finish, write } = useIdea(idea)
  return (
    <li className="item">
      <div className="grow stack" style={{ gap: 6 }}>
        <p style={{ overflowWrap: 'anywhere' }}>{idea.text}</p>
        <p className="row small quiet" style={{ gap: '4px 12px' }}>
          <Instant at={idea.createdAt} />
          {idea.by && <span>{idea.by}</span>}
          <span>{t(idea.source === 'shell' ? 'ideas.source.shell' : 'ideas.source.typed')}</span>
        </p>
        {may('write') && (
          <div className="row tight">
            <Button size="xs" variant="default" loading={write.isPending} onClick={() => write.mutate()}>
              {t('ideas.write')}
            </Button>
            <Button size="xs" variant="subtle" loading={finish.isPending} onClick={() => finish.mutate()}>
              {t('ideas.finish')}
            </Button>
          </div>
        )}
        <ProblemNotice error={write.error ?? finish.error} />
      </div>
    </li>
  )
}

/** What somebody would write about, newest first. */
export function IdeasPage() {
  const { t } = useTranslation()
  const may = useMay()
  const ideas = useInfiniteQuery(ideasQuery)
  return (
    <Page title={t('ideas.title')} lead={t('ideas.lead')} back={<Link to="/writing">{t('shell.writing')}</Link>}>
      <div className="stack">
        {may('write') && <CatchField />}
        <ProblemNotice error={ideas.error} onRetry={() => void ideas.refetch()} />
        {ideas.isPending && <ListShape />}
        {ideas.data?.length === 0 && <Empty type="…">{t('ideas.none')}</Empty>}
        {ideas.data && ideas.data.length > 0 && (
          <ul className="list">
            {ideas.data.map((idea) => (
              <IdeaRow key={idea.id} idea={idea} />
            ))}
          </ul>
        )}
        <More list={ideas} />
      </div>
    </Page>
  )
}
