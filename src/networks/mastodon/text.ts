import tlds from 'tlds' with { type: 'json' }
import type { Span } from '../../core/text/entities.ts'
import { outside } from '../../core/text/entities.ts'
import { type Stretch, withoutTail } from '../../core/text/stretches.ts'

/**
 * What Mastodon links and how it counts, from its documentation and behaviour:
 * https://docs.joinmastodon.org/user/posting/ (23 for a link, `@user@host` counts as `@user`).
 */
const topLevels = new Set<string>(tlds)

/** Letters, and the few characters that IDNA 2008 allows inside a name: https://www.rfc-editor.org/rfc/rfc5892#appendix-A */
const chars = '\\u00B7\\u0375\\u05F3\\u05F4\\u0F0B\\u30FB'
const letter = `[\\p{L}\\p{M}\\p{N}${chars}]`
const inHost = `[\\p{L}\\p{M}\\p{N}${chars}_\\u200C\\u200D.-]`
const hostRun = new RegExp(`${inHost}+`, 'uy')
const beginsLabel = new RegExp(`^${letter}`, 'u')
const endsLabel = new RegExp(`${letter}$`, 'u')
const oneLetter = new RegExp(`^${letter}$`, 'u')

/**
 * Reads the names of hosts out of a text: labels with points between them, at least two, each beginning and ending with
 * a letter. A row of what a name may be made of is looked through once, wherever in it a name is asked for.
 */
class Hosts {
  readonly #text: string
  #run = { start: 0, end: 0 }
  /** Of each label of the row: where it stands, and where a name that goes through it from its beginning ends. */
  #labels: { start: number; end: number; sound: boolean; through: number }[] = []

  constructor(text: string) {
    this.#text = text
  }

  /** The name that begins there; `undefined` where none does. */
  at(start: number): string | undefined {
    if (start < this.#run.start || start >= this.#run.end) this.#read(start)
    const index = this.#labelAt(start)
    const label = this.#labels[index]
    const next = this.#labels[index + 1]
    if (!label || !next || !beginsLabel.test(this.#text.slice(start, start + 2))) return undefined
    if (!this.#endsWithLetter(label) || next.through < 0) return undefined
    return this.#text.slice(start, next.through)
  }

  #labelAt(at: number): number {
    let low = 0
    let high = this.#labels.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#labels[middle] as Stretch).end < at) low = middle + 1
      else high = middle
    }
    return low
  }

  #read(start: number): void {
    hostRun.lastIndex = start
    const row = hostRun.exec(this.#text)?.[0] ?? ''
    this.#run = { start, end: start + row.length }
    let at = start
    this.#labels = row.split('.').map((written) => {
      const label = { start: at, end: at + written.length, sound: beginsLabel.test(written), through: -1 }
      at = label.end + 1
      return label
    })
    for (const [index, label] of [...this.#labels.entries()].reverse()) {
      const further = this.#labels[index + 1]?.through ?? -1
      if (!label.sound) label.through = -1
      else if (further >= 0 && this.#endsWithLetter(label)) label.through = further
      else label.through = label.start + this.#soundLength(label)
    }
  }

  #endsWithLetter({ start, end }: Stretch): boolean {
    return end > start && endsLabel.test(this.#text.slice(Math.max(start, end - 2), end))
  }

  /** How much of a label is left when it ends with a letter. */
  #soundLength({ start, end }: Stretch): number {
    let left = end - start
    for (const char of backwards(this.#text.slice(start, end))) {
      if (oneLetter.test(char)) break
      left -= char.length
    }
    return left
  }
}

/** The code points of a text, the last one first. */
function* backwards(text: string): Generator<string> {
  const points = [...text]
  for (let index = points.length - 1; index >= 0; index--) yield points[index] as string
}

/** The part of a written host that is a domain under a top level that exists; a foreign script may follow it directly. */
function domainOf(written: string): string | undefined {
  for (let end = written.length, dot = written.lastIndexOf('.'); dot > 0; dot = written.lastIndexOf('.', end - 1)) {
    const last = written.slice(dot + 1, end)
    // No top level is longer: https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4
    const name = last.slice(0, 64).toLowerCase()
    if (topLevels.has(name) || (last.length < 64 && /^xn--[a-z0-9-]+$/.test(name))) return written.slice(0, end)
    const ascii = /^[a-z]+(?=[^\w-])/.exec(name)?.[0]
    if (ascii !== undefined && topLevels.has(ascii)) return written.slice(0, dot + 1 + ascii.length)
    end = dot
  }
  return undefined
}

const schemes = 'https?|dat|dweb|ipfs|ipns|ssb|gopher|gemini'
const address = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}@＠$#＃])(?:(?<scheme>${schemes})://)?(?=${letter})`, 'giu')
const port = /:\d+/y
const pathRun = /\/(?:[^\s()?<>"“”«»「」『』]|\((?:[^\s()<>"]|\([^\s()<>"]*\))*\))*/uy
const pathTail = /^[!*'’;:=,.$%[\]~&|@…]$/u
const queryRun = /\?[a-z0-9!?*'();:&=+$/%#[\]_.,~|@^\u00A0-\uD7FF\uF900-\uFFEF\u{10000}-\u{EFFFD}-]*/iuy
const queryTail = /^[^a-z0-9_&=#/\u00A0-\uD7FF\uF900-\uFFEF\u{10000}-\u{EFFFD}-]$/iu

/** Where a sticky pattern that starts at `at` ends, without the punctuation behind it. */
function runEnd(pattern: RegExp, tail: RegExp | undefined, text: string, at: number): number {
  pattern.lastIndex = at
  const run = pattern.exec(text)?.[0]
  if (run === undefined) return at
  return at + (tail ? withoutTail(run, tail) : run).length
}

/** Addresses with and without a protocol; both count 23. */
function addresses(text: string): (Span & { bare: boolean })[] {
  const found: (Span & { bare: boolean })[] = []
  const hosts = new Hosts(text)
  address.lastIndex = 0
  for (let match = address.exec(text); match; match = address.exec(text)) {
    const bare = match.groups?.scheme === undefined
    const start = match.index
    const hostStart = start + match[0].length
    const written = hosts.at(hostStart)
    address.lastIndex = hostStart + (written?.length ?? (bare ? 1 : 0))
    if (written === undefined || (bare && /[-_./]/.test(text.charAt(start - 1)))) continue
    const domain = domainOf(written)
    if (domain === undefined || (bare && text.charAt(start + domain.length) === '@')) continue
    let end = hostStart + domain.length
    end = runEnd(port, undefined, text, end)
    end = runEnd(pathRun, pathTail, text, end)
    end = runEnd(queryRun, queryTail, text, end)
    found.push({ type: 'link', value: text.slice(start, end), start, end, bare })
    address.lastIndex = Math.max(address.lastIndex, end)
  }
  return found
}

const extra = /(?<![\p{L}\p{N}])(?:xmpp:[^\s<>"@]{1,255}@[^\s<>"]+|magnet:\?[^\s<>"]+)/giu

/** Addresses of chats and magnets, which Mastodon links and counts letter by letter. */
function extraAddresses(text: string): Span[] {
  return [...text.matchAll(extra)].map((match) => {
    const value = withoutTail(match[0], /^[.,;:!?)\]'’]$/u)
    return { type: 'link', value, start: match.index, end: match.index + value.length }
  })
}

const mention = /(?<![=/\p{L}\p{M}\p{N}_])@(?<user>[a-z0-9_.-]+)(?=@)/giu
/** A name begins and ends with a letter, a digit or `_`. */
const soundUser = /^[a-z0-9_](?:.*[a-z0-9_])?$/iu

/** People on a named server. `@name` alone is somebody on the reader's own server: nobody can tell who from here. */
export function findMentions(text: string): Span[] {
  const spans: Span[] = []
  const hosts = new Hosts(text)
  for (const match of text.matchAll(mention)) {
    const user = match.groups?.user as string
    if (!soundUser.test(user)) continue
    const written = hosts.at(match.index + match[0].length + 1)
    const domain = written === undefined ? undefined : domainOf(written)
    if (domain === undefined) continue
    const value = `${user}@${domain}`
    spans.push({ type: 'mention', value, start: match.index, end: match.index + 1 + value.length })
  }
  return spans
}

const tagRun = /(?<![=/)\p{L}\p{M}\p{N}_])[#＃]([\p{L}\p{M}\p{N}\p{Pc}][\p{L}\p{M}\p{N}\p{Pc}\u00B7\u30FB\u200C]*)/gu
const inWord = /^[\p{L}\p{M}\p{N}\p{Pc}]$/u
const wordRun = /^[\p{L}\p{M}\p{N}\p{Pc}]+/u
const notDigits = /[\p{L}\p{M}_\u00B7\u30FB\u200C]/u

/** Tags: letters, digits, `_`, and middle dots inside; digits alone are none. */
function findTags(text: string): Span[] {
  return [...text.matchAll(tagRun)].flatMap((match) => {
    const value = tagOf(match[1] as string)
    if (value === undefined) return []
    return [{ type: 'tag' as const, value, start: match.index, end: match.index + 1 + value.length }]
  })
}

/** How much of a row of letters, digits and dots is a tag. */
function tagOf(row: string): string | undefined {
  const points = [...row]
  let last = points.length - 1
  while (last >= 0 && !inWord.test(points[last] as string)) last--
  if (notDigits.test(points.slice(1, last).join(''))) return points.slice(0, last + 1).join('')
  const word = wordRun.exec(row)?.[0] ?? ''
  return /[\p{L}\p{M}]/u.test(word) || /^_./u.test(word) ? word : undefined
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
