/** What is put into a text at a place, so that it stands apart from the words around it. UTF-16 offsets. */
export function spaced(text: string, start: number, end: number, insert: string): string {
  const before = start > 0 && !/\s$/.test(text.slice(0, start)) ? ' ' : ''
  const after = end < text.length && !/^\s/.test(text.slice(end)) ? ' ' : ''
  return before + insert + after
}

/**
 * Puts words where the caret is, by the browser's own editing, so that its undo takes them back.
 * @param tight without a space to what stands around them
 */
export function insertAtCaret(area: HTMLTextAreaElement | null, insert: string, tight = false): void {
  if (!area) return
  const { selectionStart, selectionEnd, value } = area
  area.focus()
  area.setSelectionRange(selectionStart, selectionEnd)
  document.execCommand('insertText', false, tight ? insert : spaced(value, selectionStart, selectionEnd, insert))
}
