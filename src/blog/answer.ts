import type { Context } from '../context.ts'
import { changesNeed, copiesNeed, orderNeed, siteNeed, tagNeed, wordsNeed } from '../core/page-needs.ts'
import { asSystem, type Tx } from '../db/client.ts'
import { openMediaStore } from '../media/index.ts'
import { homeWorkspace } from '../team/index.ts'
import { permalinkElsewhere } from './elsewhere.ts'
import type { LaidOut } from './markdown/index.ts'
import { articlePage } from './pages/article.ts'
import { cardPath, drawCard } from './pages/card.ts'
import {
  atomFeed,
  type FeedArticle,
  feedSize,
  jsonFeed,
  robots,
  rssFeed,
  sitemap,
  sitemapIndex,
  sitemapSize,
} from './pages/feeds.ts'
import type { Site } from './pages/layout.ts'
import { freshPage, homePage, notFoundPage, pageSize, tagPage, tagPageSize } from './pages/lists.ts'
import {
  addressesFrom,
  countPublished,
  countTagged,
  findPublished,
  findWords,
  movedFrom,
  newestWhole,
  nextOf,
  publishedFrom,
  taggedFrom,
  type WholeRow,
} from './published.ts'
import { emptySite, readSite } from './site.ts'
import { readableLayout, viewCopies } from './view.ts'

/** What the blog answers to a path. */
export interface Answer {
  status: 200 | 301 | 302 | 404
  type: string
  body: string | Buffer
  location?: string
  /** Origins of what the page may show in frames. */
  frames?: readonly string[]
  /** The workspace of the page; missing before the set-up. */
  workspaceId?: string
  /** What it is made of (core/page-needs.ts); missing: anything. */
  needs?: readonly string[]
}

const htmlType = 'text/html; charset=utf-8'

/** In which form a page is asked for. Feeds and pictures have addresses of their own. */
export type Representation = 'html' | 'markdown'

/** Answers a reader. Needs no panel and no worker: only the rows. */
export function answerReader(context: Context, path: string, representation: Representation = 'html'): Promise<Answer> {
  return asSystem(context.db, async (tx) => {
    const workspaceId = await homeWorkspace(tx)
    if (!workspaceId) return fresh(context, path)
    const site = await readSite(context, tx, workspaceId)
    const answer = await route(context, tx, site, workspaceId, path, representation)
    return { ...(answer ?? { status: 404, type: htmlType, body: notFoundPage(site) }), workspaceId }
  })
}

function fresh(context: Context, path: string): Answer {
  const site = emptySite(context)
  if (path === '/') return { status: 200, type: htmlType, body: freshPage(site) }
  if (path === '/robots.txt') return { status: 200, type: 'text/plain; charset=utf-8', body: robots(site) }
  return { status: 404, type: htmlType, body: notFoundPage(site) }
}

async function route(
  context: Context,
  tx: Tx,
  site: Site,
  workspaceId: string,
  path: string,
  representation: Representation,
): Promise<Answer | undefined> {
  const pageNumber = /^\/page\/([2-9]|[1-9]\d{1,5})$/.exec(path)
  if (path === '/' || pageNumber) return home(tx, site, workspaceId, Number(pageNumber?.[1] ?? 1))
  const feed = feeds[path]
  if (feed) return feed(context, tx, site, workspaceId)
  const part = /^\/sitemap\/([1-9]\d{0,5})\.xml$/.exec(path)
  if (part) return sitemapPart(tx, site, workspaceId, Number(part[1]))
  const [, first, second, third, fourth, fifth] = path.split('/').map(decode)
  if (first === 'tag' && second && third === undefined) return tagged(tx, site, workspaceId, second, 1)
  const further = third === 'page' && fifth === undefined ? /^([2-9]|[1-9]\d{1,5})$/.exec(fourth ?? '') : null
  if (first === 'tag' && second && further) return tagged(tx, site, workspaceId, second, Number(further[1]))
  const picture = third ?? second
  if (first === 'card' && picture?.endsWith('.png') && fourth === undefined)
    return card(context, tx, site, workspaceId, picture.slice(0, -4), path)
  if (!first || second !== undefined) return undefined
  const words = representation === 'markdown' ? await asMarkdown(tx, workspaceId, first) : undefined
  return words ?? article(context, tx, site, workspaceId, first)
}

function decode(piece: string): string {
  try {
    return decodeURIComponent(piece)
  } catch {
    return '' // a broken escape names nothing
  }
}

async function home(tx: Tx, site: Site, workspaceId: string, page: number): Promise<Answer | undefined> {
  const pages = Math.max(1, Math.ceil((await countPublished(tx, workspaceId)) / pageSize))
  if (page > pages) return undefined
  const rows = await publishedFrom(tx, workspaceId, (page - 1) * pageSize, pageSize)
  return htmlAnswer(homePage(site, rows, page, pages), [orderNeed, ...rows.map(({ id }) => wordsNeed(id))])
}

/** @param needed beside the brand, which is on every page */
function htmlAnswer(body: string, needed: readonly string[]): Answer {
  return { status: 200, type: htmlType, body, needs: [siteNeed, ...needed] }
}

async function tagged(tx: Tx, site: Site, workspaceId: string, tag: string, page: number): Promise<Answer | undefined> {
  const pages = Math.ceil((await countTagged(tx, workspaceId, tag)) / tagPageSize)
  if (page > pages) return undefined
  const rows = await taggedFrom(tx, workspaceId, tag, (page - 1) * tagPageSize, tagPageSize)
  const body = tagPage(site, tag, rows, page, pages)
  return htmlAnswer(body, [tagNeed(tag), ...rows.map(({ id }) => wordsNeed(id))])
}

async function article(
  context: Context,
  tx: Tx,
  site: Site,
  workspaceId: string,
  slug: string,
): Promise<Answer | undefined> {
  const row = await findPublished(tx, workspaceId, slug)
  if (!row) return (await elsewhere(tx, workspaceId, slug)) ?? moved(tx, site, workspaceId, slug)
  const next = await nextOf(tx, workspaceId, row)
  const { html, frames } = await bodyOf(context, tx, row)
  const view = {
    ...row,
    summary: row.excerpt,
    body: html,
    copies: await viewCopies(context, tx, row.id),
  }
  const body = articlePage(site, view, next && { ...next.article, summary: next.article.excerpt })
  const shown = [row.id, ...(next ? [next.article.id] : [])].map(wordsNeed)
  // The article to go on with is chosen among those that share a tag, or else among all.
  const among = next?.by === 'tags' ? row.tags.map(tagNeed) : [orderNeed]
  return { ...htmlAnswer(body, [...among, copiesNeed(row.id), ...shown]), frames }
}

/** An article as its writer wrote it, for programs that read. */
async function asMarkdown(tx: Tx, workspaceId: string, slug: string): Promise<Answer | undefined> {
  const found = await findWords(tx, workspaceId, slug)
  return (
    found && {
      status: 200,
      type: 'text/markdown; charset=utf-8',
      body: `# ${found.words.title}\n\n${found.words.markdown}\n`,
      needs: [wordsNeed(found.id)],
    }
  )
}

/** As it was laid out when it was published; now, where that was never done (kept-page.ts does so in the background). */
async function bodyOf(
  context: Context,
  tx: Tx,
  { html, frames, source }: WholeRow,
): Promise<Pick<LaidOut, 'html' | 'frames'>> {
  if (html !== null || !source) return { html: html ?? '', frames }
  return readableLayout(context, tx, source)
}

/** An article that lives on another blog: its address here leads there. */
async function elsewhere(tx: Tx, workspaceId: string, slug: string): Promise<Answer | undefined> {
  const row = await tx
    .selectFrom('article')
    .select(['id', 'home_channel_id'])
    .where('workspace_id', '=', workspaceId)
    .where('slug', '=', slug)
    .where('state', '=', 'published')
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  const location = row && (await permalinkElsewhere(tx, row))
  return location ? { status: 302, type: htmlType, body: '', location } : undefined
}

/** An address that an article once had. */
async function moved(tx: Tx, site: Site, workspaceId: string, slug: string): Promise<Answer | undefined> {
  const now = await movedFrom(tx, workspaceId, slug)
  const location = now && `${site.home}/${encodeURIComponent(now)}`
  return location ? { status: 301, type: htmlType, body: '', location } : undefined
}

async function card(
  context: Context,
  tx: Tx,
  site: Site,
  workspaceId: string,
  slug: string,
  path: string,
): Promise<Answer | undefined> {
  const row = await findPublished(tx, workspaceId, slug)
  if (!row) return undefined
  const now = cardPath(site, slug, row.title)
  // An earlier one's address, or one without a version, leads to the card of today.
  if (path !== now) return { status: 302, type: htmlType, body: '', location: `${site.home}${now}` }
  const body = await cardOf(context, site, row.title)
  return { status: 200, type: 'image/png', body, needs: [siteNeed, wordsNeed(row.id)] }
}

/** The picture that shows an article on networks. */
export async function cardOf(context: Context, site: Site, title: string): Promise<Buffer> {
  const logo =
    site.logo && /\.(png|jpg)$/.test(site.logo)
      ? await openMediaStore(context.config)
          .get(site.logo.replace('/media/', ''))
          .catch(() => undefined)
      : undefined
  return drawCard({
    title,
    brand: site.name,
    handle: site.handle,
    host: new URL(site.home).host,
    accent: site.accent,
    paper: site.paper,
    ...(logo ? { logo } : {}),
  })
}

type Feed = (context: Context, tx: Tx, site: Site, workspaceId: string) => Promise<Answer>

const feeds: Record<string, Feed> = {
  '/feed.xml': feedAnswer('application/rss+xml; charset=utf-8', rssFeed),
  '/atom.xml': feedAnswer('application/atom+xml; charset=utf-8', atomFeed),
  '/feed.json': feedAnswer('application/feed+json; charset=utf-8', jsonFeed),
  '/sitemap.xml': async (_context, tx, site, workspaceId) => {
    const parts = Math.ceil((await countPublished(tx, workspaceId)) / sitemapSize)
    const one = sitemap(site, parts > 1 ? [] : await addressesFrom(tx, workspaceId, 0, sitemapSize))
    return sitemapAnswer(parts > 1 ? sitemapIndex(site, parts) : one)
  },
  '/robots.txt': async (_context, _tx, site) => ({
    status: 200,
    type: 'text/plain; charset=utf-8',
    body: robots(site),
    needs: [siteNeed],
  }),
}

function sitemapAnswer(body: string): Answer {
  return {
    status: 200,
    type: 'application/xml; charset=utf-8',
    body,
    needs: [siteNeed, orderNeed, changesNeed],
  }
}

/** Part of the addresses, where they are too many for one file. */
async function sitemapPart(tx: Tx, site: Site, workspaceId: string, part: number): Promise<Answer | undefined> {
  const rows = await addressesFrom(tx, workspaceId, (part - 1) * sitemapSize, sitemapSize)
  return rows.length ? sitemapAnswer(sitemap(site, rows)) : undefined
}

function feedAnswer(type: string, write: (site: Site, articles: readonly FeedArticle[]) => string): Feed {
  return async (context, tx, site, workspaceId) => {
    const rows = await newestWhole(tx, workspaceId, feedSize)
    const articles: FeedArticle[] = []
    for (const row of rows) {
      const { publishedAt, excerpt: summary } = row
      if (!publishedAt) continue
      const body = absolute((await bodyOf(context, tx, row)).html, `${site.home}/${encodeURIComponent(row.slug)}`)
      articles.push({ ...row, summary, body, publishedAt })
    }
    const shown = rows.map(({ id }) => wordsNeed(id))
    return { status: 200, type, body: write(site, articles), needs: [siteNeed, orderNeed, ...shown] }
  }
}

const tags = /<[a-z](?:"[^"]*"|[^">])*>/gi
const addresses = /(\s(?:src|href|poster|cite)=")([^"]*)"/gi

/** What a feed needs not: other sizes of a picture, and the few pixels that are seen before it. */
const onlyOnPages = /<img class="blur"[^>]*>|<source (?:"[^"]*"|[^">])*>/g

/** A feed is read elsewhere: all addresses in it are whole ones. @param page the article's own, where `#…` leads into */
function absolute(body: string, page: string): string {
  return body.replace(onlyOnPages, '').replace(tags, (tag) =>
    tag.replace(addresses, (whole, before: string, address: string) => {
      const plain = address.replaceAll('&#x26;', '&').replaceAll('&amp;', '&')
      if (/^[a-z][a-z0-9+.-]*:/i.test(plain) || !URL.canParse(plain, page)) return whole
      return `${before}${new URL(plain, page).href.replaceAll('&', '&amp;').replaceAll('"', '%22')}"`
    }),
  )
}
