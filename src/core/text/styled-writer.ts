import type { Span } from './entities.ts'
import type { Style, Styled, StyleType } from './styled.ts'

/** Writes a text and keeps where its formatting is. Knows no Markdown. */
export class StyledWriter {
  #text = ''
  readonly #styles: Style[] = []
  readonly #links: Span[] = []
  readonly #kept: ReadonlySet<StyleType>
  /** Before each further line, inside a list or a quote. */
  #indent = ''

  /** @param kept the styles to keep; others leave no trace */
  constructor(kept: readonly StyleType[]) {
    this.#kept = new Set(kept)
  }

  keeps(type: StyleType): boolean {
    return this.#kept.has(type)
  }

  write(text: string): void {
    this.#text += this.#indent === '' ? text : text.replaceAll('\n', `\n${this.#indent}`)
  }

  /** Ends the line, and leaves a blank one after it where `lines` is 2. */
  newline(lines: 1 | 2): void {
    const start = this.#text.length
    if (lines === 2) this.#text += `\n${this.#indent.trimEnd()}`
    this.#text += `\n${this.#indent}`
    // What stands before the words of a line is markup there, where the network has any.
    if (this.#indent !== '' && this.keeps('markup'))
      this.#styles.push({ type: 'markup', start, end: this.#text.length })
  }

  /** What `write` writes has this style. */
  styling(type: StyleType, write: () => void, value?: string): void {
    const start = this.#text.length
    write()
    if (!this.keeps(type) || this.#text.length === start) return
    this.#styles.push({ type, start, end: this.#text.length, ...(value === undefined ? {} : { value }) })
  }

  /** What `write` writes stands for an address, where `address` finds one for the words. */
  linking(address: (words: string) => string | undefined, write: () => void): void {
    const start = this.#text.length
    write()
    const end = this.#text.length
    const value = address(this.#text.slice(start))
    if (value !== undefined && end > start) this.#links.push({ type: 'link', value, start, end })
  }

  /** Every line that `write` begins stands in by this much. */
  indenting(by: string, write: () => void): void {
    const before = this.#indent
    this.#indent = before + by
    write()
    this.#indent = before
  }

  /** What was written, outer styles before inner ones. */
  styled(): Styled {
    const order = (a: { start: number; end: number }, b: { start: number; end: number }) =>
      a.start - b.start || b.end - a.end
    return { text: this.#text, styles: this.#styles.sort(order), links: this.#links.sort(order) }
  }
}
