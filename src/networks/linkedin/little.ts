import { findLinks, findTags } from '../../core/text/entities.ts'

/**
 * LinkedIn's own text format, in which some characters begin a mention, a tag or a template; unescaped, they cut a post short.
 * https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/little-text-format
 */
const reserved = /[|{}@[\]()<>#\\*_~]/g
/** In an address only what could begin an element is escaped, so that it stays one. */
const structural = /[|{}@[\]()<>\\]/g

const escapeBy = (chars: RegExp, text: string) => text.replace(chars, (char) => `\\${char}`)

/** Plain text as `commentary` wants it: tags stay tags, everything else is what it is. */
export function toLittle(text: string): string {
  const spans = [...findLinks(text), ...findTags(text)].sort((a, b) => a.start - b.start)
  let little = ''
  let end = 0
  for (const { type, start, end: next } of spans) {
    if (start < end) continue
    const span = text.slice(start, next)
    little += escapeBy(reserved, text.slice(end, start)) + (type === 'tag' ? span : escapeBy(structural, span))
    end = next
  }
  return little + escapeBy(reserved, text.slice(end))
}

/** Plain text again, from what the API gives back: tags as templates, mentions as links to somebody. */
export function fromLittle(little: string): string {
  return little
    .replace(/\{hashtag\|\\?#\|((?:\\.|[^}])*)\}/g, '#$1')
    .replace(/@\[((?:\\.|[^\]])*)\]\s?\([^)]*\)/g, '$1')
    .replace(/\\([|{}@[\]()<>#\\*_~])/g, '$1')
}
