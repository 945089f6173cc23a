import type { Span } from '../core/text/entities.ts'
import type { Styled } from '../core/text/styled.ts'
import { whereItLeads } from '../core/text/targets.ts'
import { StylesWriter } from './html-styles.ts'

/** What is parted from all else by an empty line. */
const paragraphs = new Set('p blockquote h1 h2 h3 h4 h5 h6 pre'.split(' '))
/** What stands on lines of its own: https://html.spec.whatwg.org/multipage/rendering.html#flow-content-3 */
const blocks = new Set(
  `address article aside caption center dd details dialog dir div dl dt fieldset figcaption figure footer form header
  hgroup hr legend li main menu nav ol optgroup option search section summary table tbody tfoot thead tr ul`.split(
    /\s+/,
  ),
)
const cells = new Set(['td', 'th'])
/** What a browser shows nothing of. */
const unseen = new Set(['script', 'title', 'style', 'iframe', 'noembed', 'noframes'])
const white = /[\t\n\f\r ]+/

/** Writes words as HTML lays them out. Knows tags by their names only: one that is never closed changes nothing else. */
export class TextWriter {
  #pieces: string[] = []
  /** Line breaks that stand at the end of what is written: there are never more than two where a block ended. */
  #breaks = 2
  /** A space that is written when words follow it on the line. */
  #space = false
  #pre = 0
  #hidden = false
  /** The link whose words are being written: where it leads, which piece was its first, and where its words begin. */
  #link: { href: string; from: number; start?: number } | undefined
  #links: Span[] = []
  #styles = new StylesWriter()
  /** How much is written, and how much of it to the end of the last words. */
  #length = 0
  #end = 0
  #leads: boolean

  /** @param leads whether an address is written behind words that say another */
  constructor(leads: boolean) {
    this.#leads = leads
  }

  opens(tag: string, href?: string): void {
    if (tag === 'a') {
      this.#endLink()
      if (href !== undefined) this.#link = { href, from: this.#pieces.length }
    }
    if (tag === 'br') this.#break(this.#breaks + 1)
    if (tag === 'pre') this.#pre++
    if (unseen.has(tag)) this.#hidden = true
    if (cells.has(tag)) this.#space = true
    this.#edge(tag)
    this.#styles.opens(tag)
  }

  closes(tag: string): void {
    if (tag === 'a') this.#endLink()
    this.#styles.closes(tag, this.#end)
    if (unseen.has(tag)) this.#hidden = false
    if (tag === 'pre') this.#pre = Math.max(0, this.#pre - 1)
    if (tag === 'br') this.#break(this.#breaks + 1)
    this.#edge(tag)
  }

  words(text: string): void {
    if (this.#hidden) return
    if (this.#pre > 0) this.#asItStands(text)
    else this.#onOneLine(text)
  }

  /** Nothing but white space. */
  white(text: string): void {
    if (this.#pre > 0) this.words(text)
    else if (!this.#hidden) this.#space = true
  }

  /** What was written, without white space around it. */
  styled(): Styled {
    this.#endLink()
    const whole = this.#pieces.join('')
    const text = whole.trim()
    const before = whole.length - whole.trimStart().length
    const inside = <Stretch extends { start: number; end: number }>(stretches: readonly Stretch[]): Stretch[] =>
      stretches.flatMap((one) => {
        const [start, end] = [Math.max(0, one.start - before), Math.min(text.length, one.end - before)]
        return start < end ? [{ ...one, start, end }] : []
      })
    return { text, styles: inside(this.#styles.styles), links: inside(this.#links) }
  }

  /** Where a block begins or ends. */
  #edge(tag: string): void {
    if (paragraphs.has(tag)) this.#break(2)
    else if (blocks.has(tag)) this.#break(Math.max(this.#breaks, 1))
  }

  #endLink(): void {
    if (this.#link) {
      const { href, from, start } = this.#link
      if (start !== undefined && start < this.#end)
        this.#links.push({ type: 'link', value: href, start, end: this.#end })
      const leads = this.#leads && whereItLeads(this.#pieces.slice(from).join(''), href)
      if (leads) this.#put(leads)
    }
    this.#link = undefined
  }

  #break(most: number): void {
    const wanted = Math.min(2, most)
    this.#space = false
    if (wanted > this.#breaks) this.#put('\n'.repeat(wanted - this.#breaks))
    this.#breaks = Math.max(this.#breaks, wanted)
  }

  #asItStands(text: string): void {
    for (const [number, line] of text.split('\n').entries()) {
      if (number > 0) this.#break(this.#breaks + 1)
      this.#write(line)
    }
  }

  #onOneLine(text: string): void {
    // Most come as single words: so a million letters take a tenth of the time.
    const words = white.test(text) ? text.split(white) : [text]
    for (const [number, word] of words.entries()) {
      if (number > 0) this.#space = true
      this.#write(word)
    }
  }

  #write(words: string): void {
    if (words === '') return
    if (this.#space && this.#breaks === 0) this.#put(' ')
    this.#styles.begins(this.#length)
    if (this.#link) this.#link.start ??= this.#length
    this.#put(words)
    this.#end = this.#length
    this.#space = false
    this.#breaks = 0
  }

  #put(piece: string): void {
    this.#pieces.push(piece)
    this.#length += piece.length
  }
}
