import { readKept, writeKept } from '../../base/kept.ts'
import { readStored, type StoredPost, storedBody } from '../../compose/stored.ts'
import type { Beginning } from '../../compose/use-post.ts'
import { changed, nothingWritten } from '../../compose/versions.ts'

const keyOf = (responseId: string) => `answer:${responseId}`
/** Under these an older panel kept what was typed. */
const olderText = (responseId: string) => `reply:${responseId}`
const olderMarkdown = (responseId: string) => `reply-markdown:${responseId}`

/** With what an answer begins: what was typed before on this device, or nothing. */
export function beginAnswer(responseId: string, channelId: string): Beginning {
  const text = readKept<unknown>(olderText(responseId))
  const older = typeof text === 'string' ? { text, markdown: readKept(olderMarkdown(responseId)) === true } : {}
  const start = { written: changed(nothingWritten([channelId]), undefined, older) }
  return { key: keyOf(responseId), onlyHere: true, start }
}

/** What was sent is no longer typed. */
export function forgetKeptAnswer(responseId: string): void {
  for (const key of [keyOf, olderText, olderMarkdown]) writeKept(key(responseId), undefined)
}

/** Whether words for an answer to it are kept on this device. */
export function isBegun(responseId: string): boolean {
  const there = readKept(keyOf(responseId))
  if (there !== undefined) return readStored(there).written.main.text.trim() !== ''
  const older = readKept<unknown>(olderText(responseId))
  return typeof older === 'string' && older.trim() !== ''
}

/** What was taken back stands in the answer box again, unless something else was typed there meanwhile. */
export function keepAnswerAgain(responseId: string, post: StoredPost): void {
  if (!isBegun(responseId)) writeKept(keyOf(responseId), { ...storedBody(post), unsaved: true })
}
