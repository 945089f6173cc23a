import { type RefObject, useLayoutEffect } from 'react'
import { type Span, toastFoot } from './toast-place.ts'

/** Below this width a toast is as wide as the window; wider, it has a place of its own in the rail. */
const phone = '(max-width: 860px)'

/** What is fixed at the window's foot names itself so. */
const feet = '[data-foot]'
/** What a toast must not lie over besides: a page's main button, and what one is typing into. */
const buttons = '.mantine-Button-root[data-variant="filled"], input:focus, textarea:focus, [contenteditable]:focus'

/** Where all that matches stands, of what is drawn at all and reaches into the window. */
function spans(selector: string): Span[] {
  return [...document.querySelectorAll<HTMLElement>(selector)]
    .map((element) => element.getBoundingClientRect())
    .filter(({ height, top, bottom }) => height > 0 && top < window.innerHeight && bottom > 0)
}

/** Keeps what is shown in `place` above whatever stands at the foot of a phone's window, also when that changes meanwhile. */
export function useToastFoot(place: RefObject<HTMLElement | null>, shown: unknown): void {
  useLayoutEffect(() => {
    const element = place.current
    if (!element || shown === undefined) return
    const narrow = window.matchMedia(phone)
    let asked = 0
    const put = () => {
      const foot = narrow.matches
        ? `${toastFoot(element.offsetHeight, window.innerHeight, { feet: spans(feet), buttons: spans(buttons) })}px`
        : ''
      if (element.style.bottom !== foot) element.style.bottom = foot
    }
    const later = () => {
      cancelAnimationFrame(asked)
      asked = requestAnimationFrame(put)
    }
    const changes = new MutationObserver(later)
    changes.observe(document.body, { childList: true, subtree: true, characterData: true })
    for (const event of ['resize', 'focusin']) window.addEventListener(event, later, { capture: true })
    put()
    return () => {
      cancelAnimationFrame(asked)
      changes.disconnect()
      for (const event of ['resize', 'focusin']) window.removeEventListener(event, later, { capture: true })
    }
  }, [place, shown])
}
