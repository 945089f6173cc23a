import type { Part } from '../../core/post.ts'
import type { Range } from '../../core/text/split.ts'
import type { Style, Styled, StyleType } from '../../core/text/styled.ts'

/** https://core.telegram.org/bots/api#messageentity : offsets and lengths in UTF-16 units */
export interface MessageEntity {
  type: string
  offset: number
  length: number
  url?: string
  language?: string
}

const types: Readonly<Partial<Record<StyleType, string>>> = {
  strong: 'bold',
  emphasis: 'italic',
  strike: 'strikethrough',
  code: 'code',
  block: 'pre',
  quote: 'blockquote',
}

/** A part's formatting as Telegram takes them. What it links by itself (addresses, names, tags) is left to it. */
export function entitiesOf({ formatted }: Part): MessageEntity[] {
  if (!formatted) return []
  const of = (...wanted: StyleType[]) => formatted.styles.filter(({ type }) => wanted.includes(type))
  const code = of('code', 'block')
  const entities = [
    ...of('strong', 'emphasis', 'strike').flatMap((style) => without(code, style).map((range) => entity(style, range))),
    ...code.map((style) => entity(style, style)),
    ...outermost(of('quote')).map((style) => entity(style, style)),
    ...hidden(formatted).map(({ value, start, end }) => ({ type: 'text_link', ...placed({ start, end }), url: value })),
  ]
  return entities.sort((a, b) => a.offset - b.offset || b.length - a.length)
}

function entity({ type, value }: Style, range: Range): MessageEntity {
  const language = type === 'block' && value ? { language: value } : {}
  return { type: types[type] ?? type, ...placed(range), ...language }
}

/** Links whose words are not their address. */
function hidden({ text, links }: Styled): Styled['links'] {
  return links.filter(({ type, value, start, end }) => type === 'link' && text.slice(start, end) !== value)
}

/** Quotes inside quotes are refused. */
function outermost(quotes: readonly Style[]): Style[] {
  let end = 0
  return quotes.filter((quote) => {
    const outer = quote.start >= end
    if (outer) end = quote.end
    return outer
  })
}

const placed = ({ start, end }: Range) => ({ offset: start, length: end - start })

/** What is left of a stretch beside code, which shares its letters with no other look. */
function without(code: readonly Range[], { start, end }: Range): Range[] {
  const left: Range[] = []
  let at = start
  for (const one of code.filter((other) => other.start < end && start < other.end)) {
    if (one.start > at) left.push({ start: at, end: one.start })
    at = Math.max(at, one.end)
  }
  return at < end ? [...left, { start: at, end }] : left
}
