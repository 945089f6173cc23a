import './editor.css'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Article } from '../../../src/http/api.ts'
import { ask, asProblem } from '../../base/api.ts'
import { useSay } from '../../base/i18n.ts'
import { readKept } from '../../base/kept.ts'
import { articleQuery, queryClient, refreshTopic } from '../../base/queries.ts'
import { useMay } from '../../base/session.tsx'
import { useStore } from '../../base/store.ts'
import { useTitle } from '../../ui/page.tsx'
import { ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'
import { ArticleBar } from './article-bar.tsx'
import { useKindWords } from './article-kind.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import { DetailsDrawer } from './details-drawer.tsx'
import { PreviewDialog } from './preview-dialog.tsx'
import { PublishDialog } from './publish/publish-dialog.tsx'
import { ReadOnly } from './read-only.tsx'
import { Saver } from './saver.ts'
import { Writing } from './writing.tsx'

/** Keeps what was saved where the lists and this page read it, without asking for it again. */
function remember(article: Article): void {
  queryClient.setQueryData(articleQuery(article.id).queryKey, article)
  void queryClient.invalidateQueries({ queryKey: ['articles', 'list'] })
}

/** A saver that lives as long as the page shows this article. */
function useSaver(article: Article): Saver | undefined {
  const [saver, setSaver] = useState<Saver>()
  const { id } = article
  // biome-ignore lint/correctness/useExhaustiveDependencies: later versions come out of this saver itself
  useEffect(() => {
    const made = new Saver(article, remember)
    setSaver(made)
    return () => made.close()
  }, [id])
  return saver
}

// Seldom opened: each comes when it is asked for.
const RevisionsDrawer = lazy(() => import('./history/revisions-drawer.tsx'))
const FoundDrawer = lazy(() => import('./found-drawer.tsx'))
const PreviewLinksDialog = lazy(() => import('./preview-links.tsx'))

type Opened = 'preview' | 'details' | 'revisions' | 'publish' | 'links' | 'found' | undefined

function EditableArticle({ article }: { article: Article }) {
  const { t } = useTranslation()
  const say = useSay()
  const navigate = useNavigate()
  const saver = useSaver(article)
  const words = useKindWords(article.kind)
  const [opened, setOpened] = useState<Opened>()
  const close = () => setOpened(undefined)
  if (!saver) return <ListShape />
  const open = (what: Opened) => {
    // Whoever looks at the page, its past or its release means the words as they stand now.
    void saver.flush().then(() => setOpened(what))
  }
  const remove = async () => {
    try {
      await saver.flush()
      await ask(`/api/articles/${article.id}`, { method: 'DELETE' })
      await navigate({ to: '/writing' })
      await refreshTopic('articles')
      toast(t('writing.deleted', { title: article.title || t('writing.untitled') }), {
        undo: async () => {
          await ask(`/api/articles/${article.id}/restore`, { method: 'POST' })
          await refreshTopic('articles')
        },
      })
    } catch (error) {
      toast(say(asProblem(error).words))
    }
  }
  const unpublish = async () => {
    try {
      remember(await ask<Article>(`/api/articles/${article.id}/unpublish`, { method: 'POST' }))
      toast(t(article.state === 'scheduled' ? 'writing.unscheduled' : 'writing.unpublished', words))
    } catch (error) {
      toast(say(asProblem(error).words))
    }
  }
  return (
    <div className="page" style={{ maxWidth: 760 }} data-writes>
      <TitleOfWindow saver={saver} />
      <ArticleBar
        article={article}
        saver={saver}
        onOpen={open}
        onUnpublish={() => void unpublish()}
        onRemove={() => void remove()}
      />
      <Writing saver={saver} />
      <ConflictDialog saver={saver} />
      {opened === 'preview' && <PreviewDialog article={article} onClose={close} />}
      {opened === 'details' && <DetailsDrawer article={article} saver={saver} onClose={close} />}
      <Suspense>
        {opened === 'revisions' && <RevisionsDrawer article={article} saver={saver} onClose={close} />}
        {opened === 'found' && <FoundDrawer article={article} saver={saver} onClose={close} />}
        {opened === 'links' && <PreviewLinksDialog article={article} onClose={close} />}
      </Suspense>
      {opened === 'publish' && <PublishDialog article={article} saver={saver} onSaved={remember} onClose={close} />}
    </div>
  )
}

function TitleOfWindow({ saver }: { saver: Saver }) {
  const { t } = useTranslation()
  const { title: typed, kind } = useStore(saver.fields)
  const title = kind === 'note' ? t('writing.kinds.note') : typed || t('writing.untitled')
  useTitle(title)
  // The title is typed in a field; whoever jumps by headings still needs one.
  return <h1 className="hidden-but-read">{title}</h1>
}

/** What stands there before the article does: the page has a name already. */
function Unopened({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  useTitle(t('shell.writing'))
  return (
    <>
      <h1 className="hidden-but-read">{t('shell.writing')}</h1>
      {children}
    </>
  )
}

/** One article: the editor. */
export function ArticlePage() {
  const may = useMay()
  const { articleId } = useParams({ from: '/writing/$articleId' })
  const article = useQuery({
    ...articleQuery(articleId),
    refetchOnWindowFocus: false,
    // Begun without a line: the server does not know it yet.
    initialData: () => readKept<Article>(`begun:${articleId}`),
    initialDataUpdatedAt: 0,
  })
  if (!article.data)
    return (
      <Unopened>
        {article.error ? (
          <ProblemNotice error={article.error} onRetry={() => void article.refetch()} />
        ) : (
          <ListShape rows={5} />
        )}
      </Unopened>
    )
  const { state, by } = article.data
  if (!may('write')) return <ReadOnly article={article.data} needs="write" />
  // Saving it would give readers other words at its time.
  if (state === 'scheduled' && !may('publish', by)) return <ReadOnly article={article.data} needs="publish" />
  return <EditableArticle key={articleId} article={article.data} />
}
