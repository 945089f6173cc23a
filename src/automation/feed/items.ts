/** What stands in a feed (RSS, Atom, JSON Feed), made alike: text of strangers, clean and bounded. */
import { parseFeed } from 'feedsmith'
import { within } from '../../core/text/bounds.ts'
import { foreignId, foreignInstant, foreignLine, longest, withoutRefused } from '../../core/text/foreign.ts'
import { shorten } from '../../core/text/shorten.ts'
import { samePage } from '../../core/text/tracking.ts'
import { htmlToText } from '../../networks/html.ts'
import { declaresItsOwn } from './doctype.ts'

/** Something that stands in a feed. */
export interface FeedItem {
  /** The same at every reading: the feed's own id, or else the address. */
  guid: string
  url: string
  title: string
  /** Plain text, at most {@link summaryLength} graphemes. */
  summary: string
  tags: string[]
  publishedAt: Date | undefined
}

/** A feed's text, read. */
export interface ParsedFeed {
  title: string
  /** As they stand there: newest first, usually. */
  items: FeedItem[]
  /** What can't be read: the id or address of each. */
  misfits: string[]
}

const summaryLength = 280
const mostItems = 200
const mostTags = 20
/** So much of a summary or an article is looked at for its first words. */
const mostHtml = 20_000
/** So long may reading one take: a feed of a hundred items takes some hundredths. */
const seconds = 3

/** An item as its format says it; what is missing is `undefined`. */
interface Told {
  guid?: string | undefined
  url?: string | undefined
  /** What relative addresses in it begin from. */
  base?: string | undefined
  title: string
  summary: string
  tags: readonly (string | undefined)[]
  date?: unknown
}

/**
 * @param address where the feed is: what relative addresses begin from
 * @returns `undefined` for what is no feed. A document that declares entities of its own is refused before anything is
 * expanded: no feed needs any
 */
export function parseFeedText(text: string, address: string, now: Date): ParsedFeed | undefined {
  const clean = withoutRefused(text)
  if (declaresItsOwn(clean)) return undefined
  try {
    return within(seconds, () => read(parseFeed(clean, { maxItems: mostItems }), clean, address, now))
  } catch {
    // Whatever was wrong with it, it is no feed that we can read; a page may still name one.
    return undefined
  }
}

type AnyFeed = ReturnType<typeof parseFeed>

function read(parsed: AnyFeed, text: string, address: string, now: Date): ParsedFeed {
  const misfits: string[] = []
  const found: FeedItem[] = []
  const told = normalise(parsed, text)
  const base = resolved(told.base, address)
  for (const raw of told.items) {
    try {
      const item = asItem(raw(), base, now)
      if (item) found.push(item)
    } catch {
      // One that is made otherwise than its format says holds none of the others back.
      misfits.push(`#${misfits.length + 1}`)
    }
  }
  return { title: foreignLine(told.title), items: withIds(found), misfits }
}

/** Items that lead nowhere tell nobody anything. */
function asItem(
  { guid, url, base: own, title, summary, tags, date }: Told,
  base: string,
  now: Date,
): FeedItem | undefined {
  const address = webAddress(url, resolved(own, base))
  if (!address) return undefined
  const instant = new Date(typeof date === 'string' ? date : '')
  return {
    guid: foreignId(guid ?? ''),
    url: address,
    title: shorten(foreignLine(title, 1000), 200),
    summary: shorten(foreignLine(summary, 4000), summaryLength),
    tags: tags.flatMap((tag) => foreignLine(tag ?? '', 100) || []).slice(0, mostTags),
    publishedAt: Number.isFinite(instant.getTime()) ? foreignInstant(instant, now) : undefined,
  }
}

/** An id that several items bear is none, and neither is none at all: then the address is one. */
function withIds(items: readonly FeedItem[]): FeedItem[] {
  const pagesOf = new Map<string, Set<string>>()
  for (const { guid, url } of items) pagesOf.set(guid, (pagesOf.get(guid) ?? new Set()).add(samePage(url)))
  return items.map((item) => {
    const isId = item.guid !== '' && pagesOf.get(item.guid)?.size === 1
    return isId ? item : { ...item, guid: foreignId(item.url) }
  })
}

function resolved(base: string | undefined, against: string): string {
  return base && URL.canParse(base, against) ? new URL(base, against).href : against
}

function webAddress(url: string | undefined, base: string): string | undefined {
  if (!url?.trim() || !URL.canParse(url, base)) return undefined
  const { href, protocol } = new URL(url, base)
  return /^https?:$/.test(protocol) && href.length <= longest.address ? href : undefined
}

interface ToldFeed {
  title: string
  base: string | undefined
  /** Each told only when it is asked for, so that one that can't be is alone in that. */
  items: (() => Told)[]
}

function normalise(parsed: AnyFeed, text: string): ToldFeed {
  switch (parsed.format) {
    case 'atom':
      return ofAtom(parsed.feed)
    case 'json':
      return ofJson(parsed.feed)
    case 'rdf':
      return ofRdf(parsed.feed)
    default:
      return ofRss(parsed.feed, text)
  }
}

type Feed<Format extends AnyFeed['format']> = Extract<AnyFeed, { format: Format }>['feed']

function ofAtom(feed: Feed<'atom'>): ToldFeed {
  return {
    title: atomText(feed.title),
    base: feed.xml?.base ?? alternate(feed.links),
    items: (feed.entries ?? []).map((entry) => () => ({
      guid: entry.id,
      url: alternate(entry.links),
      base: entry.xml?.base,
      title: atomText(entry.title),
      summary: atomText(entry.summary) || atomText(entry.content),
      tags: (entry.categories ?? []).map(({ label, term }) => label ?? term),
      date: entry.published ?? entry.updated ?? entry.dc?.dates?.[0],
    })),
  }
}

function ofJson(feed: Feed<'json'>): ToldFeed {
  return {
    title: feed.title ?? '',
    base: feed.home_page_url,
    items: (feed.items ?? []).map((item) => () => ({
      guid: item.id,
      url: item.url ?? item.external_url,
      title: item.title ?? '',
      summary: item.summary ?? item.content_text ?? plain(item.content_html),
      tags: item.tags ?? [],
      date: item.date_published ?? item.date_modified,
    })),
  }
}

function ofRdf(feed: Feed<'rdf'>): ToldFeed {
  return {
    title: plain(feed.title),
    base: feed.link,
    items: (feed.items ?? []).map((item) => () => ({
      guid: item.rdf?.about,
      url: item.link ?? item.rdf?.about,
      title: plain(item.title),
      summary: plain(item.description),
      tags: item.dc?.subjects ?? [],
      date: item.dc?.dates?.[0],
    })),
  }
}

function ofRss(feed: Feed<'rss'>, text: string): ToldFeed {
  return {
    title: plain(feed.title),
    base: rssBase(text) ?? feed.xml?.base ?? feed.link,
    items: (feed.items ?? []).map((item) => () => ({
      guid: item.guid?.value,
      url: item.link ?? (item.guid?.isPermaLink === false ? undefined : item.guid?.value),
      base: item.xml?.base,
      title: plain(item.title),
      summary: plain(item.description ?? item.content?.encoded),
      tags: [...(item.categories ?? []).map(({ name }) => name), ...(item.dc?.subjects ?? [])],
      date: item.pubDate ?? item.dc?.dates?.[0],
    })),
  }
}

/** On the outermost element the parser does not look for it. */
function rssBase(text: string): string | undefined {
  return /<rss\b[^>]{0,4000}?\bxml:base\s*=\s*["']([^"'<>]{1,2000})/.exec(text.slice(0, 20_000))?.[1]
}

/** Text, HTML or XHTML, as it says itself: https://www.rfc-editor.org/rfc/rfc4287#section-3.1 */
function atomText(told: { value?: string | undefined; type?: string | undefined } | undefined): string {
  const value = told?.value ?? ''
  const type = told?.type ?? 'text'
  if (type === 'text' || type === 'text/plain') return value
  return /html|xml/.test(type) ? plain(value) : ''
}

function alternate(links: readonly { href?: string; rel?: string }[] | undefined): string | undefined {
  return (links?.find(({ rel }) => rel === undefined || rel === 'alternate') ?? links?.[0])?.href
}

/** Words without markup. They are text, and are escaped wherever they are shown. */
function plain(html: string | undefined): string {
  return htmlToText((html ?? '').slice(0, mostHtml))
}
