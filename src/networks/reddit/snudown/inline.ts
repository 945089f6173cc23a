import { addressAt, type Found, nameAt, wwwAt } from './autolink.ts'
import { entityAt } from './entities.ts'
import { escapeText, isSafe, linkTo } from './html.ts'
import { tagAt } from './tags.ts'

/** What a text refers to further down: addresses by their name. */
export type References = ReadonlyMap<string, { address: string; title: string }>

/** How a whole text is read. */
export interface Reading {
  references: References
  /** A wiki page: the parts of tables may be written as HTML. */
  wiki: boolean
}

/** Deeper than this, signs are letters. */
const deepest = 16
/** No link's words and no address are longer: what would be is text, so that looking for their ends stays cheap. */
const longestTarget = 3000
const escapable = /^[\\`*_{}[\]()#+\-.!:|&<>/^~]$/
const active = /[*_~`\n[<>\\&:w/^]/g

/** Lays out a stretch of text. Reads it once, from left to right; every sign is decided about where it stands. */
export function inline(text: string, reading: Reading, depth = 0, inLink = false): string {
  return new Inline(text, reading, depth, inLink).read()
}

/** What a sign turned out to be: its HTML, and where the text goes on. */
interface Read {
  html: string
  end: number
  /** Letters that were written already, and belong to it. */
  rewind?: number
}

class Inline {
  readonly #text: string
  readonly #reading: Reading
  readonly #depth: number
  readonly #inLink: boolean
  /** What is written, and plain letters that wait behind it. */
  #html = ''
  #letters = ''
  /** Signs that close nothing any more: nobody looks for them again. */
  readonly #unclosed = new Set<string>()

  constructor(text: string, reading: Reading, depth: number, inLink: boolean) {
    this.#text = text
    this.#reading = reading
    this.#depth = depth
    this.#inLink = inLink
  }

  read(): string {
    const text = this.#text
    if (this.#depth > deepest) return escapeText(text)
    for (let at = 0; at < text.length; ) {
      active.lastIndex = at
      const next = active.exec(text)?.index ?? text.length
      this.#letters += text.slice(at, next)
      if (next >= text.length) break
      const found = this.#at(next)
      if (found) this.#write(found)
      else this.#letters += text.charAt(next)
      at = found ? found.end : next + 1
    }
    return this.#html + escapeText(this.#letters)
  }

  #write({ html, rewind = 0 }: Read): void {
    const kept = this.#letters.slice(0, this.#letters.length - rewind)
    this.#html += escapeText(kept) + html
    this.#letters = ''
  }

  #inside(text: string, inLink = this.#inLink): string {
    return inline(text, this.#reading, this.#depth + 1, inLink)
  }

  #at(at: number): Read | undefined {
    switch (this.#text.charAt(at)) {
      case '*':
      case '_':
      case '~':
        return this.#emphasis(at)
      case '`':
        return this.#code(at)
      case '\n':
        return this.#lineBreak(at)
      case '[':
        return this.#link(at)
      case '<':
        return this.#angle(at)
      case '>':
        return this.#spoiler(at)
      case '\\':
        return this.#escape(at)
      case '&':
        return this.#entity(at)
      case '^':
        return this.#raised(at)
      default:
        return this.#inLink ? undefined : this.#address(at)
    }
  }

  #address(at: number): Read | undefined {
    const letter = this.#text.charAt(at)
    const read = { ':': addressAt, w: wwwAt, '/': nameAt }[letter]
    const found: Found | undefined = read?.(this.#text, at)
    // What was taken as something else already is no part of an address.
    if (!found || found.rewind > this.#letters.length) return undefined
    const { rewind, end, address } = found
    return { html: linkTo(address, escapeText(this.#text.slice(at - rewind, end))), end, rewind }
  }

  #lineBreak(at: number): Read | undefined {
    const [spaces = ''] = / {2,}$/.exec(this.#letters) ?? []
    return spaces === '' ? undefined : { html: '<br/>\n', end: at + 1, rewind: spaces.length }
  }

  #escape(at: number): Read | undefined {
    const next = this.#text.charAt(at + 1)
    return escapable.test(next) ? { html: escapeText(next), end: at + 2 } : undefined
  }

  #entity(at: number): Read | undefined {
    const entity = entityAt(this.#text, at)
    return entity === '' ? undefined : { html: entity, end: at + entity.length }
  }

  /** As many backticks close as have opened. */
  #code(at: number): Read | undefined {
    const [fence = ''] = /^`+/.exec(this.#text.slice(at, at + 200)) ?? []
    if (this.#unclosed.has(fence)) return undefined
    const runs = /`+/g
    runs.lastIndex = at + fence.length
    for (let run = runs.exec(this.#text); run; run = runs.exec(this.#text)) {
      if (run[0].length < fence.length) continue
      const end = run.index + fence.length
      const code = this.#text.slice(at + fence.length, run.index).replace(/^ +| +$/g, '')
      return { html: `<code>${escapeText(code)}</code>`, end }
    }
    this.#unclosed.add(fence)
    return undefined
  }

  /** `^word` up to a space, or `^(words)`. */
  #raised(at: number): Read | undefined {
    const text = this.#text
    if (text.charAt(at + 1) !== '(') {
      const [word = ''] = /^\S+/.exec(text.slice(at + 1)) ?? []
      return word === '' ? undefined : { html: `<sup>${this.#inside(word)}</sup>`, end: at + 1 + word.length }
    }
    if (this.#unclosed.has('^(')) return undefined
    const words = /^((?:\\.|[^\\)])*)\)/s.exec(text.slice(at + 2))?.[1]
    if (words === undefined) {
      this.#unclosed.add('^(')
      return undefined
    }
    const html = words === '' ? '' : `<sup>${this.#inside(words)}</sup>`
    return { html, end: at + 3 + words.length }
  }

  #spoiler(at: number): Read | undefined {
    if (this.#text.charAt(at + 1) !== '!' || this.#unclosed.has('>!')) return undefined
    const close = this.#text.indexOf('!<', at + 2)
    if (close < 0) {
      this.#unclosed.add('>!')
      return undefined
    }
    const words = this.#text.slice(at + 2, close)
    // A second beginning inside is the one that the end belongs to only where nothing stands before it.
    if (words.trim() === '' || this.#beginsLater(at, words)) return undefined
    return { html: `<span class="md-spoiler-text">${this.#inside(words)}</span>`, end: close + 2 }
  }

  /** At the head of a text with a space behind it, it was meant for a whole block, and is none. */
  #beginsLater(at: number, words: string): boolean {
    return at === 0 && /^\s/.test(words) && words.includes('>!')
  }

  /** `<http://…>`, and on wiki pages the parts of tables. */
  #angle(at: number): Read | undefined {
    const rest = this.#text.slice(at + 1, at + 2000)
    const address = /^([a-z][a-z0-9+.-]*:[^\s<>]+)>/i.exec(rest)?.[1]
    if (address !== undefined && isSafe(address))
      return { html: linkTo(address, escapeText(address.replace(/^mailto:/i, ''))), end: at + address.length + 2 }
    return this.#reading.wiki ? tagAt(this.#text, at) : undefined
  }

  #link(at: number): Read | undefined {
    const close = closingBracket(this.#text, at)
    if (close < 0) return undefined
    const label = this.#text.slice(at + 1, close)
    const target = this.#target(label, close + 1)
    if (!target || !isSafe(target.address)) return undefined
    return { html: linkTo(target.address, this.#inside(label, true), target.title), end: target.end }
  }

  #target(label: string, at: number): { address: string; title: string; end: number } | undefined {
    const rest = this.#text.slice(at, at + longestTarget)
    const direct =
      /^\s*\(\s*(?:<([^>\n]*)>|((?:\\.|[^\s\\)])+(?: (?!\s*["'])(?:\\.|[^\s\\)])+)*))\s*(?:"([^"]*)"|'([^']*)')?\s*\)/.exec(
        rest,
      )
    if (direct) {
      const address = (direct[1] ?? direct[2] ?? '').replace(/\\([\\()<>[\]*_`~^#&.!-])/g, '$1')
      return { address, title: direct[3] ?? direct[4] ?? '', end: at + direct[0].length }
    }
    const named = /^\s?\[([^\]]*)\]/.exec(rest)
    const name = normalised(named?.[1] || label)
    const known = this.#reading.references.get(name)
    return known && { ...known, end: at + (named?.[0].length ?? 0) }
  }

  #emphasis(at: number): Read | undefined {
    const text = this.#text
    const sign = text.charAt(at)
    // Inside a word an underscore is a letter.
    if (sign === '_' && at > 0 && !/^[\s!-/:-@[-`{-~]$/.test(text.charAt(at - 1))) return undefined
    const [run = ''] = /^(?:\*+|_+|~+)/.exec(text.slice(at, at + 8)) ?? []
    const after = text.charAt(at + run.length)
    if (run.length > 3 || after === '' || /\s/.test(after)) return undefined
    if (sign === '~') return run.length === 2 ? this.#double(at, sign) : undefined
    if (run.length === 1) return this.#single(at, sign)
    return run.length === 2 ? this.#double(at, sign) : this.#triple(at, sign)
  }

  #single(at: number, sign: string): Read | undefined {
    const close = this.#closing(at + 1, sign, 1)
    if (close < 0) return undefined
    return { html: `<em>${this.#inside(this.#text.slice(at + 1, close))}</em>`, end: close + 1 }
  }

  #double(at: number, sign: string): Read | undefined {
    const close = this.#closing(at + 2, sign, 2)
    if (close < 0) return undefined
    const element = sign === '~' ? 'del' : 'strong'
    return { html: `<${element}>${this.#inside(this.#text.slice(at + 2, close))}</${element}>`, end: close + 2 }
  }

  /** Both at once where they end together; else the inner one is read with what is inside. */
  #triple(at: number, sign: string): Read | undefined {
    const close = this.#closing(at + 3, sign, 3)
    if (close >= 0) {
      const words = this.#inside(this.#text.slice(at + 3, close))
      return { html: `<strong><em>${words}</em></strong>`, end: close + 3 }
    }
    return this.#double(at, sign) ?? this.#single(at, sign)
  }

  /** Where as many signs close. Code and links are passed over as wholes; -1 where none does. */
  #closing(from: number, sign: string, count: number): number {
    const key = sign.repeat(count)
    if (this.#unclosed.has(key)) return -1
    const text = this.#text
    for (let at = from; at < text.length; at++) {
      const letter = text.charAt(at)
      if (letter === '\\') at++
      else if (letter === '`') at = this.#code(at)?.end ?? at + 1
      else if (letter === '[') at = this.#linkEnd(at)
      if (text.charAt(at) !== sign || !text.startsWith(key, at) || /\s/.test(text.charAt(at - 1)) || at === from)
        continue
      if (count === 1 && text.charAt(at + 1) === sign) {
        // Two signs belong to something inside.
        const inner = this.#closing(at + 2, sign, 2)
        at = inner < 0 ? at + 1 : inner + 1
        continue
      }
      if (sign === '_' && /^[A-Za-z0-9]$/.test(text.charAt(at + count))) continue
      return at
    }
    this.#unclosed.add(key)
    return -1
  }

  /** The last letter of a link, or the bracket itself where there is none. */
  #linkEnd(at: number): number {
    const close = closingBracket(this.#text, at)
    const target = close < 0 ? undefined : this.#target(this.#text.slice(at + 1, close), close + 1)
    return target ? target.end : at
  }
}

/** A name of a reference: letters big or small, spaces of any number. */
export function normalised(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase()
}

/** The bracket that closes the one at a place; -1 where none does. */
function closingBracket(text: string, at: number): number {
  let open = 0
  const most = Math.min(text.length, at + longestTarget)
  for (let place = at; place < most; place++) {
    const letter = text.charAt(place)
    if (letter === '\\') place++
    else if (letter === '[') open++
    else if (letter === ']' && --open === 0) return place
  }
  return -1
}
