import type { Calendar, DeliveriesMove, DeliveriesMoved } from '../../../../src/http/api.ts'
import { ask } from '../../../base/api.ts'
import { queryClient } from '../../../base/queries.ts'

/** The server takes so many at once. */
const most = 500

/** An instant for each of some posts. */
export type Moves = NonNullable<DeliveriesMove['moves']>

/** Cuts a long list into as many as the server takes at once. */
export function pieces<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, at) => all.slice(at * most, (at + 1) * most))
}

/** Asks for each move in turn. Answers what became of all of them together. */
export async function sendMoves(bodies: readonly DeliveriesMove[]): Promise<DeliveriesMoved> {
  const all: DeliveriesMoved = { deliveries: [], refused: [] }
  for (const body of bodies) {
    const { deliveries, refused } = await ask<DeliveriesMoved>('/api/deliveries/move', { method: 'POST', body })
    all.deliveries.push(...deliveries)
    all.refused.push(...refused)
  }
  return all
}

/** Shows posts and articles at other times before the server has answered. Answers how to show them as they were. */
export function showAt(times: ReadonlyMap<string, string>): () => void {
  const key = { queryKey: ['deliveries', 'calendar'] }
  const before = queryClient.getQueriesData<Calendar>(key)
  const moved = <One extends { id: string; at: string }>(one: One): One => ({ ...one, at: times.get(one.id) ?? one.at })
  queryClient.setQueriesData<Calendar>(
    key,
    (calendar) =>
      calendar && {
        ...calendar,
        posts: calendar.posts.map(moved),
        articles: calendar.articles.map(moved),
        free: calendar.free.filter(({ at }) => ![...times.values()].includes(at)),
      },
  )
  return () => {
    for (const [queryKey, calendar] of before) queryClient.setQueryData(queryKey, calendar)
  }
}

/** Posts that can be moved back: they were waiting, and their old time is still to come. */
export function wayBack({ deliveries }: DeliveriesMoved, now = new Date()): Moves {
  return deliveries
    .filter(({ before }) => before.state === 'scheduled' && Date.parse(before.dueAt) > now.getTime())
    .map(({ id, before }) => ({ id, at: before.dueAt }))
}
