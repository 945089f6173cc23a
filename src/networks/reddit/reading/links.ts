import { isBlank } from './characters.ts'
import { type Lookahead, none } from './lookahead.ts'
import type { Reading } from './reading.ts'
import { labelKey, longestLabel } from './references.ts'
import type { Found, Place } from './span.ts'
import { isLinkable, linkableLength, unescaped, writeLink, writePicture } from './writing.ts'

/** Where a label leads to. */
interface Target {
  /** As it stands in the text, with its backslashes. */
  address: string
  title?: string
  /** The place behind it. */
  end: number
  /** How many levels it makes the label deeper. */
  levels: number
}

/** `[label](address "title")`, `[label][reference]`, `[reference]`; with `!` before it a picture, on wiki pages. */
export function linkAt(place: Place): Found | undefined {
  const { text, at, free, look, depth, reading } = place
  const picture = at > free && text[at - 1] === '!'
  if (picture && !reading.wiki) return undefined
  const close = look.bracket(at)
  if (close === none) return undefined
  const target = targetOf(place, close)
  if (!target) return undefined
  const label = text.slice(at + 1, close)
  // So it is at Reddit: behind a link, or what looked like one, bare addresses are links again, even inside another label.
  if (label !== '' && !picture) reading.inLabel = false
  if (!isLinkable(unescaped(target.address.slice(0, 2 * linkableLength)))) return undefined
  const address = unescaped(target.address)
  if (picture) return { html: writePicture(address, target.title, label, reading.home), start: at - 1, end: target.end }
  const content = labelOf(label, depth + target.levels, reading)
  return { html: writeLink(address, target.title, content, reading.home), end: target.end }
}

function labelOf(label: string, depth: number, reading: Reading): string {
  if (label === '') return ''
  reading.inLabel = true
  const html = reading.inline(label, depth)
  reading.inLabel = false
  return html
}

function targetOf(place: Place, close: number): Target | undefined {
  const { text, at, look } = place
  const follows = look.afterBlanks(close + 1)
  if (text[follows] === '(') return inlineTarget(text, follows + 1, look)
  if (text[follows] !== '[') return referenced(text.slice(at + 1, close), close + 1, place.reading)
  const end = look.next(']', follows + 1)
  if (end === none) return undefined
  const named = end > follows + 1
  return referenced(named ? text.slice(follows + 1, end) : text.slice(at + 1, close), end + 1, place.reading, named)
}

/** A reference by its label; the lines of a label are one. */
function referenced(label: string, end: number, { references }: Reading, named = false): Target | undefined {
  if (references.size === 0 || label.length > longestLabel) return undefined
  const joined = !named && label.includes('\n')
  const reference = references.get(labelKey(joined ? label.replace(/( ?)\n/g, (_, space) => space || ' ') : label))
  return reference && { ...reference, end, levels: joined ? 2 : 1 }
}

/** `address "title")`, from behind the bracket. Only what stands behind a backslash closes nothing. */
function inlineTarget(text: string, from: number, look: Lookahead): Target | undefined {
  const start = look.afterBlanks(from)
  const stop = look.unescaped('address', start, (at) => {
    return text[at] === ')' || ((text[at] === '"' || text[at] === "'") && isBlank(text[at - 1]))
  })
  if (stop === none) return undefined
  if (text[stop] === ')') return target(text, start, stop, stop, look)
  const quote = text[stop] as '"' | "'"
  const closing = look.unescaped(quote, stop + 1, (at) => text[at] === quote)
  const close = closing === none ? none : look.unescaped(')', closing + 1, (at) => text[at] === ')')
  if (close === none) return undefined
  const titleEnd = Math.max(stop + 1, look.beforeBlanks(close) - 1)
  // Words behind the title: then it is none, and belongs to the address.
  if (text[titleEnd] !== '"' && text[titleEnd] !== "'") return target(text, start, close, close, look)
  const found = target(text, start, stop, close, look)
  const title = text.slice(stop + 1, titleEnd)
  return found && title !== '' ? { ...found, title, levels: found.levels + 1 } : found
}

/** The address between two places, without blanks at its end and without the angle brackets around it. */
function target(text: string, start: number, end: number, close: number, look: Lookahead): Target | undefined {
  const last = Math.max(start, look.beforeBlanks(end))
  const begin = text[start] === '<' ? start + 1 : start
  const address = text.slice(begin, text[last - 1] === '>' ? last - 1 : last)
  return { address, end: close + 1, levels: 2 }
}
