import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeliveriesMove, DeliveriesMoved } from '../../../../src/http/api.ts'
import { asProblem } from '../../../base/api.ts'
import { useSay } from '../../../base/i18n.ts'
import { refreshTopic } from '../../../base/queries.ts'
import { useTimes } from '../../../base/session.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { pieces, sendMoves, showAt, wayBack } from './send-moves.ts'
import { keepUndo } from './undo-moves.ts'

type Target = Pick<DeliveriesMove, 'to' | 'days' | 'by' | 'at'>

/**
 * Moves posts: shown at once, put back when the server refuses, and undone from the toast or later with Ctrl+Z. `shown` are the
 * new times where the page knows them already.
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
          const moved = await sendMoves(bodies)
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
      const moved = await run(pieces(ids).map((some) => ({ ids: some, ...target })))
      if (!moved) return undefined
      const [first] = moved.refused
      if (first) toast(t('calendar.notMoved', { count: moved.refused.length, why: say(first.words) }))
      const undo = async () => {
        // What was still to come as it was moved may have passed by now.
        const moves = wayBack(moved)
        const back = moves.length ? await run(pieces(moves).map((some) => ({ moves: some }))) : undefined
        if (back) toast(t('calendar.movedBack', { count: back.deliveries.length }))
        else if (moves.length === 0) toast(t('calendar.tooLateBack'))
      }
      const [only] = moved.deliveries
      const words =
        only && new Set(moved.deliveries.map(({ dueAt }) => dueAt)).size === 1
          ? t('calendar.movedTo', { time: times.time(only.dueAt) })
          : t('calendar.moved', { count: moved.deliveries.length })
      if (only) toast(words, wayBack(moved).length ? { undo: keepUndo(undo) } : {})
      return moved
    },
    [t, say, times],
  )
}
