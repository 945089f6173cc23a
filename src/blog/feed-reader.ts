/** Reads a feed (RSS, Atom, JSON Feed) at an address that somebody typed: the feed's own, or that of a page that names one. */
import { parseFeed } from 'feedsmith'
import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { shorten } from '../core/text/shorten.ts'
import type { Words } from '../core/words.ts'
import { htmlToText } from '../networks/html.ts'

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

/** A feed as it was read. */
export interface ReadFeed {
  /** Where it really is. */
  url: string
  title: string
  /** As they stand there: newest first, usually. */
  items: FeedItem[]
  etag: string | null
  modified: string | null
}

/** What the server said when it was last read: where nothing has changed, it need not send it again. */
export interface Known {
  etag: string | null
  modified: string | null
}

const summaryLength = 280
const mostItems = 200
const accept =
  'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.5'

/**
 * @returns `undefined` where nothing has changed since `known`
 * @throws Problem `wrong-input` (field `url`) for what is no feed and names none; `unavailable`; `rate-limited` with its time
 */
export async function readFeedAt(context: Context, address: string, known?: Known): Promise<ReadFeed | undefined> {
  const answer = await ask(context, address, known)
  if (answer === undefined) return undefined
  const parsed = parse(answer.text)
  if (parsed) return asRead(parsed, answer)
  const named = feedNamedBy(answer.text, answer.url)
  const second = named ? await ask(context, named) : undefined
  const behind = second && parse(second.text)
  if (!second || !behind) throw noFeed()
  return asRead(behind, second)
}

interface Answer {
  url: string
  text: string
  etag: string | null
  modified: string | null
}

async function ask(context: Context, address: string, known?: Known): Promise<Answer | undefined> {
  const response = await context
    .fetch(address, {
      headers: {
        accept,
        ...(known?.etag ? { 'if-none-match': known.etag } : {}),
        ...(known?.modified ? { 'if-modified-since': known.modified } : {}),
      },
      signal: AbortSignal.timeout(20_000),
    })
    .catch((cause: unknown) => {
      if (cause instanceof Problem) throw cause
      throw new Problem('unavailable', unreachable, { field: 'url', cause })
    })
  if (response.status === 304) return undefined
  if (response.status === 429 || response.status === 503) throw askedToWait(context, response)
  if (!response.ok) {
    const kind = response.status === 404 || response.status === 410 ? 'wrong-input' : 'unavailable'
    throw new Problem(kind, answeredWith, { field: 'url', values: { status: response.status } })
  }
  const { headers } = response
  const text = await response.text()
  return { url: response.url || address, text, etag: headers.get('etag'), modified: headers.get('last-modified') }
}

function askedToWait(context: Context, response: Response): Problem {
  const seconds = Number(response.headers.get('retry-after'))
  const retryAt =
    Number.isFinite(seconds) && seconds > 0 ? new Date(context.clock.now().getTime() + seconds * 1000) : undefined
  return new Problem('unavailable', answeredWith, {
    field: 'url',
    values: { status: response.status },
    ...(retryAt ? { retryAt } : {}),
  })
}

interface Parsed {
  title: string
  home: string | undefined
  items: (Omit<FeedItem, 'guid'> & { guid?: string })[]
}

/** A document that declares entities of its own is refused before anything is expanded: no feed needs any. */
function parse(text: string): Parsed | undefined {
  if (/<!ENTITY/i.test(text)) return undefined
  try {
    return normalise(parseFeed(text, { maxItems: mostItems }))
  } catch {
    // Whatever was wrong with it, it is no feed that we can read; a page may still name one.
    return undefined
  }
}

type AnyFeed = ReturnType<typeof parseFeed>

function normalise(parsed: AnyFeed): Parsed {
  switch (parsed.format) {
    case 'atom': {
      const { feed } = parsed
      return {
        title: plain(feed.title?.value),
        home: alternate(feed.links),
        items: (feed.entries ?? []).map((entry) => ({
          ...(entry.id ? { guid: entry.id } : {}),
          url: alternate(entry.links) ?? '',
          title: plain(entry.title?.value),
          summary: plain(entry.summary?.value ?? entry.content?.value),
          tags: (entry.categories ?? []).flatMap(({ label, term }) => label ?? term ?? []),
          publishedAt: date(entry.published ?? entry.updated),
        })),
      }
    }
    case 'json': {
      const { feed } = parsed
      return {
        title: plain(feed.title),
        home: feed.home_page_url,
        items: (feed.items ?? []).map((item) => ({
          ...(item.id ? { guid: item.id } : {}),
          url: item.url ?? item.external_url ?? '',
          title: plain(item.title),
          summary: plain(item.summary ?? item.content_text ?? item.content_html),
          tags: item.tags ?? [],
          publishedAt: date(item.date_published ?? item.date_modified),
        })),
      }
    }
    case 'rdf': {
      const { feed } = parsed
      return {
        title: plain(feed.title),
        home: feed.link,
        items: (feed.items ?? []).map((item) => ({
          url: item.link ?? '',
          title: plain(item.title),
          summary: plain(item.description),
          tags: [],
          publishedAt: undefined,
        })),
      }
    }
    default: {
      const { feed } = parsed
      return {
        title: plain(feed.title),
        home: feed.link,
        items: (feed.items ?? []).map((item) => ({
          ...(item.guid?.value ? { guid: item.guid.value } : {}),
          url: item.link ?? (item.guid?.isPermaLink === false ? '' : (item.guid?.value ?? '')),
          title: plain(item.title),
          summary: plain(item.description ?? item.content?.encoded),
          tags: (item.categories ?? []).flatMap(({ name }) => name ?? []),
          publishedAt: date(item.pubDate),
        })),
      }
    }
  }
}

function alternate(links: readonly { href?: string; rel?: string }[] | undefined): string | undefined {
  return (links?.find(({ rel }) => rel === undefined || rel === 'alternate') ?? links?.[0])?.href
}

function date(value: unknown): Date | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isFinite(time) ? new Date(time) : undefined
}

/** Items that lead nowhere tell nobody anything. */
function asRead(parsed: Parsed, answer: Answer): ReadFeed {
  const items = parsed.items.flatMap((item) => {
    const url = absolute(item.url, parsed.home, answer.url)
    if (!url) return []
    const title = shorten(item.title, 200)
    return [{ ...item, url, title, guid: (item.guid ?? url).slice(0, 1000), tags: item.tags.slice(0, 20) }]
  })
  return {
    url: answer.url,
    title: parsed.title || new URL(answer.url).host,
    items,
    etag: answer.etag,
    modified: answer.modified,
  }
}

function absolute(url: string, home: string | undefined, feed: string): string | undefined {
  const base = home && URL.canParse(home, feed) ? new URL(home, feed).href : feed
  if (!url.trim() || !URL.canParse(url, base)) return undefined
  const { href, protocol } = new URL(url, base)
  return /^https?:$/.test(protocol) && href.length <= 2000 ? href : undefined
}

/** Words without markup, on one line. They are text, and are escaped wherever they are shown. */
function plain(html: string | undefined): string {
  const text = htmlToText((html ?? '').slice(0, 20_000))
  return shorten(text.replace(/[\p{Cc}\s]+/gu, ' ').trim(), summaryLength)
}

/** The feed that a page names: `<link rel="alternate" type="application/rss+xml" href="…">`. */
function feedNamedBy(html: string, page: string): string | undefined {
  for (const [tag] of html.slice(0, 500_000).matchAll(/<link\b[^>]{1,2000}>/gi)) {
    const value = (name: string) =>
      new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag)?.slice(1).find(Boolean)
    const feed = /^application\/(rss\+xml|atom\+xml|feed\+json)/i.test(value('type') ?? '')
    const href = value('href')?.replaceAll('&amp;', '&')
    if (feed && /\balternate\b/i.test(value('rel') ?? '') && href && URL.canParse(href, page))
      return new URL(href, page).href
  }
  return undefined
}

function noFeed(): Problem {
  return new Problem('wrong-input', nothingThere, { field: 'url' })
}

const nothingThere: Words = {
  id: 'Di alamat itu tidak ada umpan (RSS, Atom, atau JSON Feed) yang dapat dibaca. Carilah tautan “RSS” di situs Anda, lalu tempelkan alamatnya.',
  en: 'There is no feed (RSS, Atom or JSON Feed) at that address that can be read. Look for an “RSS” link on your site and paste its address.',
}
const unreachable: Words = {
  id: 'Situs itu tidak dapat dihubungi. Periksa alamatnya, atau coba lagi nanti.',
  en: 'That site can’t be reached. Check the address, or try again later.',
}
const answeredWith: Words = {
  id: 'Situs itu menjawab dengan kode {status}, bukan dengan umpannya. Periksa alamatnya, atau coba lagi nanti.',
  en: 'The site answered with code {status} instead of its feed. Check the address, or try again later.',
}
