/**
 * In which letters a feed is written: its mark at the beginning says, or the answer's header, or the XML's first line
 * (https://www.rfc-editor.org/rfc/rfc7303#section-3). Where what is said can't be true, the next is believed.
 */
export function textOf(bytes: Uint8Array, contentType: string | null): string {
  const said = [markOf(bytes), fromHeader(contentType), fromProlog(bytes), 'utf-8']
  for (const label of said) {
    const text = label === undefined ? undefined : decoded(bytes, label, true)
    if (text !== undefined) return text
  }
  // Written on old machines, and said nowhere.
  return decoded(bytes, 'windows-1252', false) ?? ''
}

/** The byte order mark, or what a first `<` looks like without one. */
function markOf(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c && c === 0 && d !== 0)) return 'utf-16be'
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0 && c !== 0 && d === 0)) return 'utf-16le'
  return undefined
}

function fromHeader(contentType: string | null): string | undefined {
  return /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType ?? '')?.[1]
}

function fromProlog(bytes: Uint8Array): string | undefined {
  const begins = String.fromCharCode(...bytes.subarray(0, 200))
  return /^\s*<\?xml\b[^>]{0,150}?\bencoding\s*=\s*["']([\w.:-]{1,40})/.exec(begins)?.[1]
}

/** `undefined` where there is no such charset, or (`fatal`) the bytes are not written in it. */
function decoded(bytes: Uint8Array, label: string, fatal: boolean): string | undefined {
  try {
    return new TextDecoder(label, { fatal }).decode(bytes)
  } catch {
    // The label is none, or the bytes are others: that is what was to be found out.
    return undefined
  }
}
