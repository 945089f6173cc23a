import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Calendar, DeliveriesMove, DeliveriesMoved } from '../../../../src/http/api.ts'
import { ask, asProblem } from '../../../base/api.ts'
import { useSay } from '../../../base/i18n.ts'
import { queryClient, refreshTopic } from '../../../base/queries.ts'
import { useTimes } from '../../../base/session.tsx'
import { toast } from '../../../ui/toasts.tsx'

/** The server takes so many at once. */
const most = 500

type Target = Pick<DeliveriesMove, 'to' | 'days' | 'by' | 'at'>
type Moves = NonNullable<DeliveriesMove['moves']>

const send = (body: DeliveriesMove) => ask<DeliveriesMoved>('/api/deliveries/move', { method: 'POST', body })

function pieces<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, at) => all.slice(at * most, (at + 1) * most))
}

async function sendAll(bodies: DeliveriesMove[]): Promise<DeliveriesMoved> {
  const all: DeliveriesMoved = { deliveries: [], refused: [] }
  for (const body of bodies) {
    const { deliveries, refused } = await send(body)
    all.deliveries.push(...deliveries)
    all.refused.push(...refused)
  }
  return all
}

/** Shows posts at other times before the server has answered. Answers how to show them as they were. */
function showAt(times: ReadonlyMap<string, string>): () => void {
  const key = { queryKey: ['deliveries', 'calendar'] }
  const before = queryClient.getQueriesData<Calendar>(key)
  queryClient.setQueriesData<Calendar>(
    key,
    (calendar) =>
      calendar && {
        ...calendar,
        posts: calendar.posts.map((post) => ({ ...post, at: times.get(post.id) ?? post.at })),
        free: calendar.free.filter(({ at }) => ![...times.values()].includes(at)),
      },
  )
  return () => {
    for (const [queryKey, calendar] of before) queryClient.setQueryData(queryKey, calendar)
  }
}

/** Posts that can be moved back: they were waiting, and their old time is still to come. */
function wayBack({ deliveries }: DeliveriesMoved): Moves {
  const now = new Date().toISOString()
  return deliveries
    .filter(({ before }) => before.state === 'scheduled' && before.dueAt > now)
    .map(({ id, before }) => ({ id, at: before.dueAt }))
}

/**
 * Moves posts: shown at once, put back when the server refuses, and undone from the toast. `shown` are the new times where the
 * page knows them already.
 */
export function useMove(): (
  ids: readonly string[],
  target: Target,
  shown?: ReadonlyMap<string, string>,
) => Promise<DeliveriesMoved | undefined> {
  const { t } = useTranslation()
  const say = useSay()
  const times = useTimes()
  return useCallback(
    async (ids, target, shown = new Map()) => {
      const putBack = showAt(shown)
      const run = async (bodies: DeliveriesMove[]): Promise<DeliveriesMoved | undefined> => {
        try {
          const moved = await sendAll(bodies)
          if (moved.refused.length) putBack()
          return moved
        } catch (error) {
          putBack()
          toast(say(asProblem(error).words))
          return undefined
        } finally {
          await refreshTopic('deliveries')
        }
      }
      const undo = async (moves: Moves) => {
        const back = await run(pieces(moves).map((some) => ({ moves: some })))
        if (back) toast(t('calendar.movedBack', { count: back.deliveries.length }))
      }
      const moved = await run(pieces(ids).map((some) => ({ ids: some, ...target })))
      if (!moved) return undefined
      const [first] = moved.refused
      if (first) toast(t('calendar.notMoved', { count: moved.refused.length, why: say(first.words) }))
      const back = wayBack(moved)
      const [only] = moved.deliveries
      const words =
        only && new Set(moved.deliveries.map(({ dueAt }) => dueAt)).size === 1
          ? t('calendar.movedTo', { time: times.time(only.dueAt) })
          : t('calendar.moved', { count: moved.deliveries.length })
      if (only) toast(words, back.length ? { undo: () => undo(back) } : {})
      return moved
    },
    [t, say, times],
  )
}
