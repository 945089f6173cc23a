import { type PointerEvent, useEffect, useRef } from 'react'

/** Where something was dropped. */
export interface DropPlace {
  /** `2026-12-05` */
  day: string
  /** The part of the day, in a week. */
  part?: string
  /** A free slot's time on the wall: `2026-12-05T12:00`. */
  slot?: string
}

/** A press becomes a drag after so many pixels. */
const least = 6

interface Drag {
  id: string
  element: HTMLElement
  x: number
  y: number
  clone?: HTMLElement
  over?: Element
}

/** Where the pointer is: a free slot, a part of a day, or a day. */
function placeAt(x: number, y: number): { element: Element; place: DropPlace } | undefined {
  const under = document.elementFromPoint(x, y)
  const day = under?.closest<HTMLElement>('[data-date]')
  if (!day?.dataset.date) return undefined
  const slot = under?.closest<HTMLElement>('[data-slot]')
  const { date, part } = day.dataset
  const place = { day: date, ...(part && { part }), ...(slot?.dataset.slot && { slot: slot.dataset.slot }) }
  return { element: slot ?? day, place }
}

function cloneOf(element: HTMLElement): HTMLElement {
  const { left, top, width } = element.getBoundingClientRect()
  const clone = element.cloneNode(true) as HTMLElement
  clone.removeAttribute('data-entry')
  clone.classList.add('lifted')
  clone.setAttribute('aria-hidden', 'true')
  Object.assign(clone.style, { left: `${left}px`, top: `${top}px`, width: `${width}px` })
  document.body.append(clone)
  return clone
}

/** Follows the pointer once it has gone far enough. */
function follow(drag: Drag, x: number, y: number): void {
  if (!drag.clone) {
    if (Math.hypot(x - drag.x, y - drag.y) < least) return
    drag.clone = cloneOf(drag.element)
    drag.element.classList.add('dragged')
  }
  drag.clone.style.transform = `translate(${x - drag.x}px, ${y - drag.y}px)`
  const found = placeAt(x, y)
  if (found?.element === drag.over) return
  drag.over?.classList.remove('over')
  found?.element.classList.add('over')
  if (found) drag.over = found.element
  else delete drag.over
}

function putDown(drag: Drag): void {
  drag.clone?.remove()
  drag.element.classList.remove('dragged')
  drag.over?.classList.remove('over')
}

/** The click that ends a drag opens nothing. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.stopPropagation()
    event.preventDefault()
  }
  window.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0)
}

/** Entries that can be moved are dragged with a mouse or a pen; Escape puts them back. A finger scrolls. */
export function useDrag(onDrop: (id: string, place: DropPlace) => void) {
  const now = useRef(onDrop)
  now.current = onDrop
  const stop = useRef<() => void>(undefined)
  useEffect(() => () => stop.current?.(), [])
  return (event: PointerEvent) => {
    const element = (event.target as Element).closest<HTMLElement>('.entry.movable')
    const id = element?.dataset.entry
    if (!element || !id || event.button !== 0 || event.pointerType === 'touch') return
    const drag: Drag = { id, element, x: event.clientX, y: event.clientY }
    const watching = new AbortController()
    const { signal } = watching
    const end = () => {
      putDown(drag)
      watching.abort()
    }
    stop.current = end
    window.addEventListener('pointermove', ({ clientX, clientY }) => follow(drag, clientX, clientY), { signal })
    window.addEventListener('pointercancel', end, { signal })
    window.addEventListener('keydown', ({ key }) => key === 'Escape' && end(), { signal })
    window.addEventListener(
      'pointerup',
      ({ clientX, clientY }) => {
        const found = drag.clone && placeAt(clientX, clientY)
        if (drag.clone) swallowClick()
        end()
        if (found) now.current(drag.id, found.place)
      },
      { signal },
    )
  }
}
