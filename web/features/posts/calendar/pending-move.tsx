import { Button } from '@mantine/core'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useTimes } from '../../../base/session.tsx'
import { canGoAlone } from './article-times.ts'
import type { AskedArticleMove } from './use-move-article.ts'

/** A move that the arrow keys propose; Enter does it, Escape forgets it. */
export interface PendingMove {
  id: string
  days: number
  /** The instant that it would have. */
  at: string
}

/** What can be asked for before something moves, and where the answers go. */
interface Questions {
  arrows: { pending: PendingMove | undefined; confirm(): void; cancel(): void }
  articles: {
    asked: AskedArticleMove | undefined
    go(move: AskedArticleMove['move'], posts: AskedArticleMove['posts']): Promise<void>
    cancel(): void
  }
}

/** The line that asks before the keyboard moves a post. Read aloud each time it changes. */
function PendingMoveLine({
  pending,
  onMove,
  onCancel,
}: {
  pending: PendingMove | undefined
  onMove(): void
  onCancel(): void
}) {
  const { t } = useTranslation()
  const times = useTimes()
  return (
    <div className={pending ? 'pending-move' : undefined} role="status">
      {pending && (
        <>
          <span>{t('calendar.pendingMove', { time: times.exactly(pending.at) })}</span>
          <Button size="xs" tabIndex={-1} onClick={onMove}>
            {t('calendar.moveNow')}
          </Button>
          <Button size="xs" tabIndex={-1} variant="default" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
        </>
      )}
    </div>
  )
}

/** Asks whether the posts of an article move along: with them, alone where none of them would leave before it, or not at all. */
function ArticleMoveLine({
  asked: { move, posts },
  onGo,
  onCancel,
}: {
  asked: AskedArticleMove
  onGo: Questions['articles']['go']
  onCancel(): void
}) {
  const { t } = useTranslation()
  const times = useTimes()
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus(), [])
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') onCancel()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is only another way to press Cancel, which stands in it
    <div className="pending-move" onKeyDown={onKeyDown}>
      <span role="status">
        {t('calendar.articleMove', { title: move.title || t('calendar.untitled'), time: times.exactly(move.to) })}
      </span>
      <Button size="xs" ref={first} onClick={() => void onGo(move, posts)}>
        {t('calendar.withPosts', { count: posts.length })}
      </Button>
      {canGoAlone(move, posts) && (
        <Button size="xs" variant="default" onClick={() => void onGo(move, [])}>
          {t('calendar.articleOnly')}
        </Button>
      )}
      <Button size="xs" variant="default" onClick={onCancel}>
        {t('common.cancel')}
      </Button>
    </div>
  )
}

/** What a move waits for: the keyboard's second press, or a word about an article's posts. */
export function MoveQuestions({ arrows, articles }: Questions) {
  return (
    <>
      <PendingMoveLine pending={arrows.pending} onMove={arrows.confirm} onCancel={arrows.cancel} />
      {articles.asked && <ArticleMoveLine asked={articles.asked} onGo={articles.go} onCancel={articles.cancel} />}
    </>
  )
}
