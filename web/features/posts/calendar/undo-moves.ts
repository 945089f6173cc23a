import { isTyping } from '../../../base/shortcuts.ts'
import { createStore } from '../../../base/store.ts'

/** What puts one move back. */
type Undo = () => Promise<void>

/** So many moves can be put back, the last one first, as long as the page is open. */
const most = 20

/** The moves that were made here and not put back, the last one first. */
export const movesMade = createStore<readonly Undo[]>([])

/** Keeps how to put a move back. Answers the same, to be run at most once, wherever it is asked for first. */
export function keepUndo(undo: Undo): Undo {
  const once: Undo = async () => {
    if (!movesMade.get().includes(once)) return
    movesMade.set(movesMade.get().filter((one) => one !== once))
    await undo()
  }
  movesMade.set([once, ...movesMade.get()].slice(0, most))
  return once
}

/** Puts the last move back; nothing where none is left. */
export async function undoLast(): Promise<void> {
  await movesMade.get()[0]?.()
}

/** Whether a key asks for that: Ctrl or ⌘ and Z, not while one types, and not in a dialog. */
export function asksToUndo(event: KeyboardEvent): boolean {
  const keys = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'z'
  return keys && !isTyping(event.target) && document.querySelector('[role="dialog"]') === null
}
