import { isAlphanumeric, isSpace } from './characters.ts'
import { none } from './lookahead.ts'
import type { Found, Place } from './span.ts'
import { escapeText, isLinkable, linkableLength, unescaped, writeLink } from './writing.ts'

/** `<address>` and `<e-mail>` are links. Tags are text, but for those of tables on wiki pages. */
export function tagAt(place: Place): Found | undefined {
  const { text, at, look } = place
  const begin = text[at + 1] === '/' ? at + 2 : at + 1
  if (at + 3 > text.length || !isAlphanumeric(text[begin])) return undefined
  const scheme = schemeEnd(text, begin)
  const mail = text[scheme] === '@' ? mailEnd(text, scheme) : undefined
  if (mail !== undefined) return linked(place, mail, 'mailto:')
  let from = scheme
  if (text[scheme] === ':' && scheme > at + 2) {
    from = look.unescaped('tag', scheme + 1, (one) => /[>'" \n]/.test(text[one] ?? ''))
    if (from === none) return undefined
    if (from > scheme + 1 && text[from] === '>') return linked(place, from, '')
  }
  const end = look.next('>', from)
  if (end === none) return undefined
  const tag = text.slice(at, end + 1)
  return { html: (place.reading.wiki && tableTag(tag)) || escapeText(tag), end: end + 1 }
}

function schemeEnd(text: string, from: number): number {
  let end = from
  while (isAlphanumeric(text[end]) || /^[.+-]/.test(text[end] ?? '')) end++
  return end
}

/** The `>` behind an e-mail address with one `@`. */
function mailEnd(text: string, at: number): number | undefined {
  let end = at + 1
  while (isAlphanumeric(text[end]) || /^[._-]/.test(text[end] ?? '')) end++
  return text[end] === '>' ? end : undefined
}

/** The words between `<` and the place of `>`. An address that makes no link is text, character by character. */
function linked({ text, at, reading }: Place, close: number, before: '' | 'mailto:'): Found | undefined {
  const raw = text.slice(at + 1, close)
  if (before === '' && !isLinkable(unescaped(raw.slice(0, 2 * linkableLength)))) return undefined
  const address = unescaped(raw)
  const words = escapeText(address.replace(/^mailto:/, ''))
  return { html: writeLink(before + address, undefined, words, reading.home), end: close + 1 }
}

const tags = ['tr', 'th', 'td', 'table', 'tbody', 'thead', 'tfoot', 'caption']
const attributes = new Set(['colspan', 'rowspan', 'cellspacing', 'cellpadding', 'scope'])

/** A tag of a table with those of its attributes that are allowed; `undefined` for any other tag. */
function tableTag(tag: string): string | undefined {
  const closes = tag[1] === '/'
  const begin = closes ? 2 : 1
  const name = tags.find((known) => {
    const behind = tag[begin + known.length]
    return tag.startsWith(known, begin) && (isSpace(behind) || behind === '>')
  })
  if (name === undefined) return undefined
  return closes ? `</${name}>` : `<${name}${allowed(tag.slice(begin + name.length))}>`
}

/**
 * Reddit reads attributes its own way. A name ends at a blank, a quote or an equals sign; what stands between that and the opening
 * quote is passed over; an equals sign inside a value begins anew.
 */
function allowed(source: string): string {
  let html = ''
  let now = { name: '', equals: false, quote: '', value: '' }
  const restart = () => {
    now = { name: '', equals: false, quote: '', value: '' }
  }
  for (const char of source) {
    const quoted = now.quote !== ''
    if (char === '>') break
    if (char === '=' && !now.equals) now.equals = true
    else if (char === '=' || (char === ' ' && !quoted)) restart()
    else if (quoted && char === now.quote) {
      if (now.value !== '' && attributes.has(now.name.toLowerCase())) html += ` ${now.name}="${escapeText(now.value)}"`
      restart()
    } else if (quoted) now.value += char
    else if (char === '"' || char === "'") {
      if (now.equals) now.quote = char
      else restart()
    } else if (!now.equals) now.name += char
  }
  return html
}
