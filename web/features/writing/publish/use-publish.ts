import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type {
  Article,
  ArticleKind,
  ArticlePublish,
  ArticlePublished,
  Channel,
  Delivery,
  PostCreate,
} from '../../../../src/http/api.ts'
import { ask, asProblem } from '../../../base/api.ts'
import { nameOfBlog } from '../../../base/home-channels.ts'
import { useSay } from '../../../base/i18n.ts'
import { refreshTopic } from '../../../base/queries.ts'
import { useTimes } from '../../../base/session.tsx'
import { movedAlong } from '../../../compose/moved-along.ts'
import { sendPost } from '../../../compose/send.ts'
import { useWriteAgain } from '../../../compose/use-send.ts'
import { toast } from '../../../ui/toasts.tsx'
import { useKindWords } from '../article-kind.tsx'
import type { Saver } from '../saver.ts'

/** What is asked for in one go. */
export interface Publishing {
  publish: ArticlePublish
  /** The posts that go with it; empty: the article alone. */
  texts: PostCreate['texts']
  /** Posts that were planned with it, and move as it does. */
  along: readonly Delivery[]
}

interface Published {
  article: ArticlePublished
  /** Why the posts did not go along, though the article did. */
  problem?: unknown
}

/** Moves each of them by as much as the article. @returns how many could not be moved */
async function moveAlong(along: readonly Delivery[], from: string, to: string, timeZone: string): Promise<number> {
  const ends = await Promise.allSettled(
    along.map(({ id, dueAt }) =>
      ask(`/api/deliveries/${id}/reschedule`, {
        method: 'POST',
        body: { at: movedAlong(dueAt, from, to, new Date()), timeZone },
      }),
    ),
  )
  return ends.filter(({ status }) => status === 'rejected').length
}

/** Says what became of it. */
function useTell(blogs: readonly Channel[], kind: ArticleKind) {
  const { t } = useTranslation()
  const say = useSay()
  const times = useTimes()
  const words = useKindWords(kind)
  return ({ article, problem }: Published, posts: number) => {
    // One toast stands at a time: what another blog refused is said with the rest.
    const refused = article.homes.flatMap(({ channelId, problem: why }) =>
      why ? [`${nameOfBlog(blogs, channelId)}: ${say(why)}`] : [],
    )
    if (problem) return toast(t('writing.share.failed', { ...words, why: say(asProblem(problem).words) }))
    if (article.state === 'published') {
      // What leaves in a few seconds has its own toast, which takes it back.
      const said = [t('writing.publishedNow', { title: article.title || words.Kind }), ...refused].join(' ')
      if (posts === 0) toast(said, { link: { label: t('writing.read'), href: article.permalink } })
      else if (refused.length) toast(refused.join(' '))
    } else if (article.publishAt) {
      const time = times.planned(article.publishAt)
      const said = posts
        ? t('writing.share.planned', { ...words, time, count: posts })
        : t('writing.publishedLater', { time })
      toast([said, ...refused].join(' '))
    }
  }
}

/**
 * Publishes what is typed, now or at a time, and sends or plans its posts. The article goes first: what its posts lead to must be
 * there. Should the posts be refused, the article stays and their words wait on its page of posts.
 */
export function usePublish({
  article,
  saver,
  blogs,
  onSaved,
  onClose,
  onShared,
}: {
  article: Article
  saver: Saver
  blogs: readonly Channel[]
  onSaved(article: Article): void
  onClose(): void
  /** The words of the posts are gone from here. */
  onShared(): unknown
}) {
  const { t } = useTranslation()
  const times = useTimes()
  const navigate = useNavigate()
  const tell = useTell(blogs, article.kind)
  const writeAgain = useWriteAgain()
  const share = async (published: ArticlePublished, { texts, along }: Publishing) => {
    const { publishAt } = published
    if (along.length && article.publishAt && publishAt) {
      const left = await moveAlong(along, article.publishAt, publishAt, times.timeZone)
      if (left) toast(t('writing.share.notMoved', { count: left }))
    }
    if (texts.length === 0) return
    const when = texts.every(({ at }) => at === undefined) ? 'now' : undefined
    await sendPost({ articleId: article.id, texts, timeZone: times.timeZone, ...(when && { when }) }, t, writeAgain)
    await onShared()
  }
  return useMutation({
    mutationFn: async (asked: Publishing): Promise<Published> => {
      await saver.flush()
      const published = await ask<ArticlePublished>(`/api/articles/${article.id}/publish`, {
        method: 'POST',
        body: asked.publish,
      })
      onSaved(published)
      try {
        await share(published, asked)
        return { article: published }
      } catch (problem) {
        return { article: published, problem }
      }
    },
    onSuccess: async (done, { texts, along }) => {
      void refreshTopic('articles')
      void refreshTopic('deliveries')
      onClose()
      tell(done, texts.length + along.length)
      if (done.problem) await navigate({ to: '/writing/$articleId/teasers', params: { articleId: article.id } })
      else if (texts.length) await navigate({ to: '/posts', search: { articleId: article.id } })
    },
  })
}
