import { isBlank, isPunctuation } from './characters.ts'

/** What begins or ends emphasis: `<` is the end of a spoiler. */
export type Mark = '*' | '_' | '~' | '>' | '<'

/** What closes: one mark, two, whatever closes three, or `!<`. */
export type Closing = 'single' | 'double' | 'any' | 'spoiler'

/** A run of backticks. */
interface Run {
  start: number
  length: number
  /** The number of the next run that is longer; as many as there are runs where none is. */
  longer: number
}

/** Not there. */
export const none = -1

/**
 * Answers what comes next in a text, however often it is asked. Every table is made when it is first needed, once, from the end of the
 * text to its beginning: looking ahead from each place anew would take the square of the text's length.
 */
export class Lookahead {
  private readonly text: string
  private readonly tell: (steps: number) => void
  private readonly tables = new Map<string, Int32Array>()
  private backticks: readonly Run[] | undefined

  /** `tell` hears how many characters were looked at. */
  constructor(text: string, tell: (steps: number) => void) {
    this.text = text
    this.tell = tell
  }

  /** Where `character` stands next, at `from` or behind. */
  next(character: string, from: number): number {
    return this.table(`next ${character}`, (at, later) => (this.text[at] === character ? at : later(at + 1)))(from)
  }

  /** The next place that is not blank, `from` or behind; the text's end where there is none. */
  afterBlanks(from: number): number {
    const found = this.table('blanks', (at, later) => (isBlank(this.text[at]) ? later(at + 1) : at))(from)
    return found === none ? this.text.length : found
  }

  /** The next blank, at `from` or behind; the text's end where there is none. */
  nextBlank(from: number): number {
    const found = this.table('blank', (at, later) => (isBlank(this.text[at]) ? at : later(at + 1)))(from)
    return found === none ? this.text.length : found
  }

  /** Where the blanks begin that end at `end`: behind the last character that is none. */
  beforeBlanks(end: number): number {
    const key = 'before blanks'
    let table = this.tables.get(key)
    if (!table) {
      table = new Int32Array(this.text.length + 1)
      for (let at = 1; at < table.length; at++) table[at] = isBlank(this.text[at - 1]) ? (table[at - 1] ?? 0) : at
      this.keep(key, table)
    }
    return table[end] ?? 0
  }

  /** The next place, at `from` or behind, that `stops`; what stands behind a backslash stops nothing. `name` is that of the rule. */
  unescaped(name: string, from: number, stops: (at: number) => boolean): number {
    return this.table(`unescaped ${name}`, (at, later) => {
      if (this.text[at] === '\\') return later(at + 2)
      return stops(at) ? at : later(at + 1)
    })(from)
  }

  /**
   * The bracket that closes the one at `open`, by their nesting. Brackets behind a backslash open and close nothing, but one that
   * is asked about opens.
   */
  bracket(open: number): number {
    const key = 'brackets'
    const table = this.tables.get(key) ?? this.keep(key, this.closingBrackets())
    return table[open] ?? none
  }

  private closingBrackets(): Int32Array {
    const closes = new Int32Array(this.text.length).fill(none)
    const open: number[] = []
    const escaped: { at: number; within: number }[] = []
    const outside: number[] = []
    for (let at = 0; at < this.text.length; at++) {
      const character = this.text[at]
      if (character !== '[' && character !== ']') continue
      if (this.text[at - 1] !== '\\') {
        if (character === '[') open.push(at)
        else for (const opener of open.length > 0 ? [open.pop() ?? 0] : outside.splice(0)) closes[opener] = at
      } else if (character === '[') {
        const within = open.at(-1)
        if (within === undefined) outside.push(at)
        else escaped.push({ at, within })
      }
    }
    // One behind a backslash closes where the pair around it does.
    for (const { at, within } of escaped) closes[at] = closes[within] ?? none
    return closes
  }

  /** The code that the backtick at `start` opens: how many backticks open it, and where those that close it begin. */
  code(start: number): { width: number; close: number } {
    this.backticks ??= this.runs()
    const runs = this.backticks
    let [low, high] = [0, runs.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((runs[middle]?.start ?? 0) <= start) low = middle
      else high = middle - 1
    }
    const own = runs[low]
    if (!own) return { width: 0, close: none }
    const width = own.start + own.length - start
    let other = low + 1
    while (other < runs.length && (runs[other]?.length ?? 0) < width) other = runs[other]?.longer ?? runs.length
    return { width, close: runs[other]?.start ?? none }
  }

  private runs(): Run[] {
    const runs = [...this.text.matchAll(/`+/g)].map(
      ({ index, 0: { length } }): Run => ({ start: index, length, longer: 0 }),
    )
    for (let at = runs.length - 1; at >= 0; at--) {
      const run = runs[at]
      if (!run) continue
      let other = at + 1
      while (other < runs.length && (runs[other]?.length ?? 0) <= run.length) other = runs[other]?.longer ?? runs.length
      run.longer = other
    }
    this.tell(this.text.length)
    return runs
  }

  /** The next `mark` at `from` or behind that does not belong to code or to a link, as far as those can be told apart so early. */
  mark(mark: Mark, from: number): number {
    return this.table(`mark ${mark}`, (at, later) => {
      const character = this.text[at]
      if (character === mark) return at
      if ((character !== '`' && character !== '[') || this.text[at - 1] === '\\') return later(at + 1)
      return character === '`' ? this.behindCode(mark, at, later) : this.behindLink(mark, at, later)
    })(from)
  }

  private behindCode(mark: Mark, at: number, later: (at: number) => number): number {
    const { width, close } = this.code(at)
    const end = close + width
    if (close !== none && end < this.text.length) return later(end)
    return this.next(mark, at + width)
  }

  /** Here any bracket that closes ends the label, and what follows needs not be a link in the end. */
  private behindLink(mark: Mark, at: number, later: (at: number) => number): number {
    const close = this.next(']', at + 1)
    const inLabel = this.next(mark, at + 1)
    if (close === none) return inLabel
    const inside = inLabel < close ? inLabel : none
    const follows = this.afterBlanks(close + 1)
    if (follows >= this.text.length) return inside
    const opens = this.text[follows]
    if (opens !== '[' && opens !== '(') return inside === none ? later(follows) : inside
    const end = this.next(opens === '[' ? ']' : ')', follows + 1)
    if (end !== none) return later(end + 1)
    return inside === none ? this.next(mark, follows + 1) : inside
  }

  /** The first `mark` from `from` on that closes in that way. */
  closing(mark: Mark, how: Closing, from: number): number {
    const first = this.mark(mark, from)
    if (first === none) return none
    const step = how === 'double' || how === 'spoiler' ? 2 : 1
    return this.table(`${how} ${mark}`, (at, later) => {
      if (this.text[at] !== mark) return none
      if (this.closes(mark, how, at)) return at
      const other = this.mark(mark, at + step)
      return other === none ? none : later(other)
    })(first)
  }

  private closes(mark: Mark, how: Closing, at: number): boolean {
    const [before, after] = [this.text[at - 1], this.text[at + 1]]
    if (how === 'spoiler') return before === '!'
    if (isBlank(before)) return false
    if (how === 'double') return after === mark
    // Words_with_underscores are words.
    return how === 'any' || mark !== '_' || after === undefined || isBlank(after) || isPunctuation(after)
  }

  /** A table of an answer for each place, which may rest on the answers for later places; {@link none} behind the end. */
  private table(key: string, answer: (at: number, later: (at: number) => number) => number): (at: number) => number {
    let table = this.tables.get(key)
    if (!table) {
      const made = new Int32Array(this.text.length).fill(none)
      const later = (at: number) => made[at] ?? none
      for (let at = made.length - 1; at >= 0; at--) made[at] = answer(at, later)
      table = this.keep(key, made)
    }
    const kept = table
    return (at) => kept[at] ?? none
  }

  private keep(key: string, table: Int32Array): Int32Array {
    this.tables.set(key, table)
    this.tell(this.text.length)
    return table
  }
}
