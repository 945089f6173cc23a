/** Reads a feed (RSS, Atom, JSON Feed) at an address that somebody typed: the feed's own, or that of a page that names one. */
import type { Context } from '../../context.ts'
import { Problem } from '../../core/problem.ts'
import { withoutRefused } from '../../core/text/foreign.ts'
import { threaded } from '../../core/thread/pool.ts'
import type { Words } from '../../core/words.ts'
import { textOf } from './charset.ts'
import type * as Items from './items.ts'
import type { FeedItem, ParsedFeed } from './items.ts'

/** Whatever a stranger's feed holds, who serves goes on meanwhile. */
const parseFeedText = threaded<typeof Items.parseFeedText>(
  new URL('./items.ts', import.meta.url),
  'parseFeedText',
  'url',
)

/** A feed as it was read. */
export interface ReadFeed {
  /** Where it really is. */
  url: string
  title: string
  /** As they stand there: newest first, usually. */
  items: FeedItem[]
  /** What stands there and can't be read: the id or address of each. */
  misfits: string[]
  etag: string | null
  modified: string | null
}

/** What the server said when it was last read: where nothing has changed, it need not send it again. */
export interface Known {
  etag: string | null
  modified: string | null
}

const accept =
  'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.5'

/**
 * @returns `undefined` where nothing has changed since `known`
 * @throws Problem `wrong-input` (field `url`) for what is no feed and names none; `unavailable`; `rate-limited` with its time
 */
export async function readFeedAt(context: Context, address: string, known?: Known): Promise<ReadFeed | undefined> {
  const answer = await ask(context, address, known)
  if (answer === undefined) return undefined
  const now = context.clock.now()
  const parsed = await parseFeedText(answer.text, answer.url, now)
  if (parsed) return asRead(parsed, answer)
  const named = feedNamedBy(answer.text, answer.url)
  const second = named ? await ask(context, named) : undefined
  const behind = second && (await parseFeedText(second.text, second.url, now))
  if (!second || !behind) throw noFeed()
  return asRead(behind, second)
}

interface Answer {
  url: string
  text: string
  etag: string | null
  modified: string | null
}

/** `undefined` where nothing has changed since `known`. */
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
  if (response.status === 304 && known) return undefined
  if (response.status === 429 || response.status === 503) throw askedToWait(context, response)
  if (!response.ok) {
    const kind = response.status === 404 || response.status === 410 ? 'wrong-input' : 'unavailable'
    throw new Problem(kind, noGoodAnswer, { field: 'url', detail: `the feed’s server answered ${response.status}` })
  }
  const { headers } = response
  const text = textOf(new Uint8Array(await response.arrayBuffer()), headers.get('content-type'))
  return {
    url: response.url || address,
    text,
    etag: validator(headers, 'etag'),
    modified: validator(headers, 'last-modified'),
  }
}

/** What is sent back the next time; one that is very long is none. */
function validator(headers: Headers, name: string): string | null {
  const value = headers.get(name)
  return value === null || value.length > 500 ? null : withoutRefused(value)
}

/** No server keeps one away for longer. */
const longestWaitSeconds = 7 * 86_400

function askedToWait(context: Context, response: Response): Problem {
  const seconds = Number(response.headers.get('retry-after'))
  const retryAt =
    seconds > 0 ? new Date(context.clock.now().getTime() + Math.min(seconds, longestWaitSeconds) * 1000) : undefined
  return new Problem('unavailable', noGoodAnswer, {
    field: 'url',
    detail: `the feed’s server answered ${response.status}`,
    ...(retryAt ? { retryAt } : {}),
  })
}

function asRead(parsed: ParsedFeed, { url, etag, modified }: Answer): ReadFeed {
  return { url, title: parsed.title || new URL(url).host, items: parsed.items, misfits: parsed.misfits, etag, modified }
}

/** The feed that a page names: `<link rel="alternate" type="application/rss+xml" href="…">`. */
export function feedNamedBy(html: string, page: string): string | undefined {
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
  id: 'Di alamat itu tidak ada feed (RSS, Atom, atau JSON Feed) yang dapat dibaca. Carilah tautan “RSS” di situs Anda, lalu tempelkan alamatnya.',
  en: 'There is no feed (RSS, Atom or JSON Feed) at that address that can be read. Look for an “RSS” link on your site and paste its address.',
}
const unreachable: Words = {
  id: 'Situs itu tidak dapat dihubungi. Periksa alamatnya, atau coba lagi nanti.',
  en: 'That site can’t be reached. Check the address, or try again later.',
}
/** What a server behind a typed address answers is nobody's to read here, its status included. */
const noGoodAnswer: Words = {
  id: 'Situs itu menjawab, tetapi tidak dengan feed-nya. Periksa alamatnya, atau coba lagi nanti.',
  en: 'The site answers, but not with its feed. Check the address, or try again later.',
}
