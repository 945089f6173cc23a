import type { RefObject } from 'react'
import { fromLocalInput } from '../../../base/times.ts'
import { type Entry, isMovable, movableIds, togetherIds } from './days.ts'
import type { PendingMove } from './pending-move.tsx'
import { parts, timeInPart } from './shown.ts'
import { focusEntry, useArrows } from './use-arrows.ts'
import type { DropPlace } from './use-drag.ts'
import { useMove } from './use-move.ts'
import { useMoveArticle } from './use-move-article.ts'

/** The time on the wall that an entry has where it was dropped. */
export function droppedAt(entry: Entry, { day, part, slot }: DropPlace, there: readonly Entry[]): string {
  if (slot) return slot
  const found = parts.find(({ name }) => name === part)
  return `${day}T${found ? timeInPart(entry.local, found, there) : entry.local.slice(11, 16)}`
}

/** How many days lie between two times on the wall. */
const daysBetween = (from: string, to: string) =>
  Math.round((Date.parse(`${to.slice(0, 10)}T00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00Z`)) / 86_400_000)

/** Articles are moved when it is said what becomes of their posts; then the focus is on what was meant again. */
function useArticles(region: RefObject<HTMLElement | null>) {
  const { asked, start, go, cancel } = useMoveArticle()
  return {
    asked,
    start,
    go: async (...answer: Parameters<typeof go>) => {
      await go(...answer)
      focusEntry(answer[0].id, region.current)
    },
    cancel: () => {
      cancel()
      if (asked) focusEntry(asked.move.id, region.current)
    },
  }
}

/** Every way to move posts on the calendar: dropped, by arrow keys, to a time, or all that are chosen. The focus stays on what moved. */
export function useMoving({
  byId,
  days,
  selected,
  timeZone,
  region,
  onChoose,
}: {
  byId: ReadonlyMap<string, Entry>
  days: ReadonlyMap<string, Entry[]>
  selected: ReadonlySet<string>
  timeZone: string
  /** Gets the focus where what moved is counted among “more”. */
  region: RefObject<HTMLElement | null>
  onChoose(id: string): void
}) {
  const move = useMove()
  const idsOf = (entries: Iterable<string>) => [...entries].flatMap((id) => movableIds(byId.get(id) as Entry))
  const articles = useArticles(region)
  const moveOne = async (id: string, target: Parameters<typeof move>[1], at: string) => {
    const entry = byId.get(id)
    if (entry?.kind === 'article' && isMovable(entry)) {
      const { title, at: from } = entry.article
      return articles.start({ id, title, from, to: at })
    }
    const ids = entry ? togetherIds(entry) : []
    const sent = move(ids, target, new Map(ids.map((each) => [each, at])))
    focusEntry(id, region.current)
    await sent
    focusEntry(id, region.current)
  }
  const drop = (id: string, place: DropPlace) => {
    const entry = byId.get(id)
    if (!entry) return
    const local = droppedAt(entry, place, days.get(place.day) ?? [])
    const at = fromLocalInput(local, timeZone)?.toISOString()
    if (!at || local === entry.local) return
    const sameTime = local.slice(11) === entry.local.slice(11)
    const by = daysBetween(entry.local, local)
    if (selected.has(id) && selected.size > 1 && sameTime) void move(idsOf(selected), { days: by })
    else void moveOne(id, sameTime ? { days: by } : { at }, at)
  }
  const arrows = useArrows({
    find: (id) => byId.get(id),
    timeZone,
    onMove: ({ id, days: by, at }: PendingMove) => void moveOne(id, { days: by }, at),
    onChoose,
  })
  const moveTo = (entry: Entry, at: string) => void moveOne(entry.id, { at }, at)
  return {
    drop,
    arrows,
    articles,
    moveTo,
    moveChosen: (target: Parameters<typeof move>[1]) => move(idsOf(selected), target),
  }
}
