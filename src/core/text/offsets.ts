/** Bytes that a code point takes in UTF-8. A lone surrogate is sent as U+FFFD, three bytes. */
function bytesOf(codePoint: number): number {
  if (codePoint < 0x80) return 1
  if (codePoint < 0x800) return 2
  return codePoint < 0x10000 ? 3 : 4
}

/** Length of a text in UTF-8 bytes. */
export function utf8Length(text: string): number {
  let bytes = 0
  for (let index = 0; index < text.length; index += 1) {
    const codePoint = text.codePointAt(index) as number
    bytes += bytesOf(codePoint)
    if (codePoint > 0xffff) index += 1
  }
  return bytes
}

/**
 * Turns UTF-16 offsets of `text` into UTF-8 byte offsets. Offsets asked for in ascending order cost one pass in all.
 * An offset inside a surrogate pair counts as the pair's end.
 */
export function byteOffsets(text: string): (offset: number) => number {
  let index = 0
  let bytes = 0
  return (offset) => {
    if (offset < index) {
      index = 0
      bytes = 0
    }
    while (index < offset && index < text.length) {
      const codePoint = text.codePointAt(index) as number
      bytes += bytesOf(codePoint)
      index += codePoint > 0xffff ? 2 : 1
    }
    return bytes
  }
}

/**
 * Turns UTF-8 byte offsets of `text` into UTF-16 offsets, as {@link utf16Offset} does. Offsets asked for in ascending order cost one
 * pass in all.
 */
export function unitOffsets(text: string): (byteOffset: number) => number {
  let index = 0
  let bytes = 0
  return (byteOffset) => {
    if (byteOffset < bytes) {
      index = 0
      bytes = 0
    }
    while (index < text.length) {
      const codePoint = text.codePointAt(index) as number
      if (bytes + bytesOf(codePoint) > byteOffset) break
      bytes += bytesOf(codePoint)
      index += codePoint > 0xffff ? 2 : 1
    }
    return index
  }
}

/** Turns a UTF-8 byte offset into a UTF-16 offset. A byte inside a character counts as the character's start. */
export function utf16Offset(text: string, byteOffset: number): number {
  let bytes = 0
  let index = 0
  while (index < text.length) {
    const codePoint = text.codePointAt(index) as number
    bytes += bytesOf(codePoint)
    if (bytes > byteOffset) return index
    index += codePoint > 0xffff ? 2 : 1
  }
  return index
}
