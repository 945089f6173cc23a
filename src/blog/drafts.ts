import type { Tx } from '../db/client.ts'
import { here, type Key, type Page, type PageOf, readPage } from '../db/page.ts'
import type { ArticleRow } from './article.ts'

export { readySteps } from './readiness.ts'

/** A draft as a list of drafts shows it: `ready` of five steps, and which it `lacks`. Of a note, `title` is its first words. */
export type Draft = Pick<ArticleRow, 'id' | 'title' | 'kind' | 'words' | 'ready' | 'lacks' | 'updated_at'>

const readiestFirst: readonly Key[] = [
  { column: 'article.ready', type: 'bigint', direction: 'desc' },
  { column: 'article.updated_at', type: 'timestamptz', direction: 'desc' },
  { column: 'article.id', type: 'uuid', direction: 'desc' },
]

/** What was begun and never published, the readiest first. A page is none: it keeps no promise. */
function drafts(tx: Tx) {
  return tx
    .selectFrom('article')
    .select(['id', 'name as title', 'kind', 'words', 'ready', 'lacks', 'updated_at'])
    .where(here('article.workspace_id'))
    .where('article.deleted_at', 'is', null)
    .where('article.state', '=', 'draft')
    .where('article.kind', '<>', 'page')
    .where((where) => where.or([where('article.title', '<>', ''), where('article.words', '>', 0)]))
}

/** A page of drafts, the readiest first. */
export function pageOfDrafts(tx: Tx, page: PageOf): Promise<Page<Draft>> {
  return readPage(drafts(tx), readiestFirst, page)
}

/** The draft that is nearest to ready. */
export function nearestDraft(tx: Tx): Promise<Draft | undefined> {
  return drafts(tx)
    .orderBy('article.ready', 'desc')
    .orderBy('article.updated_at', 'desc')
    .orderBy('article.id', 'desc')
    .limit(1)
    .executeTakeFirst()
}
