import tlds from 'tlds' with { type: 'json' }
import type { Span } from '../../core/text/entities.ts'
import { outside } from '../../core/text/entities.ts'

/**
 * What Mastodon links and how it counts, from its documentation and behaviour:
 * https://docs.joinmastodon.org/user/posting/ (23 for a link, `@user@host` counts as `@user`).
 */
const topLevels = new Set<string>(tlds)

/** Letters, and the few signs that IDNA 2008 allows inside a name: https://www.rfc-editor.org/rfc/rfc5892#appendix-A */
const signs = '\\u00B7\\u0375\\u05F3\\u05F4\\u0F0B\\u30FB'
const letter = `[\\p{L}\\p{M}\\p{N}${signs}]`
const label = `${letter}(?:[\\p{L}\\p{M}\\p{N}${signs}_\\u200C\\u200D-]*${letter})?`
const host = `${label}(?:\\.${label})+`

/** The part of a written host that is a domain under a top level that exists; a foreign script may follow it directly. */
function domainOf(written: string): string | undefined {
  const dot = written.lastIndexOf('.')
  if (dot < 0) return undefined
  const last = written.slice(dot + 1).toLowerCase()
  if (topLevels.has(last) || /^xn--[a-z0-9-]+$/.test(last)) return written
  const ascii = /^[a-z]+(?=[^\w-])/.exec(last)?.[0]
  if (ascii !== undefined && topLevels.has(ascii)) return written.slice(0, dot + 1 + ascii.length)
  return domainOf(written.slice(0, dot))
}

const schemes = 'https?|dat|dweb|ipfs|ipns|ssb|gopher|gemini'
const address = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}@＠$#＃])(?:(?<scheme>${schemes})://)?(?<host>${host})`, 'giu')
const port = /:\d+/y
const pathRun = /\/(?:[^\s()?<>"“”«»「」『』]|\((?:[^\s()<>"]|\([^\s()<>"]*\))*\))*/uy
const pathTail = /[!*'’;:=,.$%[\]~&|@…]+$/u
const queryRun = /\?[a-z0-9!?*'();:&=+$/%#[\]_.,~|@^\u00A0-\uD7FF\uF900-\uFFEF\u{10000}-\u{EFFFD}-]*/iuy
const queryTail = /[^a-z0-9_&=#/\u00A0-\uD7FF\uF900-\uFFEF\u{10000}-\u{EFFFD}-]+$/iu

/** Where a sticky pattern that starts at `at` ends, without the punctuation behind it. */
function runEnd(pattern: RegExp, tail: RegExp | undefined, text: string, at: number): number {
  pattern.lastIndex = at
  const run = pattern.exec(text)?.[0]
  if (run === undefined) return at
  return at + (tail ? run.replace(tail, '') : run).length
}

/** Addresses with and without a protocol; both count 23. */
function addresses(text: string): (Span & { bare: boolean })[] {
  const found: (Span & { bare: boolean })[] = []
  let end = 0
  for (const match of text.matchAll(address)) {
    const bare = match.groups?.scheme === undefined
    const start = match.index
    if (start < end || (bare && /[-_./]/.test(text.charAt(start - 1)))) continue
    const written = match.groups?.host as string
    const domain = domainOf(written)
    if (domain === undefined || (bare && text.charAt(start + domain.length) === '@')) continue
    end = start + match[0].length - written.length + domain.length
    end = runEnd(port, undefined, text, end)
    end = runEnd(pathRun, pathTail, text, end)
    end = runEnd(queryRun, queryTail, text, end)
    found.push({ type: 'link', value: text.slice(start, end), start, end, bare })
  }
  return found
}

const extra = /(?<![\p{L}\p{N}])(?:xmpp:[^\s<>"@]+@[^\s<>"]+|magnet:\?[^\s<>"]+)/giu

/** Addresses of chats and magnets, which Mastodon links and counts letter by letter. */
function extraAddresses(text: string): Span[] {
  return [...text.matchAll(extra)].map((match) => {
    const value = match[0].replace(/[.,;:!?)\]'’]+$/u, '')
    return { type: 'link', value, start: match.index, end: match.index + value.length }
  })
}

const mention = new RegExp(
  `(?<![=/\\p{L}\\p{M}\\p{N}_])@(?<user>[a-z0-9_]+(?:[a-z0-9_.-]+[a-z0-9_]+)?)@(?<host>${host})`,
  'giu',
)

/** People on a named server. `@name` alone is somebody on the reader's own server: nobody can tell who from here. */
export function findMentions(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(mention)) {
    const domain = domainOf(match.groups?.host as string)
    if (domain === undefined) continue
    const value = `${match.groups?.user}@${domain}`
    spans.push({ type: 'mention', value, start: match.index, end: match.index + 1 + value.length })
  }
  return spans
}

const word = '[\\p{L}\\p{M}\\p{N}\\p{Pc}]'
const joined = '[\\p{L}\\p{M}\\p{N}\\p{Pc}\\u00B7\\u30FB\\u200C]'
const alphabetic = '[\\p{L}\\p{M}]'
const tag = new RegExp(
  `(?<![=/)\\p{L}\\p{M}\\p{N}_])[#＃](${word}${joined}*(?:${alphabetic}|[_\\u00B7\\u30FB\\u200C])${joined}*${word}|${word}*${alphabetic}${word}*|_${word}+)`,
  'giu',
)

/** Tags: letters, digits, `_`, and middle dots inside; digits alone are none. */
function findTags(text: string): Span[] {
  return [...text.matchAll(tag)].map((match) => ({
    type: 'tag',
    value: match[1] as string,
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** What Mastodon links: addresses with their protocol, people with their server, tags. */
export function findEntities(text: string): Span[] {
  const all = addresses(text)
  const links: Span[] = all.filter(({ bare }) => !bare).map(({ bare: _, ...span }) => span)
  const found = [...links, ...extraAddresses(text)]
  const mentions = outside(found, findMentions(text))
  return [...found, ...mentions, ...outside([...all, ...mentions], findTags(text))]
}

/** What must not be cut: all of it, and bare addresses too. */
export function findWhole(text: string): Span[] {
  return [...findEntities(text), ...addresses(text)]
}

/** The text as Mastodon counts it: every address 23 characters long, every `@user@host` only `@user`. */
export function countableText(text: string, linkLength: number): string {
  const all = addresses(text)
  const spans = [...all, ...outside(all, findMentions(text))].sort((a, b) => a.start - b.start)
  let countable = ''
  let end = 0
  for (const { type, value, start, end: next } of spans) {
    const counted = type === 'link' ? 'x'.repeat(linkLength) : `@${value.slice(0, value.indexOf('@'))}`
    countable += text.slice(end, start) + counted
    end = next
  }
  return countable + text.slice(end)
}
