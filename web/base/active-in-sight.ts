import { useLocation } from '@tanstack/react-router'
import { type RefObject, useEffect, useRef } from 'react'

/** For a row of links that scrolls sideways where it is narrow: the link to the page that is open is brought into sight. */
export function useActiveInSight(): RefObject<HTMLElement | null> {
  const row = useRef<HTMLElement>(null)
  const path = useLocation({ select: ({ pathname }) => pathname })
  useEffect(() => {
    const active = path && row.current?.querySelector<HTMLElement>('[data-status="active"]')
    // Only the row moves: `scrollIntoView` would move the page too.
    if (active && row.current) row.current.scrollLeft = active.offsetLeft - row.current.offsetLeft - 24
  }, [path])
  return row
}
