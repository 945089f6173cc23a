/** A change of a few characters of a text. */
export interface Edit {
  /** Of the first of them, in UTF-16 units. */
  at: number
  length: number
  /** What stands there instead. */
  text: string
}

/** Stands for what is not to be touched: code, an address, a picture. As long as that is, or one character for an element. */
export const kept = '\uFFFC'

/** A space that no line ends at. */
export const joined = '\u00A0'

/** A text with its changes. @param edits in their order, none over another */
export function edited(text: string, edits: readonly Edit[]): string {
  let at = 0
  let result = ''
  for (const edit of edits) {
    result += text.slice(at, edit.at) + edit.text
    at = edit.at + edit.length
  }
  return result + text.slice(at)
}

/** Changes in their order; of two over each other the first that was made stays. */
export function inOrder(edits: readonly Edit[]): Edit[] {
  const sorted = edits.map((edit, rank) => ({ edit, rank })).sort((a, b) => a.edit.at - b.edit.at || a.rank - b.rank)
  const kept: Edit[] = []
  for (const { edit } of sorted) {
    const last = kept.at(-1)
    if (!last || edit.at >= last.at + last.length) kept.push(edit)
  }
  return kept
}
