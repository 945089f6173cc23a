/**
 * The border where text of strangers comes in: what networks and feeds send is cleaned and cut to a size here, once, so that
 * nothing behind it meets characters that a database, an XML reader or a person can't take.
 */
import { createHash } from 'node:crypto'

/** The longest text of each kind, in UTF-16 units. Longer ones are cut, and a `…` says so. */
export const longest = {
  /** What somebody said: longer than any network lets one write in an answer. */
  said: 40_000,
  /** A name, a handle, a title. */
  name: 300,
  address: 2000,
  id: 500,
  /** What the program keeps beside a response to answer it, as JSON. */
  reference: 20_000,
} as const

/**
 * Signs that mean nothing in a text and that others refuse: the controls but tab and line feed, halves of surrogate pairs, and what
 * is no character. https://www.w3.org/TR/xml/#charsets
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const refused = /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f\ufffe\uffff]/g

/** A text without the characters that mean nothing; half a surrogate pair becomes U+FFFD. Line ends of all kinds become one. */
export function withoutRefused(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(refused, (char) => (char === '\u0085' ? '\n' : ''))
}

/** A text of a stranger, on its lines. */
export function foreignText(text: string, most: number = longest.said): string {
  const clean = withoutRefused(text.slice(0, 4 * most + 1000))
  return clean.length <= most ? clean : cut(clean, most)
}

/** The same on one line: a name, a title. */
export function foreignLine(text: string, most: number = longest.name): string {
  const line = withoutRefused(text.slice(0, 4 * most + 1000))
    .replace(/\s+/gu, ' ')
    .trim()
  return line.length <= most ? line : cut(line, most)
}

function cut(text: string, most: number): string {
  return `${text
    .slice(0, most - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '')}…`
}

/** An id of a stranger, which is only ever compared: a long one is told from others by its digest. */
export function foreignId(id: string): string {
  const clean = withoutRefused(id)
  if (clean.length <= longest.id) return clean
  return `${clean.slice(0, 400).toWellFormed()}#${createHash('sha256').update(clean).digest('hex')}`
}

const web = /^https?:/i
const others = /^(?:mailto|at):\S+$/i

/** An address that may be shown as a link; `undefined` where it is none, or its scheme may run or read something. */
export function foreignAddress(address: string): string | undefined {
  const clean = withoutRefused(address.slice(0, 2 * longest.address))
    .replace(/[\t\n]/g, '')
    .trim()
  if (clean.length > longest.address) return undefined
  const fits = web.test(clean) ? URL.canParse(clean) : others.test(clean)
  return fits ? clean : undefined
}

/** Before this nobody wrote anything on a network. */
const earliest = Date.UTC(1990, 0)
const dayMs = 86_400_000

/**
 * A moment that a stranger tells. One that is none, or lies in the future, becomes now; one before there were networks becomes 1990.
 * A day is left for clocks that go wrong.
 */
export function foreignInstant(told: Date, now: Date): Date {
  const time = told.getTime()
  if (!Number.isFinite(time) || time > now.getTime() + dayMs) return now
  return time < earliest ? new Date(earliest) : told
}

/**
 * Where reading goes on, as an adapter tells it. A moment in the future, which a single wrong date among responses makes, would
 * leave out everything until then: it becomes now.
 */
export function foreignCursor(cursor: string, now: Date): string {
  const clean = withoutRefused(cursor)
  if (!/^[+-]?\d{4,6}-\d\d-\d\dT/.test(clean)) return clean
  const told = new Date(clean)
  const sane = foreignInstant(told, now)
  return sane === told ? clean : sane.toISOString()
}

/** Plain JSON of a stranger whose texts are clean. @throws RangeError where it is larger than is kept */
export function foreignJson<Value>(value: Value): Value {
  const text = JSON.stringify(value, (_key, one: unknown) => (typeof one === 'string' ? withoutRefused(one) : one))
  if (text.length > longest.reference) throw new RangeError('more is kept beside a response than there is room for')
  return JSON.parse(text) as Value
}
