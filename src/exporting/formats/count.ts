import type { WholeArticle } from '../../blog/index.ts'
import type { Exported } from './format.ts'

/** Nothing yet. */
export const nothingYet = (): Exported => ({
  articles: 0,
  pages: 0,
  notes: 0,
  drafts: 0,
  comments: 0,
  pictures: 0,
  missing: [],
})

/** One more. */
export function count(
  done: Exported,
  { kind, state, comments }: Pick<WholeArticle, 'kind' | 'state' | 'comments'>,
): void {
  if (state === 'published') done[`${kind}s`] += 1
  else done.drafts += 1
  done.comments += comments.length
}

/** Files among the media that a text shows or leads to, each once. */
export function mediaIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\/media\/([0-9a-f-]{36}\.[a-z\d]{2,5})/g)].map(([, file]) => file as string))]
}
