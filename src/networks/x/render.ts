import extractEntitiesWithIndices from 'twitter-text/dist/extractEntitiesWithIndices.js'
import hasInvalidCharacters from 'twitter-text/dist/hasInvalidCharacters.js'
import parseTweet from 'twitter-text/dist/parseTweet.js'
import type { Part, Post } from '../../core/post.ts'
import type { Span } from '../../core/text/entities.ts'
import type { Limits, Price } from '../network.ts'
import { renderParts } from '../parts.ts'
import { prices } from './limits.ts'

export { defaults } from './limits.ts'

/**
 * Weighted characters by twitter-text's configuration v3: a link counts 23, an emoji 2, Latin letters 1, most others 2.
 * https://github.com/twitter/twitter-text/blob/master/config/v3.json
 */
export function measure(text: string): number {
  return piecesOf(text).reduce((length, piece) => length + parseTweet(piece.text).weightedLength, 0)
}

/** The longest address that twitter-text takes for one, and a little more. */
const longestPiece = 4200

/**
 * twitter-text takes time by the square of some texts. It is given them in pieces, cut where there is a space: nothing
 * that counts as one goes over it.
 */
function piecesOf(text: string): { text: string; at: number }[] {
  const pieces: { text: string; at: number }[] = []
  let at = 0
  while (text.length - at > longestPiece) {
    const piece = text.slice(at, at + longestPiece)
    const space = lastSpace(piece)
    const end = space > 0 ? space : longestPiece - (/[\ud800-\udbff]$/.test(piece) ? 1 : 0)
    pieces.push({ text: piece.slice(0, end), at })
    at += end
  }
  return [...pieces, { text: text.slice(at), at }]
}

function lastSpace(text: string): number {
  let at = text.length - 1
  while (at > 0 && !/\s/.test(text.charAt(at))) at--
  return at
}

/** Whether X takes the text at all: some characters (U+FFFE, U+FEFF, U+FFFF) are refused. */
export function accepts(text: string): boolean {
  return !hasInvalidCharacters(text)
}

function toSpan(entity: ReturnType<typeof extractEntitiesWithIndices>[number]): Span {
  const [start, end] = entity.indices
  if ('url' in entity) return { type: 'link', value: entity.url, start, end }
  if ('screenName' in entity) return { type: 'mention', value: entity.screenName, start, end }
  if ('cashtag' in entity) return { type: 'tag', value: `$${entity.cashtag}`, start, end }
  return { type: 'tag', value: entity.hashtag, start, end }
}

/** What X links. A link's value is as it is written, since X itself makes the whole address of it. */
function spans(text: string): Span[] {
  return piecesOf(text).flatMap((piece) =>
    extractEntitiesWithIndices(piece.text)
      .map(toSpan)
      .map((span) => ({ ...span, start: span.start + piece.at, end: span.end + piece.at })),
  )
}

/** Cuts a post into parts. X makes its card of the link in the text, so the link must stand there. */
export function render(post: Post, limits: Limits): Part[] {
  const parts = renderParts(post, limits, { measure, spans, linkInText: true, thread: true })
  const { video } = post
  if (!video || !limits.video) return parts
  return parts.map((part, number) => (number === 0 ? { ...part, pictures: [], video } : part))
}

/** A link makes a post thirteen times as dear. Alternative texts cost too. */
export function price(part: Part): readonly Price[] {
  const post = part.entities.some(({ type }) => type === 'link') ? prices.postWithLink : prices.post
  const described = [...part.pictures, ...(part.video ? [part.video] : [])].filter(({ alt }) => alt !== '')
  return [{ quota: 'usd', amount: post + described.length * prices.altText }]
}

/** A text with its links by the addresses that they lead to, however they are written, to compare it by. */
export function plain(text: string): string {
  let bare = ''
  let at = 0
  for (const { type, value, start, end } of spans(text)) {
    if (type !== 'link') continue
    bare += text.slice(at, start) + bareAddress(value)
    at = end
  }
  return (bare + text.slice(at)).normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** An address as X may write it or not: without its protocol and last slash, its host in small letters. */
export function bareAddress(address: string): string {
  const bare = address.replace(/^https?:\/\//i, '').replace(/\/$/, '')
  return bare.replace(/^[^/?#]+/, (host) => host.toLowerCase())
}
