import { queryOptions } from '@tanstack/react-query'
import type {
  Replacement,
  ReplacementItem,
  ReplacementItems,
  ReplacementNow,
  ReplacementPage,
} from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { paged } from '../../base/queries.ts'

/** What was found and replaced, the newest first. */
export const replacementsQuery = paged<ReplacementPage, Replacement>(
  ['replacements', 'list'],
  '/api/replacements',
  {},
  ({ replacements }) => replacements,
  ({ id }) => id,
)
/** One, and how far it is. */
export const replacementQuery = (id: string) =>
  queryOptions({
    queryKey: ['replacements', id],
    queryFn: ({ signal }) => ask<ReplacementNow>(`/api/replacements/${id}`, { signal }),
    staleTime: 0,
  })
/** Its articles that came to this; all without it. */
export const replacementItemsQuery = (id: string, outcome: string) =>
  paged<ReplacementItems, ReplacementItem>(
    ['replacements', id, 'items', outcome],
    `/api/replacements/${id}/items`,
    { outcome },
    ({ items }) => items,
    ({ articleId }) => articleId,
  )
