import { type KeyboardEvent, useCallback, useState } from 'react'
import { fromLocalInput } from '../../../base/times.ts'
import { addDays, type Entry, isMovable, movableIds } from './days.ts'
import type { PendingMove } from './pending-move.tsx'

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** The entry that has the focus, by its mark in the page. */
export function focusedEntry(): string | undefined {
  const element = document.activeElement?.closest<HTMLElement>('[data-entry]')
  return element?.dataset.entry
}

/** Puts the focus on an entry once it is drawn; on `otherwise` where it is counted among “more”. */
export function focusEntry(id: string, otherwise: HTMLElement | null): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const element = document.querySelector<HTMLElement>(`.calendar [data-entry="${CSS.escape(id)}"]`) ?? otherwise
      element?.focus()
    }),
  )
}

/**
 * Arrow keys on a post propose another day (left and right: a day, up and down: a week); Enter moves it there, Escape forgets
 * it. Space chooses it.
 */
export function useArrows({
  find,
  timeZone,
  onMove,
  onChoose,
}: {
  find(id: string): Entry | undefined
  timeZone: string
  onMove(pending: PendingMove): void
  onChoose(id: string): void
}) {
  const [pending, setPending] = useState<PendingMove>()
  const cancel = useCallback(() => setPending(undefined), [])
  const confirm = () => {
    if (pending) onMove(pending)
    setPending(undefined)
  }
  const propose = (entry: Entry, days: number) => {
    const local = addDays(entry.local.slice(0, 10), days) + entry.local.slice(10)
    const at = fromLocalInput(local, timeZone)
    setPending(at && days ? { id: entry.id, days, at: at.toISOString() } : undefined)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const id = focusedEntry()
    const entry = id ? find(id) : undefined
    if (!entry || event.altKey || event.ctrlKey || event.metaKey) return
    const movable = isMovable(entry)
    const step = steps[event.key]
    const waiting = pending?.id === entry.id ? pending : undefined
    if (step && movable) propose(entry, (waiting?.days ?? 0) + step)
    else if (event.key === 'Enter' && waiting) confirm()
    else if (event.key === 'Escape' && waiting) cancel()
    else if (event.key === ' ' && movableIds(entry).length > 0) onChoose(entry.id)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return { pending, onKeyDown, confirm, cancel }
}
