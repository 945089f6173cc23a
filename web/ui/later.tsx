import { type ReactNode, useDeferredValue } from 'react'

/**
 * Draws its children after what is around it: in a pass of its own, once that is on the page, and which a key or a press interrupts.
 * For what stands at the end and moves nothing when it comes.
 */
export function Later({ children }: { children: ReactNode }) {
  const there = useDeferredValue(true, false)
  return there ? children : null
}
