import type { Style, StyleType } from '../core/text/styled.ts'

/** The style of an element. */
const styleOf: Readonly<Record<string, StyleType>> = {
  strong: 'strong',
  b: 'strong',
  em: 'emphasis',
  i: 'emphasis',
  del: 'strike',
  s: 'strike',
  code: 'code',
  pre: 'block',
  blockquote: 'quote',
  h1: 'heading',
  h2: 'heading',
  h3: 'heading',
  h4: 'heading',
  h5: 'heading',
  h6: 'heading',
}

/** An element whose words are being written: where they begin, once there are some. */
interface Open {
  tag: string
  start?: number
}

/** The styles of what is written. They nest: an end ends what was begun within too. */
export class StylesWriter {
  readonly styles: Style[] = []
  #open: Open[] = []
  #count: Record<string, number> = {}

  opens(tag: string): void {
    if (!Object.hasOwn(styleOf, tag)) return
    this.#open.push({ tag })
    this.#count[tag] = (this.#count[tag] ?? 0) + 1
  }

  /** Words are written from here on. */
  begins(at: number): void {
    for (let index = this.#open.length - 1; index >= 0; index--) {
      const one = this.#open[index] as Open
      if (one.start !== undefined) return
      one.start = at
    }
  }

  /** @param end behind the last words */
  closes(tag: string, end: number): void {
    while (this.#count[tag]) {
      const one = this.#open.pop() as Open
      this.#count[one.tag] = (this.#count[one.tag] ?? 1) - 1
      const type = styleOf[one.tag] as StyleType
      const within = type === 'code' && this.#count.pre
      const level = type === 'heading' ? { value: one.tag.slice(1) } : {}
      if (one.start !== undefined && one.start < end && !within)
        this.styles.push({ type, start: one.start, end, ...level })
      if (one.tag === tag) return
    }
  }
}
