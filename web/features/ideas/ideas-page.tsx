import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Idea } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { ideasQuery, refreshTopic } from '../../base/queries.ts'
import { useMay } from '../../base/session.tsx'
import { ForeignLink } from '../../ui/foreign-link.tsx'
import { More } from '../../ui/more.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Instant, ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'
import { CatchField } from './catch-field.tsx'

/** Asks, tells the lists, and offers the way back. */
function useAct(idea: Idea) {
  const { t } = useTranslation()
  const change = (body: object) => ask<Idea>(`/api/ideas/${idea.id}`, { method: 'PATCH', body })
  const told = async (words: string, back: () => Promise<unknown>) => {
    toast(words, {
      undoLabel: t('common.undo'),
      undo: async () => {
        await back()
        await refreshTopic('ideas')
      },
    })
    await refreshTopic('ideas')
  }
  const finish = useMutation({
    mutationFn: () => change({ done: true }),
    onSuccess: () => told(t('ideas.finished'), () => change({ done: false })),
  })
  const reopen = useMutation({ mutationFn: () => change({ done: false }), onSuccess: () => refreshTopic('ideas') })
  const remove = useMutation({
    mutationFn: () => ask(`/api/ideas/${idea.id}`, { method: 'DELETE' }),
    onSuccess: () => told(t('ideas.removed'), () => ask(`/api/ideas/${idea.id}/restore`, { method: 'POST' })),
  })
  return { finish, reopen, remove }
}

/** Begins the draft that an idea becomes, and opens it. */
function useBegin({ id }: Idea) {
  const navigate = useNavigate()
  return useMutation({
    mutationFn: () => ask<Idea>(`/api/ideas/${id}/write`, { method: 'POST' }),
    onSuccess: async ({ articleId }) => {
      await refreshTopic('ideas')
      if (articleId) await navigate({ to: '/writing/$articleId', params: { articleId } })
    },
  })
}

/** The idea's words, changed in its place: Enter saves, Escape leaves them as they were. */
function EditField({ idea, onDone }: { idea: Idea; onDone(): void }) {
  const { t } = useTranslation()
  const [text, setText] = useState(idea.text)
  const saved = useMutation({
    mutationFn: () => ask<Idea>(`/api/ideas/${idea.id}`, { method: 'PATCH', body: { text: text.trim() } }),
    onSuccess: async () => {
      await refreshTopic('ideas')
      onDone()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim()) saved.mutate()
  }
  return (
    <form className="stack tight" onSubmit={submit}>
      <TextInput
        aria-label={t('ideas.editing')}
        data-autofocus
        autoFocus
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone()
        }}
      />
      <div className="row tight">
        <Button size="xs" type="submit" loading={saved.isPending}>
          {t('ideas.save')}
        </Button>
        <Button size="xs" variant="subtle" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
      <ProblemNotice error={saved.error} />
    </form>
  )
}

function IdeaActs({ idea, onEdit }: { idea: Idea; onEdit(): void }) {
  const { t } = useTranslation()
  const { finish, reopen, remove } = useAct(idea)
  const write = useBegin(idea)
  const done = idea.doneAt !== null
  return (
    <>
      <div className="row tight">
        {done ? (
          <>
            {idea.articleId && (
              <Button size="xs" variant="default" component={Link} to={`/writing/${idea.articleId}`}>
                {t('ideas.draft')}
              </Button>
            )}
            <Button size="xs" variant="subtle" loading={reopen.isPending} onClick={() => reopen.mutate()}>
              {t('ideas.reopen')}
            </Button>
          </>
        ) : (
          <>
            <Button size="xs" variant="default" loading={write.isPending} onClick={() => write.mutate()}>
              {t('ideas.write')}
            </Button>
            <Button size="xs" variant="subtle" loading={finish.isPending} onClick={() => finish.mutate()}>
              {t('ideas.finish')}
            </Button>
            <Button size="xs" variant="subtle" onClick={onEdit}>
              {t('ideas.edit')}
            </Button>
          </>
        )}
        <Button size="xs" variant="subtle" loading={remove.isPending} onClick={() => remove.mutate()}>
          {t('ideas.remove')}
        </Button>
      </div>
      <ProblemNotice error={write.error ?? finish.error ?? reopen.error ?? remove.error} />
    </>
  )
}

function IdeaRow({ idea }: { idea: Idea }) {
  const { t } = useTranslation()
  const may = useMay()
  const [editing, setEditing] = useState(false)
  return (
    <li className="item">
      <div className="grow stack" style={{ gap: 6 }}>
        {editing ? (
          <EditField idea={idea} onDone={() => setEditing(false)} />
        ) : (
          <p style={{ overflowWrap: 'anywhere' }}>{idea.text}</p>
        )}
        <p className="row small quiet" style={{ gap: '4px 12px' }}>
          <Instant at={idea.createdAt} />
          {idea.by && <span>{idea.by}</span>}
          {idea.source !== 'typed' && <span>{t(`ideas.source.${idea.source}`)}</span>}
        </p>
        {idea.from && (
          <p className="small">
            <ForeignLink href={idea.from.url} words={idea.from.title} />
          </p>
        )}
        {may('write') && !editing && <IdeaActs idea={idea} onEdit={() => setEditing(true)} />}
      </div>
    </li>
  )
}

/** What somebody would write about, newest first; and what is done. */
export function IdeasPage() {
  const { t } = useTranslation()
  const may = useMay()
  const [done, setDone] = useState(false)
  const ideas = useInfiniteQuery(ideasQuery(done))
  return (
    <Page title={t('ideas.title')} lead={t('ideas.lead')} back={<Link to="/writing">{t('shell.writing')}</Link>}>
      <div className="stack">
        {may('write') && <CatchField />}
        <SegmentedControl
          style={{ alignSelf: 'start' }}
          value={done ? 'done' : 'open'}
          onChange={(value) => setDone(value === 'done')}
          data={[
            { value: 'open', label: t('ideas.open') },
            { value: 'done', label: t('ideas.doneOnes') },
          ]}
        />
        <ProblemNotice error={ideas.error} onRetry={() => void ideas.refetch()} />
        {ideas.isPending && <ListShape />}
        {ideas.data?.length === 0 && <Empty type="…">{t(done ? 'ideas.noneDone' : 'ideas.none')}</Empty>}
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
