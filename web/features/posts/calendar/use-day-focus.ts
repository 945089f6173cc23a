import { type KeyboardEvent, useState } from 'react'
import { addDays } from './days.ts'

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, Home: 0, End: 0 }

/** Arrow keys go from day to day; Tab stops at one of them. @param first where it stops before anybody has moved */
export function useDayFocus(first: string) {
  const [reached, setReached] = useState<string>()
  const onKeyDown = (event: KeyboardEvent) => {
    const link = (event.target as Element).closest<HTMLElement>('[data-write]')
    const step = steps[event.key]
    if (!link || !step || event.altKey || event.ctrlKey || event.metaKey) return
    const day = addDays(link.dataset.write as string, step)
    const next = event.currentTarget.querySelector<HTMLElement>(`[data-write="${day}"]`)
    if (!next) return
    event.preventDefault()
    setReached(day)
    next.focus()
  }
  return { reached: reached ?? first, onKeyDown }
}
