import type { Delivery } from '../../../../src/http/api.ts'
import { movedAlong } from '../../../compose/moved-along.ts'

/** An article that is to go out at another time. */
export interface ArticleMove {
  id: string
  title: string
  /** Instants: when it would have gone out, and when it will. */
  from: string
  to: string
}

/** Whether the article can move without them: none of them would lead to a page that is not there yet. */
export function canGoAlone({ to }: ArticleMove, posts: readonly Pick<Delivery, 'dueAt'>[]): boolean {
  return posts.every(({ dueAt }) => Date.parse(dueAt) >= Date.parse(to))
}

/** The times of posts that move along with their article. */
export function timesAlong(
  { from, to }: ArticleMove,
  posts: readonly Pick<Delivery, 'id' | 'dueAt'>[],
  now: Date,
): { id: string; at: string }[] {
  return posts.map(({ id, dueAt }) => ({ id, at: movedAlong(dueAt, from, to, now) }))
}
