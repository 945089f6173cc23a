import type { Range } from '../core/text/split.ts'
import type { Style, Styled } from '../core/text/styled.ts'

/** How a network's own markup writes what a text looks like. */
export interface Dialect {
  /** What stands on both sides of words; missing: the network cannot show it. */
  strong?: string
  emphasis?: string
  /** What stands for `emphasis` beside and around marks of `strong`, which are of the same sign. Missing: the same. */
  emphasisByStrong?: string
  strike?: string
  code(text: string): string
  block(lines: string, language: string): string
  heading?(words: string, level: number): string
  /** Before every line of a quote. */
  quote: string
  link?(words: string, address: string): string
  /**
   * An address or a name outside of links. Missing: as it stands. `rest`: what follows it on its line, as it was written; some
   * networks would make that a part of it.
   */
  named?(name: string, rest: string): string
  /** Single characters that would read as markup for what stands around them in the text: each gets a backslash. Global. */
  marks?: RegExp
  /** What, right behind a closing bracket, makes a link of the words in brackets: the opening one gets a backslash too. */
  behindLabel?: string
  /** What else would read as markup, so that it doesn't: characters that begin a line. `begins`: the words stand at its beginning. */
  escape(words: string, begins: boolean): string
}

interface Stretch extends Range {
  type: Style['type'] | 'link'
  value?: string
}

/**
 * Writes a text in a network's markup. Stretches of `untouched` (names, addresses) are never escaped: their letters are
 * not the author's to choose.
 */
export function writeMarkup(styled: Styled, dialect: Dialect, untouched: readonly Range[]): string {
  const stretches: Stretch[] = [...styled.styles, ...styled.links.map((link) => ({ ...link, type: 'link' as const }))]
  const order = (a: Range, b: Range) => a.start - b.start || b.end - a.end
  return new Writer(styled, dialect, [...untouched].sort(order)).write(0, styled.text.length, stretches.sort(order))
}

function marksIn(text: string, { marks, behindLabel }: Dialect): number[] {
  const chars = marks ? [...text.matchAll(marks)].map(({ index }) => index) : []
  if (behindLabel === undefined) return chars
  return [...chars, ...labelsIn(text, behindLabel)].sort((a, b) => a - b)
}

/** Where words in brackets begin that would be a link, on one line. Gone over once, from its end. */
function labelsIn(text: string, behind: string): number[] {
  const found: number[] = []
  let closes = false
  for (let at = text.length - 1; at >= 0; at--) {
    const char = text.charAt(at)
    if (char === '\n') closes = false
    else if (char === ']') closes = at + 1 < text.length && behind.includes(text.charAt(at + 1))
    else if (char === '[' && closes) found.push(at)
  }
  return found
}

class Writer {
  readonly #text: string
  readonly #dialect: Dialect
  readonly #untouched: readonly Range[]
  readonly #marks: readonly number[]
  /** Where strong words begin and end, in order. */
  readonly #strong: readonly number[]
  /** The text is written from its beginning to its end: the next name and the next mark to come by. */
  #name = 0
  #mark = 0

  constructor({ text, styles }: Styled, dialect: Dialect, untouched: readonly Range[]) {
    this.#text = text
    const edges = styles.flatMap(({ type, start, end }) => (type === 'strong' ? [start, end] : []))
    this.#strong = edges.sort((a, b) => a - b)
    this.#dialect = dialect
    this.#untouched = untouched
    this.#marks = marksIn(text, dialect)
  }

  /** @param stretches those inside, outer ones before inner ones */
  write(start: number, end: number, stretches: readonly Stretch[], inLink = false): string {
    let written = ''
    let at = start
    for (let number = 0; number < stretches.length; ) {
      const stretch = stretches[number] as Stretch
      let after = number + 1
      while ((stretches[after]?.start ?? Infinity) < stretch.end) after++
      const inside = stretches.slice(number + 1, after)
      written += this.#words(at, stretch.start, inLink) + this.#stretch(stretch, inside, inLink)
      at = stretch.end
      number = after
    }
    return written + this.#words(at, end, inLink)
  }

  #stretch({ type, value = '', start, end }: Stretch, inside: readonly Stretch[], inLink: boolean): string {
    const dialect = this.#dialect
    const raw = this.#text.slice(start, end)
    if (type === 'markup') return raw
    if (type === 'code') return dialect.code(raw)
    if (type === 'block') return dialect.block(raw, value)
    const inner = this.write(start, end, inside, inLink || type === 'link')
    if (type === 'quote') return inner.replace(/^/gm, dialect.quote)
    if (type === 'heading') return dialect.heading ? dialect.heading(inner, Number(value)) : inner
    if (type === 'link') return dialect.link ? around(inner, (words) => dialect.link?.(words, value) ?? words) : inner
    const mark = (type === 'emphasis' && this.#besideStrong(start, end)) || (dialect[type] ?? '')
    return around(inner, (words) => mark + words + mark)
  }

  /** Its other character, where the usual one would run into that of strong words. Inside a word only the usual one has a meaning. */
  #besideStrong(start: number, end: number): string | undefined {
    if (this.#nextStrong(start) > end) return undefined
    const inWord = (at: number, outside: number) =>
      this.#nextStrong(at) !== at && /[\p{L}\p{N}_]/u.test(this.#text.charAt(outside))
    return inWord(start, start - 1) || inWord(end, end) ? undefined : this.#dialect.emphasisByStrong
  }

  /** Where strong words next begin or end, from there on. */
  #nextStrong(at: number): number {
    let [low, high] = [0, this.#strong.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#strong[middle] as number) < at) low = middle + 1
      else high = middle
    }
    return this.#strong[low] ?? Number.POSITIVE_INFINITY
  }

  #words(start: number, end: number, inLink: boolean): string {
    let written = ''
    let at = start
    for (; (this.#untouched[this.#name]?.start ?? Infinity) < end; this.#name++) {
      const one = this.#untouched[this.#name] as Range
      if (one.start < at || one.end > end) continue
      written += this.#escaped(at, one.start) + this.#named(one, inLink)
      at = one.end
    }
    return written + this.#escaped(at, end)
  }

  #named({ start, end }: Range, inLink: boolean): string {
    const name = this.#text.slice(start, end)
    if (inLink || !this.#dialect.named) return name
    const lineEnd = this.#text.indexOf('\n', end)
    return this.#dialect.named(name, this.#text.slice(end, lineEnd < 0 ? undefined : lineEnd))
  }

  #escaped(start: number, end: number): string {
    if (start === end) return ''
    const begins = start === 0 || this.#text.charAt(start - 1) === '\n'
    return this.#dialect.escape(this.#withBackslashes(start, end), begins)
  }

  #withBackslashes(start: number, end: number): string {
    let written = ''
    let at = start
    for (; (this.#marks[this.#mark] ?? Infinity) < end; this.#mark++) {
      const mark = this.#marks[this.#mark] as number
      if (mark < start) continue
      written += `${this.#text.slice(at, mark)}\\`
      at = mark
    }
    return written + this.#text.slice(at, end)
  }
}

/**
 * Writes an address that something would become a part of in angle brackets: what stands behind those is no part of it.
 * @param fits addresses that may stand in them
 * @param leftOut what the network itself leaves out, at the beginning of what follows
 */
export function inBrackets(fits: RegExp, leftOut: RegExp): NonNullable<Dialect['named']> {
  return (name, rest) => (fits.test(name) && !leftOut.test(rest) ? `<${name}>` : name)
}

/** Markup must touch the words that it is about: the spaces around them stay outside, and so does what is only spaces. */
function around(text: string, mark: (words: string) => string): string {
  const words = text.trim()
  if (words === '') return text
  const start = text.indexOf(words)
  return text.slice(0, start) + mark(words) + text.slice(start + words.length)
}

/** A word of code between as many backticks as it needs: https://spec.commonmark.org/0.31.2/#code-spans */
export function fenced(code: string): string {
  const longest = Math.max(0, ...[...code.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const space = /^`|`$/.test(code) ? ' ' : ''
  return fence + space + code + space + fence
}
