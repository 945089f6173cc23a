import { IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createStore, useStore } from '../base/store.ts'

interface Toast {
  id: number
  text: string
  /** Until when it can be undone, in milliseconds since 1970; the seconds left are shown. */
  until?: number
  undo?: () => void | Promise<void>
  undoLabel?: string
}

const toasts = createStore<readonly Toast[]>([])
const announced = createStore('')
let last = 0

/** Closes one toast. */
function dismiss(id: number): void {
  toasts.set(toasts.get().filter((toast) => toast.id !== id))
}

/** Tells a screen reader something that arrived by itself, without showing it. */
export function announce(text: string): void {
  // The same words twice in a row would not be read again.
  announced.set(announced.get() === text ? `${text}\u00a0` : text)
}

/** Says what happened. With `undo`, a button takes it back until `until` (by default ten seconds). */
export function toast(text: string, more: Pick<Toast, 'undo' | 'until' | 'undoLabel'> = {}): void {
  last += 1
  const id = last
  toasts.set([...toasts.get().slice(-2), { id, text, ...more }])
  announce(text)
  const lasts = more.until ? Math.max(1000, more.until - Date.now()) : more.undo ? 10_000 : 6000
  setTimeout(() => dismiss(id), lasts)
}

/** The seconds that are left. */
function Countdown({ until }: { until: number }) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [])
  return <span aria-hidden="true">{Math.max(0, Math.ceil((until - now) / 1000))} s</span>
}

/** Where toasts appear, and the live region that reads them. */
export function Toasts() {
  const { t } = useTranslation()
  const shown = useStore(toasts)
  const words = useStore(announced)
  return (
    <>
      <div role="status" aria-live="polite" className="hidden-but-read" data-testid="announcer">
        {words}
      </div>
      <section className="toasts" aria-label={t('shell.messages')}>
        {shown.map((each) => (
          <div className="toast" key={each.id}>
            <span>{each.text}</span>
            {each.until && <Countdown until={each.until} />}
            {each.undo && (
              <button
                type="button"
                onClick={() => {
                  dismiss(each.id)
                  void each.undo?.()
                }}
              >
                {each.undoLabel ?? t('common.undo')}
              </button>
            )}
            <button type="button" className="close" aria-label={t('common.close')} onClick={() => dismiss(each.id)}>
              <IconX size={18} aria-hidden />
            </button>
          </div>
        ))}
      </section>
    </>
  )
}
