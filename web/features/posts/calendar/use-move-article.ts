import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Delivery } from '../../../../src/http/api.ts'
import { asProblem } from '../../../base/api.ts'
import { useSay } from '../../../base/i18n.ts'
import { refreshTopic } from '../../../base/queries.ts'
import { useTimes } from '../../../base/session.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { type ArticleMove, timesAlong } from './article-times.ts'
import { moveArticle, waitingPosts } from './move-article.ts'
import { type Moves, showAt } from './send-moves.ts'
import { keepUndo } from './undo-moves.ts'

/** An article that waits for a word about its posts. */
export interface AskedArticleMove {
  move: ArticleMove
  /** Its posts that wait. */
  posts: readonly Delivery[]
}

/** Moves them where the page can see it; says what went wrong. Answers whether the article moved. */
function useRun(): (move: ArticleMove, moves: Moves) => Promise<boolean> {
  const { t } = useTranslation()
  const say = useSay()
  return useCallback(
    async (move, moves) => {
      const putBack = showAt(new Map([[move.id, move.to], ...moves.map(({ id, at }) => [id, at] as const)]))
      try {
        const refused = await moveArticle(move, moves)
        const [first] = refused
        if (first) toast(t('calendar.notMoved', { count: refused.length, why: say(first.words) }))
        return true
      } catch (error) {
        putBack()
        toast(say(asProblem(error).words))
        return false
      } finally {
        await Promise.all([refreshTopic('deliveries'), refreshTopic('articles')])
      }
    },
    [t, say],
  )
}

/** Moves articles: with posts that wait a person says first whether they come along; undone like any other move. */
export function useMoveArticle() {
  const { t } = useTranslation()
  const say = useSay()
  const times = useTimes()
  const run = useRun()
  const [asked, setAsked] = useState<AskedArticleMove>()
  const cancel = useCallback(() => setAsked(undefined), [])
  const go = async (move: ArticleMove, posts: readonly Delivery[]) => {
    setAsked(undefined)
    if (!(await run(move, timesAlong(move, posts, new Date())))) return
    const undo = async () => {
      const now = Date.now()
      if (Date.parse(move.from) <= now) return toast(t('calendar.tooLateBack'))
      const back = posts.flatMap(({ id, dueAt }) => (Date.parse(dueAt) > now ? [{ id, at: dueAt }] : []))
      const done = await run({ ...move, from: move.to, to: move.from }, back)
      if (done) toast(t('calendar.articleBack', { time: times.time(move.from) }))
    }
    const words = posts.length ? 'calendar.articleMovedWith' : 'calendar.articleMoved'
    toast(t(words, { time: times.time(move.to), count: posts.length }), { undo: keepUndo(undo) })
  }
  const start = async (move: ArticleMove) => {
    try {
      const posts = await waitingPosts(move.id)
      if (posts.length) setAsked({ move, posts })
      else await go(move, [])
    } catch (error) {
      toast(say(asProblem(error).words))
    }
  }
  return { asked, start, go, cancel }
}
