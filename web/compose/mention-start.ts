/** A mention that somebody is typing: what stands behind its `@`, and where it begins. UTF-16 offsets. */
export interface MentionStart {
  typed: string
  start: number
  end: number
}

const longest = 60

/** What is being typed before the caret, if it is a mention: an `@` at the beginning of a word, and part of a handle or a name. */
export function mentionAt(text: string, caret: number): MentionStart | undefined {
  const before = text.slice(Math.max(0, caret - longest), caret)
  const [, typed] = /(?:^|[\s(“"'])@([\p{L}\p{N}._@-]+)$/u.exec(before) ?? []
  return typed === undefined ? undefined : { typed, start: caret - typed.length - 1, end: caret }
}

/** A handle as it is written in a text. */
export function mentionOf(handle: string): string {
  return `@${handle.replace(/^@+/, '')} `
}
