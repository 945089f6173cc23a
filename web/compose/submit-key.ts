import type { KeyboardEvent } from 'react'

/** Ctrl or ⌘ with Enter, typed in the element itself: what is typed in a dialog that it opened is for that dialog. */
export function isSubmitKey(event: KeyboardEvent<HTMLElement>): boolean {
  const pressed = event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing
  return pressed && event.currentTarget.contains(event.target as Node)
}
