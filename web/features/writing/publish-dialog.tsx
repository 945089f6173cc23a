import { Button, Radio } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Article, ArticleFindings, ArticlePublished, Channel } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { nameOfBlog, useHomeChannels } from '../../base/home-channels.ts'
import { useSay } from '../../base/i18n.ts'
import { refreshTopic } from '../../base/queries.ts'
import { useTimes } from '../../base/session.tsx'
import { useStore } from '../../base/store.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'
import { pickedInstant, tomorrowAtNine, WhenPicker } from '../../ui/when-picker.tsx'
import type { Saver } from './saver.ts'
import { WhereChoice } from './where-choice.tsx'

/** What the checks say of the words as they are written now. */
function useFindings(id: string, saver: Saver) {
  return useQuery({
    queryKey: ['articles', id, 'findings'],
    queryFn: async ({ signal }) => {
      await saver.flush()
      return ask<ArticleFindings>(`/api/articles/${id}/findings`, { signal })
    },
    staleTime: 0,
    retry: false,
  })
}

/** Nothing where they have nothing to say, or can't be asked. */
function ArticleNotes({ findings }: ArticleFindings) {
  const { t } = useTranslation()
  const say = useSay()
  const most = 5
  if (findings.length === 0) return null
  return (
    <Notice tone="needs">
      <ul className="plain stack" style={{ gap: 6 }}>
        {findings.slice(0, most).map((one) => (
          <li key={`${one.check} ${one.start} ${say(one.message)}`}>{say(one.message)}</li>
        ))}
        {findings.length > most && <li>{t('writing.moreFindings', { count: findings.length - most })}</li>}
      </ul>
    </Notice>
  )
}

/** On which blogs: instead of the built-in one, or besides it. */
function useWhere(article: Article) {
  const { blogs, pending } = useHomeChannels()
  const [instead, setInstead] = useState(article.homeChannelId ?? '')
  const [besides, setBesides] = useState<string[]>([])
  return {
    pending,
    choice: { blogs, instead, besides, onInstead: setInstead, onBesides: setBesides },
    /** Nothing where there is nothing to choose from. */
    homes: blogs.length ? { homes: { instead: instead || null, besides: instead ? [] : besides } } : {},
  }
}

interface PublishProps {
  article: Article
  saver: Saver
  onSaved(article: Article): void
  onClose(): void
}

/** Publishes what is typed, then leads to the teasers; says where a blog did not take it. */
function usePublish({ article, saver, onSaved, onClose }: PublishProps, blogs: readonly Channel[]) {
  const { t } = useTranslation()
  const say = useSay()
  const times = useTimes()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: async (body: { at?: string } & ReturnType<typeof useWhere>['homes']) => {
      await saver.flush()
      return ask<ArticlePublished>(`/api/articles/${article.id}/publish`, { method: 'POST', body })
    },
    onSuccess: async (published) => {
      onSaved(published)
      void refreshTopic('articles')
      onClose()
      for (const { channelId, problem } of published.homes)
        if (problem) toast(`${nameOfBlog(blogs, channelId)}: ${say(problem)}`)
      if (published.state === 'published') {
        toast(t('writing.publishedNow', { title: published.title }))
        await navigate({ to: '/writing/$articleId/teasers', params: { articleId: article.id } })
      } else if (published.publishAt) toast(t('writing.publishedLater', { time: times.time(published.publishAt) }))
    },
  })
}

function NowOrLater({ value, onChange }: { value: string; onChange(when: string): void }) {
  const { t } = useTranslation()
  return (
    <Radio.Group label={t('writing.publishWhen')} value={value} onChange={onChange}>
      <div className="stack" style={{ gap: 12, marginTop: 8 }}>
        <Radio value="now" label={t('writing.publishNow')} />
        <Radio value="later" label={t('writing.publishLater')} />
      </div>
    </Radio.Group>
  )
}

/** Publishes now, or at a time on the person's own clock; then leads to the teasers. */
export function PublishDialog(props: PublishProps) {
  const { article, saver, onClose } = props
  const { t } = useTranslation()
  const times = useTimes()
  const [when, setWhen] = useState('now')
  const [local, setLocal] = useState(() => tomorrowAtNine(times.timeZone))
  const { title } = useStore(saver.fields)
  const { choice, homes, pending } = useWhere(article)
  const publish = usePublish(props, choice.blogs)
  const found = useFindings(article.id, saver)
  const at = when === 'later' ? pickedInstant(local, times.timeZone) : undefined
  const untitled = title.trim() === ''
  // What is not known yet would push the button away from under the finger.
  const ready = !pending && !found.isPending && !untitled && (when === 'now' || at !== undefined)
  return (
    <Dialog onClose={onClose} title={t('writing.publishTitle')}>
      <form
        className="stack"
        style={{ gap: 20 }}
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) publish.mutate({ ...(at && { at }), ...homes })
        }}
      >
        <p className="reading strong">{title || t('writing.untitled')}</p>
        <p className="small quiet">{article.permalink}</p>
        <ArticleNotes findings={found.data?.findings ?? []} />
        {untitled && <Notice tone="needs">{t('writing.publishUntitled')}</Notice>}
        <NowOrLater value={when} onChange={setWhen} />
        {choice.blogs.length > 0 && <WhereChoice {...choice} />}
        {when === 'later' && <WhenPicker value={local} onChange={setLocal} />}
        <ProblemNotice error={publish.error} />
        <div className="row">
          <Button type="submit" disabled={!ready} loading={publish.isPending}>
            {at ? t('writing.publishAt', { time: times.time(at) }) : t('writing.publishNow')}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
