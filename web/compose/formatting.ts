/** What the buttons above a post's text do. */
export const formats = ['bold', 'italic', 'strike', 'link', 'bullets', 'quote', 'code'] as const
/** One of them. */
export type Format = (typeof formats)[number]

/** A change of a text, and what is selected after it. Offsets in UTF-16 units. */
export interface Change {
  from: number
  to: number
  insert: string
  select: { start: number; end: number }
}

const marks: Readonly<Partial<Record<Format, string>>> = { bold: '**', italic: '_', strike: '~~', code: '`' }
const lineMarks: Readonly<Partial<Record<Format, string>>> = { bullets: '- ', quote: '> ' }

/** Writes a format around what is selected, in Markdown; where it is there already, takes it off again. */
export function formatted(text: string, start: number, end: number, format: Format): Change {
  const mark = marks[format]
  if (mark !== undefined) return around(text, start, end, mark)
  const lineMark = lineMarks[format]
  if (lineMark !== undefined) return beforeLines(text, start, end, lineMark)
  return link(text, start, end)
}

function around(text: string, from: number, to: number, mark: string): Change {
  const size = mark.length
  const outside = text.slice(from - size, from) === mark && text.slice(to, to + size) === mark
  if (outside) {
    const insert = text.slice(from, to)
    return { from: from - size, to: to + size, insert, select: { start: from - size, end: to - size } }
  }
  // Spaces at the ends stay outside: with them inside, the marks would be plain letters.
  const selected = text.slice(from, to)
  const words = selected.trim()
  const start = from + (words === '' ? 0 : selected.indexOf(words))
  const end = words === '' ? start : start + words.length
  return {
    from: start,
    to: end,
    insert: mark + text.slice(start, end) + mark,
    select: { start: start + size, end: end + size },
  }
}

function beforeLines(text: string, start: number, end: number, mark: string): Change {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const next = text.indexOf('\n', end)
  const to = next < 0 ? text.length : next
  const lines = text.slice(from, to).split('\n')
  const all = lines.every((line) => line.startsWith(mark))
  const insert = lines.map((line) => (all ? line.slice(mark.length) : mark + line)).join('\n')
  return { from, to, insert, select: { start: from + insert.length, end: from + insert.length } }
}

const scheme = /^https?:\/\/\S+$/i

/** Words get an address to fill in; an address gets words to fill in. */
function link(text: string, from: number, to: number): Change {
  const selected = text.slice(from, to)
  if (scheme.test(selected.trim())) {
    return { from, to, insert: `[](${selected.trim()})`, select: { start: from + 1, end: from + 1 } }
  }
  const at = from + selected.length + 3
  return { from, to, insert: `[${selected}](https://)`, select: { start: at, end: at + 'https://'.length } }
}

/** Whether a text has markup that means something in Markdown and nothing elsewhere. */
export function seemsFormatted(text: string): boolean {
  return /(?<![\p{L}\p{N}*])\*\*\S[^*\n]*\*\*(?![\p{L}\p{N}*])|\[[^\]\n]+\]\(https?:\/\/[^\s)]+\)|~~\S[^~\n]*~~|^#{1,6} \S/mu.test(
    text,
  )
}
