import tlds from 'tlds' with { type: 'json' }
import type { Span } from '../../core/text/entities.ts'
import { graphemeLength } from '../../core/text/graphemes.ts'
import { withoutTail } from '../../core/text/stretches.ts'

/**
 * The links, mentions and tags that Bluesky's own clients find: the rules of `RichText.detectFacets` in @atproto/api,
 * written anew because that package takes half a second to load (facets.test.ts holds the two together).
 * https://github.com/bluesky-social/atproto/tree/main/packages/api/src/rich-text
 */
const domains = new Set<string>(tlds)

/** A domain under a top level that exists. Upper case is none: the app links none either. */
function isDomain(name: string): boolean {
  const dot = name.lastIndexOf('.')
  return dot >= 0 && domains.has(name.slice(dot + 1))
}

const mention = /(?<=^|[\s(])@(?<handle>[a-zA-Z0-9.-]+)\b/g

function mentions(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(mention)) {
    const value = match.groups?.handle as string
    if (!isDomain(value) && !value.endsWith('.test')) continue
    spans.push({ type: 'mention', value, start: match.index, end: match.index + match[0].length })
  }
  return spans
}

const address = /(?<=^|[\s(])(?:https?:\/\/\S+|(?<domain>[a-z][a-z0-9]*(?:\.[a-z0-9]+)+)\S*)/gim

function links(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(address)) {
    let written = match[0]
    const domain = match.groups?.domain
    if (!written.startsWith('http') && !(domain && isDomain(domain))) continue
    if (/[.,;:!?]$/.test(written)) written = written.slice(0, -1)
    if (written.endsWith(')') && !written.includes('(')) written = written.slice(0, -1)
    const value = written.startsWith('http') ? written : `https://${written}`
    spans.push({ type: 'link', value, start: match.index, end: match.index + written.length })
  }
  return spans
}

/** Characters that one doesn't see: a tag ends before them. The last encloses what stands before it. */
const unseen = '\\u00AD\\u2060\\u200A\\u200B\\u200C\\u200D\\u20E2'
const inTag = `[^\\s${unseen}]`
const tag = new RegExp(`(?<=^|\\s)[#＃](?!\\uFE0F)(${inTag}*[^\\d\\s\\p{P}${unseen}]+${inTag}*)`, 'gu')
const longestTag = 64

function tags(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(tag)) {
    const value = withoutTail((match[1] as string).trim(), /^\p{P}$/u)
    if (value === '' || (value.length > longestTag && graphemeLength(value) > longestTag)) continue
    spans.push({ type: 'tag', value, start: match.index, end: match.index + 1 + value.length })
  }
  return spans
}

const cashtag = /(?<=^|[\s(])\$([A-Za-z][A-Za-z0-9]{0,4})(?=\s|$|[.,;:!?)"'\u2019])/gu

/** Shares, as `$TICKER`: tags whose value keeps the character. */
function cashtags(text: string): Span[] {
  return [...text.matchAll(cashtag)].map((match) => ({
    type: 'tag',
    value: `$${(match[1] as string).toUpperCase()}`,
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** Everything that becomes a facet, in no order. */
export function findFacets(text: string): Span[] {
  return [...mentions(text), ...links(text), ...tags(text), ...cashtags(text)]
}
