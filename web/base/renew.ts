import type { InfiniteData, Query, QueryClient, QueryKey } from '@tanstack/react-query'

/** What every list of the API answers. */
export interface PageAnswer {
  next: string | null
}

/** What a list that comes in pages tells of itself, as its query's `meta`. */
export interface PagedMeta extends Record<string, unknown> {
  /** Asks for one page; the empty cursor is the first. */
  askPage(cursor: string): Promise<PageAnswer>
  /** What the rows of a page are, in their order. */
  idsIn(page: PageAnswer): readonly string[]
  /** A page with these rows of another one behind its own. */
  carry(page: PageAnswer, from: PageAnswer, ids: ReadonlySet<string>): PageAnswer
}

type Pages = InfiniteData<PageAnswer, string>

const isPaged = (meta: Record<string, unknown> | undefined): meta is PagedMeta => meta?.askPage !== undefined

/**
 * Asks again for what these things show in: of a list on the screen only the pages that they stand in, and its beginning,
 * where new ones come; all of it where that leaves anything open. What is not on the screen is asked when it is looked at.
 */
export async function renew(client: QueryClient, queryKey: QueryKey, ids: readonly string[]): Promise<void> {
  const queries = client.getQueryCache().findAll({ queryKey })
  await Promise.all(
    queries.map(async (query) => {
      if (query.isActive() && (await renewPages(client, query, new Set(ids)))) return
      await client.invalidateQueries({ queryKey: query.queryKey, exact: true })
    }),
  )
}

/** @returns whether the list is now as the server would answer it; `false`: nothing was changed */
async function renewPages(client: QueryClient, query: Query, ids: ReadonlySet<string>): Promise<boolean> {
  const { meta, state, queryKey } = query
  const before = state.data as Pages | undefined
  // What is being asked already would put its older pages over these.
  if (!isPaged(meta) || !before || before.pages.length < 2 || state.fetchStatus !== 'idle') return false
  const after = await askTouched(before, meta, ids).catch(() => undefined)
  // Something else was faster: then nobody knows which of the two is newer.
  if (!after || query.state.data !== before || query.state.fetchStatus !== 'idle') return false
  client.setQueryData(queryKey, after)
  return true
}

/** The list with its touched pages anew; `undefined` where these pages don't tell where one of the things is now. */
async function askTouched(before: Pages, meta: PagedMeta, ids: ReadonlySet<string>): Promise<Pages | undefined> {
  const pages = [...before.pages]
  const askAgain = async (at: number) => {
    pages[at] = await meta.askPage(before.pageParams[at] ?? '')
  }
  const touched = pages.flatMap((page, at) => (meta.idsIn(page).some((id) => ids.has(id)) ? [at] : []))
  await Promise.all(touched.map(askAgain))
  const shown = () => new Set(pages.flatMap((page) => meta.idsIn(page)))
  if (!ids.isSubsetOf(shown()) && !touched.includes(0)) await askAgain(0)
  return ids.isSubsetOf(shown()) ? { ...before, pages: kept(before.pages, pages, meta, ids, shown()) } : undefined
}

/**
 * Rows that something new pushed over the end of a page: the one after it begins where it began before, so they would be in
 * neither. Nobody touched them, so they stand where they stood, behind the rows that are there now.
 */
function kept(
  before: readonly PageAnswer[],
  pages: readonly PageAnswer[],
  meta: PagedMeta,
  ids: ReadonlySet<string>,
  shown: ReadonlySet<string>,
): PageAnswer[] {
  return pages.map((page, at) => {
    const old = before[at]
    // A page that is the last one has all that is left: what is missing there is gone.
    if (old === undefined || old === page || page.next === null || at === pages.length - 1) return page
    const pushed = new Set(meta.idsIn(old)).difference(ids).difference(shown)
    return pushed.size ? meta.carry(page, old, pushed) : page
  })
}
