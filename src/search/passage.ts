/** So many characters of a text are shown around what was found. */
const around = { before: 40, after: 110 }

/** Words as they are compared: in small letters, one space between them. */
const plain = (text: string) => text.toLowerCase()

/**
 * The part of a text in which the words are: on one line, cut between words, with `…` where more goes on. Where none of them is
 * there (they were found by their stem, or elsewhere), its beginning.
 */
export function passageOf(text: string, words: string): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  const at = firstOf(plain(line), plain(words).trim())
  const from = at <= around.before ? 0 : cutAfter(line, at - around.before, at)
  const to = Math.min(line.length, from + around.before + around.after)
  const end = to === line.length ? to : cutBefore(line, to, at)
  return `${from > 0 ? '… ' : ''}${line.slice(from, end).trim()}${end < line.length ? ' …' : ''}`
}

/** Where all of them stand together, or else the first of them that is there at all. */
function firstOf(text: string, words: string): number {
  const together = text.indexOf(words)
  if (together >= 0) return together
  for (const word of words.split(/\s+/)) {
    const at = word ? text.indexOf(word) : -1
    if (at >= 0) return at
  }
  return 0
}

/** The beginning of the first whole word from here, but no later than what was found. */
function cutAfter(text: string, from: number, found: number): number {
  const space = text.indexOf(' ', from)
  return space >= 0 && space < found ? space + 1 : from
}

/** The end of the last whole word before here, but behind what was found. */
function cutBefore(text: string, to: number, found: number): number {
  const space = text.lastIndexOf(' ', to)
  return space > found ? space : to
}

/** An article's Markdown as it is read, roughly and in linear time: enough to show a line of it. */
export function withoutMarkup(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)/gu, '$1')
    .replace(/^[ \t]{0,3}(?:#{1,6}|>|[-*+]|\d{1,9}[.)])[ \t]/gmu, '')
    .replace(/[*_`~]{1,3}/gu, '')
}
