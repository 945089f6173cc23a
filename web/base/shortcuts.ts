import { useEffect, useRef } from 'react'
import { readKept, writeKept } from './kept.ts'
import { createStore } from './store.ts'

/** Whether single letters do things outside of text fields. People who dictate switch them off (WCAG 2.1.4). */
export const letterKeys = createStore(readKept<boolean>('letter-keys') ?? true)

/** Switches the letter keys on or off on this device. */
export function setLetterKeys(on: boolean): void {
  letterKeys.set(on)
  writeKept('letter-keys', on)
}

/** Whether somebody is typing there, so that a letter is a letter. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"]') !== null
}

function chordOf(event: KeyboardEvent): string {
  const command = event.ctrlKey || event.metaKey ? 'mod+' : ''
  return command + (event.key.length === 1 ? event.key.toLowerCase() : event.key)
}

/**
 * Runs an action for a key while the component is shown: `r`, `?`, `mod+k` (Ctrl or ⌘), or `g t` for two in a row.
 * Keys without Ctrl or ⌘ stay out of text fields and dialogs, and of pages in which one writes (`data-writes`): who types before a field
 * has the focus means letters.
 */
export function useShortcuts(actions: Record<string, () => void>): void {
  const now = useRef(actions)
  now.current = actions
  useEffect(() => {
    let first = ''
    let at = 0
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.isComposing) return
      const chord = chordOf(event)
      const letter = !chord.startsWith('mod+')
      const busy = isTyping(event.target) || document.querySelector('[role="dialog"], [data-writes]') !== null
      if (letter && (busy || !letterKeys.get())) return
      const pair = event.timeStamp - at < 1200 ? `${first} ${chord}` : ''
      const action = now.current[pair] ?? now.current[chord]
      first = chord
      at = event.timeStamp
      if (!action) return
      event.preventDefault()
      action()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
