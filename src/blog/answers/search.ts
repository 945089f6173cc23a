import { siteNeed } from '../../core/page-needs.ts'
import { Problem } from '../../core/problem.ts'
import { inWorkspace } from '../../db/client.ts'
import { searchPage } from '../pages/other.ts'
import { publishedSaying } from '../published.ts'
import { teasersOf } from '../teasers.ts'
import { type Answer, type Asked, htmlType } from './answer.ts'

/** What a reader asks the search for. */
export interface Sought {
  q: string
  /** Where the next page of what was found begins. */
  after: string
}

/** Longer is no question, and each word costs. */
const longest = { q: 100, words: 8, after: 300 }
const shown = 20

/** The question of an address, cut to what can be one. */
export function soughtIn(query: string): Sought {
  const given = new URLSearchParams(query)
  const words = (given.get('q') ?? '')
    .toWellFormed()
    .slice(0, longest.q)
    .split(/[\s\0]+/)
    .filter(Boolean)
  return { q: words.slice(0, longest.words).join(' '), after: (given.get('after') ?? '').slice(0, longest.after) }
}

/**
 * The page on which readers look for words, with what was found. Without a question it is kept like any other.
 * @param asked its transaction is the program's own: what is looked for is the workspace's alone, in one of its own
 */
export async function search({ context, site, workspaceId }: Asked, { q, after }: Sought): Promise<Answer> {
  if (!q) return { status: 200, type: htmlType, body: await searchPage(site, undefined), needs: [siteNeed] }
  const found = await inWorkspace(context.db, workspaceId, async (tx) => {
    const { rows, next } = await publishedSaying(tx, workspaceId, q, {
      limit: shown,
      ...(after ? { cursor: after } : {}),
    })
    return { list: await teasersOf(tx, rows), next }
  }).catch((error: unknown) => {
    if (error instanceof Problem && error.kind === 'wrong-input') return { list: [], next: null }
    throw error
  })
  return { status: 200, type: htmlType, body: await searchPage(site, { q, ...found }), passing: true }
}
