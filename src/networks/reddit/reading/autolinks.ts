import { isAlphanumeric, isLetter, isPunctuation, isSpace } from './characters.ts'
import type { Found, Place } from './span.ts'
import { escapeText, isLinkable, linkableLength, writeLink } from './writing.ts'

/** Addresses that stand in a text as they are: links, e-mail addresses, communities and people. None inside a label. */
export function autolinkAt(place: Place): Found | undefined {
  if (place.reading.inLabel) return undefined
  switch (place.text[place.at]) {
    case ':':
      return addressAt(place)
    case 'w':
      return wwwAt(place)
    case '@':
      return mailAt(place)
    default:
      return communityAt(place) ?? personAt(place)
  }
}

/** `https://…`, looked at from its colon. */
function addressAt(place: Place): Found | undefined {
  const { text, at, free } = place
  if (!text.startsWith('//', at + 1) || at + 4 > text.length) return undefined
  let start = at
  while (start > free && isLetter(text[start - 1])) start--
  if (!isLinkable(text.slice(start, start + linkableLength))) return undefined
  const domain = domainEnd(text, at + 3)
  const end = domain && addressEnd(place, at, domain)
  return end ? linked(place, start, end, '') : undefined
}

function wwwAt(place: Place): Found | undefined {
  const { text, at, free } = place
  if (at > free && !isPunctuation(text[at - 1]) && !isSpace(text[at - 1])) return undefined
  const domain = text.startsWith('www.', at) ? domainEnd(text, at) : undefined
  const end = domain && addressEnd(place, at, domain)
  return end ? linked(place, at, end, 'http://') : undefined
}

/** Where a name with a dot in it ends; its last character is only looked at where more follows. */
function domainEnd(text: string, start: number): number | undefined {
  if (!isAlphanumeric(text[start])) return undefined
  let end = start + 1
  let dots = 0
  for (; end < text.length - 1; end++) {
    if (text[end] === '.') dots++
    else if (!isAlphanumeric(text[end]) && text[end] !== '-') break
  }
  return dots > 0 ? end : undefined
}

/** An address goes on to the next space, less what rather belongs to the sentence around it. */
function addressEnd({ text, reading }: Place, at: number, from: number): number | undefined {
  let end = from
  while (end < text.length && !isSpace(text[end])) end++
  reading.steps += end - at
  return withoutSentence(text, at, end)
}

const openers: Readonly<Record<string, string>> = { '"': '"', "'": "'", ')': '(', ']': '[', '}': '{' }

/** Without the punctuation at its end, an entity there, and a bracket that was opened before it. */
function withoutSentence(text: string, at: number, from: number): number | undefined {
  const tag = text.slice(at, from).indexOf('<')
  let end = tag < 0 ? from : at + tag
  while (end > at && /[?!.,;]/.test(text[end - 1] ?? ''))
    end = text[end - 1] === ';' ? beforeEntity(text, at, end) : end - 1
  if (end === at) return undefined
  const closer = text[end - 1] ?? ''
  const opener = openers[closer]
  if (opener === undefined) return end
  const address = text.slice(at, end)
  const count = (char: string) => address.split(char).length - 1
  const closers = opener === closer ? 0 : count(closer)
  return closers === count(opener) ? end : end - 1
}

/** Before the `&name;` that ends at `end`, or else before its semicolon. */
function beforeEntity(text: string, at: number, end: number): number {
  let start = end - 2
  while (start > at && isLetter(text[start])) start--
  return start < end - 2 && text[start] === '&' ? start : end - 1
}

/** `name@example.com`, looked at from its `@`. */
function mailAt(place: Place): Found | undefined {
  const { text, at, free } = place
  let start = at
  while (start > free && /[A-Za-z0-9.+_-]/.test(text[start - 1] ?? '')) start--
  if (start === at) return undefined
  let dots = 0
  let end = at + 1
  for (; end < text.length; end++) {
    const character = text[end] ?? ''
    if (character === '@') return undefined
    if (character === '.' && end < text.length - 1) dots++
    else if (!/[A-Za-z0-9_-]/.test(character)) break
  }
  place.reading.steps += end - start
  if (end < at + 2 || dots === 0) return undefined
  const last = withoutSentence(text, at, end)
  return last ? linked(place, start, last, 'mailto:') : undefined
}

function linked({ text, reading }: Place, start: number, end: number, before: string): Found {
  const words = text.slice(start, end)
  return { html: writeLink(before + words, undefined, escapeText(words), reading.home), start, end }
}

/**
 * Where `r/` or `/r/` begins, looked at from its second slash: behind another slash, punctuation, a space, or whatever markup came
 * before, but not behind a slash that a backslash made a plain character.
 */
function prefixStart({ text, at, free }: Place, letter: 'r' | 'u'): number | undefined {
  if (at + 2 > text.length || at <= free || text[at - 1] !== letter) return undefined
  const before = text[at - 2]
  if (at - free > 1) {
    if (before === '/') return at - 2
    return isPunctuation(before) || isSpace(before) ? at - 1 : undefined
  }
  return at > 2 && before === '/' && text[at - 3] === '\\' ? undefined : at - 1
}

/** A community's name: `t:` is of a joke of 2012, and only one name has a dot. */
const community = /(reddit\.com|(?:t:)?[a-z0-9])\w*/iy

const longestCommunity = 24

/** `r/one`, `r/one+another`, `r/all-one-another`, and a path below it. */
function communityAt(place: Place): Found | undefined {
  const { text, at } = place
  const start = prefixStart(place, 'r')
  if (start === undefined) return undefined
  const less = /^all-/i.test(text.slice(at + 1, at + 5))
  let end = at
  do {
    community.lastIndex = end + 1
    const [name = '', begin = ''] = community.exec(text) ?? []
    const longest = /^reddit\.com$/i.test(begin) ? begin.length : longestCommunity
    if (name.length < 2 || name.length > longest) return undefined
    end += 1 + name.length
  } while (text[end] === '+' || (less && text[end] === '-'))
  if (text[end] === '/') end = pathEnd(text, end)
  return linked(place, start, end, start === at - 1 ? '/' : '')
}

/** `u/name`, and a path below it. Whoever has one letter only is not found at the end of a text. */
function personAt(place: Place): Found | undefined {
  const { text, at } = place
  if (at + 3 > text.length) return undefined
  const start = prefixStart(place, 'u')
  if (start === undefined || !/[A-Za-z0-9_-]/.test(text[at + 1] ?? '')) return undefined
  return linked(place, start, pathEnd(text, at + 1), start === at - 1 ? '/' : '')
}

function pathEnd(text: string, from: number): number {
  let end = from
  while (end < text.length && /[A-Za-z0-9_/-]/.test(text[end] ?? '')) end++
  return end
}
