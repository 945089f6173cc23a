/** What a label stands for: `[label]: address "title"`. */
export interface Reference {
  address: string
  title?: string
}

/** By label; capitals don't matter. */
export type References = ReadonlyMap<string, Reference>

/** A longer label is never looked up, so that brackets around brackets stay cheap. */
export const longestLabel = 999

/** A label as {@link References} keeps it. Only ASCII's capitals are made small. */
export function labelKey(label: string): string {
  return label.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase())
}

/**
 * Takes the definitions of references out of a text, wherever they stand, and makes tabs spaces.
 * @returns the lines that are left; where a definition was is an empty one
 */
export function takeReferences(markdown: string): { lines: string[]; references: References } {
  const source = markdown
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n')
  const whole = source.at(-1) === ''
  if (whole) source.pop()
  const references = new Map<string, Reference>()
  const lines: string[] = []
  for (let at = 0; at < source.length; ) {
    const found = definition(source, at)
    at += found?.lines ?? 1
    if (found) references.set(labelKey(found.label), found.reference)
    // A definition that ends the text without ending its line leaves not even an empty one.
    if (!found || whole || at < source.length) lines.push(found ? '' : withoutTabs(source[at - 1] ?? ''))
  }
  return { lines, references }
}

interface Definition {
  label: string
  reference: Reference
  /** How many lines it takes. */
  lines: number
}

const opening = /^ {0,3}\[([^\]]*)\]: */

/** The definition that begins in a line: its address may stand in the next one, its title in the one after. */
function definition(source: readonly string[], at: number): Definition | undefined {
  const begin = opening.exec(source[at] ?? '')
  if (!begin) return undefined
  let rest = (source[at] ?? '').slice(begin[0].length)
  let lines = 1
  if (rest === '' && at + 1 < source.length) {
    rest = (source[at + 1] ?? '').replace(/^ +/, '')
    lines = 2
  }
  const [, address = '', after = ''] = /^<?([^ ]*)(.*)$/.exec(rest) ?? []
  const bare = address.endsWith('>') ? address.slice(0, -1) : address
  const here = after.replace(/^ +/, '')
  if (bare === '' || (here !== '' && !/^["'(]/.test(here))) return undefined
  const next = here === '' ? (source[at + lines] ?? '').replace(/^ +/, '') : here
  const title = /^["'(]./.test(next) ? titleOf(next) : undefined
  if (here !== '' && !title?.closed) return undefined
  if (here === '' && title?.closed) lines += 1
  const label = begin[1] ?? ''
  return { label, reference: { address: bare, ...(title?.text ? { title: title.text } : {}) }, lines }
}

/** A title runs to the last character of its line, which closes it. One that nothing closes counts, but takes no line. */
function titleOf(line: string): { text: string; closed: boolean } {
  const trimmed = withoutTrailing(line, ' ')
  const closed = trimmed.length > 2 && /["')]$/.test(trimmed.slice(-1))
  return closed ? { text: trimmed.slice(1, -1), closed } : { text: line.slice(1), closed }
}

/** A text without what it ends in. */
export function withoutTrailing(text: string, character: string): string {
  let end = text.length
  while (end > 0 && text[end - 1] === character) end--
  return text.slice(0, end)
}

const encoder = new TextEncoder()

/** Tab stops are four columns apart; each byte of a letter is a column. */
function withoutTabs(line: string): string {
  if (!line.includes('\t')) return line
  let column = 0
  return line
    .split('\t')
    .map((piece, index, { length }) => {
      column += encoder.encode(piece).length
      if (index === length - 1) return piece
      const spaces = 4 - (column % 4)
      column += spaces
      return piece + ' '.repeat(spaces)
    })
    .join('')
}
