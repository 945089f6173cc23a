import type { Channel } from '../channels/index.ts'
import type { LinkCard } from '../core/post.ts'
import { withoutTail } from '../core/text/stretches.ts'

/** What a teaser is made of. */
export interface TeaserSource {
  title: string
  summary: string
  link: LinkCard
  tags: readonly string[]
}

/**
 * Proposes the words for one channel: the summary (or title), then the way home, cut so that it fits in one part
 * there. The person changes it; nothing leaves by itself.
 */
export function proposeTeaser(channel: Channel, source: TeaserSource): string {
  const { network, limits } = channel
  const render = (text: string) =>
    network.text.render({ text, link: source.link, title: source.title, tags: source.tags }, limits)
  const fits = (text: string) => render(text).length === 1
  // What the network shows by itself stands nowhere twice: a title above the words, tags of its own beside them.
  const [shown] = render(source.title)
  const opening = shown?.title === undefined ? source.title.trim() : ''
  const body = source.summary.trim()
  const full = [opening, body].filter(Boolean).join('\n\n') || source.title
  const inWords = shown?.tags === undefined ? Math.min(2, limits.tags) : 0
  const tags = source.tags.slice(0, inWords).map(asTag).filter(Boolean).join(' ')
  for (const text of [tags ? `${full}\n\n${tags}` : full, full]) if (fits(text)) return text
  return shorten(full, fits)
}

/** Hashtags that every network reads: letters and digits, words joined. */
function asTag(tag: string): string {
  const words = tag
    .normalize('NFC')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  const joined =
    words.length > 1 ? words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('') : (words[0] ?? '')
  return /^\d*$/.test(joined) ? '' : `#${joined}`
}

/** The longest beginning that ends with a whole word and still fits. */
function shorten(text: string, fits: (text: string) => boolean): string {
  const words = text.split(/(\s+)/)
  let low = 1
  let high = words.length
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(`${words.slice(0, middle).join('').trimEnd()}…`)) low = middle
    else high = middle - 1
  }
  return `${withoutTail(words.slice(0, low).join(''), /^[\s,;:–—-]$/)}…`
}
