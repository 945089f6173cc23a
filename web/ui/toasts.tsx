import { IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createStore, useStore } from '../base/store.ts'
import { useToastFoot } from './use-toast-foot.ts'

interface Toast {
  id: number
  text: string
  /** Until when the program lets it be undone, in milliseconds since 1970: then no hand on it makes it stay. */
  until?: number
  undo?: () => void | Promise<void>
  undoLabel?: string
  /** Where what happened is seen, outside of the panel. */
  link?: { label: string; href: string }
}

/** How long one stays that nobody holds, in milliseconds. */
const STAYS = 10_000

const shown = createStore<Toast | undefined>(undefined)
const announced = createStore('')
let last = 0

/** Closes a toast, unless another stands in its place by now. */
function dismiss(id: number): void {
  if (shown.get()?.id === id) shown.set(undefined)
}

/** Tells a screen reader something that arrived by itself, without showing it. */
export function announce(text: string): void {
  // The same words twice in a row would not be read again.
  announced.set(announced.get() === text ? `${text}\u00a0` : text)
}

/**
 * Says what happened, in the place of what was said before: two that contradict each other never stand together. With `undo`, a
 * button takes it back until `until`, or as long as the toast stays.
 */
export function toast(text: string, more: Omit<Toast, 'id' | 'text'> = {}): void {
  last += 1
  shown.set({ id: last, text, ...more })
  announce(text)
}

/** Runs `end` when `lasts` milliseconds have passed in which nobody held on; says how to hold and to let go. */
function useTimer(lasts: number, holdable: boolean, end: () => void) {
  const [held, setHeld] = useState(false)
  const left = useRef(lasts)
  const ends = useRef(end)
  ends.current = end
  const stopped = held && holdable
  useEffect(() => {
    if (stopped) return
    const from = performance.now()
    const timer = setTimeout(() => ends.current(), left.current)
    return () => {
      clearTimeout(timer)
      left.current = Math.max(1000, left.current - (performance.now() - from))
    }
  }, [stopped])
  return {
    onMouseEnter: () => setHeld(true),
    onMouseLeave: () => setHeld(false),
    onFocus: () => setHeld(true),
    onBlur: () => setHeld(false),
  }
}

/** One of them, with the time that is left to undo it. */
function ToastView({ id, text, until, undo, undoLabel, link }: Toast) {
  const { t } = useTranslation()
  const [lasts] = useState(() => (until ? Math.max(1000, until - Date.now()) : STAYS))
  const hold = useTimer(lasts, until === undefined, () => dismiss(id))
  return (
    <div className={until ? 'toast bound' : 'toast'} {...hold}>
      <div className="grow">{text}</div>
      <div className="row">
        {link && (
          <a href={link.href} target="_blank" rel="noreferrer">
            {link.label}
          </a>
        )}
        {undo && (
          <button
            type="button"
            onClick={() => {
              dismiss(id)
              void undo()
            }}
          >
            {undoLabel ?? t('common.undo')}
          </button>
        )}
        <button type="button" className="close" aria-label={t('common.close')} onClick={() => dismiss(id)}>
          <IconX size={18} aria-hidden />
        </button>
      </div>
      <div className="left" aria-hidden="true">
        <span style={{ animationDuration: `${lasts}ms` }} />
      </div>
    </div>
  )
}

/** Where a toast appears, and the live region that reads it. */
export function Toasts() {
  const { t } = useTranslation()
  const toast = useStore(shown)
  const words = useStore(announced)
  const place = useRef<HTMLElement>(null)
  useToastFoot(place, toast?.id)
  return (
    <>
      <div role="status" aria-live="polite" className="hidden-but-read" data-testid="announcer">
        {words}
      </div>
      <section className="toasts" ref={place} aria-label={t('shell.messages')}>
        {toast && <ToastView key={toast.id} {...toast} />}
      </section>
    </>
  )
}
