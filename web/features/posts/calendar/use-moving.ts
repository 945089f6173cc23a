import type { RefObject } from 'react'
import { fromLocalInput } from '../../../base/times.ts'
import type { Entry } from './days.ts'
import type { Dropped } from './grid.tsx'
import type { PendingMove } from './pending-move.tsx'
import { focusEntry, useArrows } from './use-arrows.ts'
import { useMove } from './use-move.ts'

/** Every way to move posts on the calendar: dropped, by arrow keys, or all that are chosen. The focus stays on what moved. */
export function useMoving({
  byId,
  selected,
  timeZone,
  region,
  onChoose,
}: {
  byId: ReadonlyMap<string, Entry>
  selected: ReadonlySet<string>
  timeZone: string
  /** Gets the focus where what moved is counted among “more”. */
  region: RefObject<HTMLElement | null>
  onChoose(id: string): void
}) {
  const move = useMove()
  const moveOne = async (id: string, target: Parameters<typeof move>[1], at: string) => {
    const moving = move([id], target, new Map([[id, at]]))
    focusEntry(id, region.current)
    await moving
    focusEntry(id, region.current)
  }
  const drop = ({ id, days, local, sameTime }: Dropped) => {
    const at = fromLocalInput(local, timeZone)?.toISOString()
    if (!at) return
    if (selected.has(id) && selected.size > 1 && sameTime) void move([...selected], { days })
    else void moveOne(id, sameTime ? { days } : { at }, at)
  }
  const arrows = useArrows({
    find: (id) => byId.get(id),
    timeZone,
    onMove: ({ id, days, at }: PendingMove) => void moveOne(id, { days }, at),
    onChoose,
  })
  return { drop, arrows, moveChosen: (target: Parameters<typeof move>[1]) => move([...selected], target) }
}
