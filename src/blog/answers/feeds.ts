/** Feeds of all, and of what has something in common; sitemaps and robots.txt. */
import {
  authorNeed,
  changesNeed,
  orderNeed,
  seriesNeed,
  siteNeed,
  tagNeed,
  wordsNeed,
  writtenByNeed,
} from '../../core/page-needs.ts'
import { say } from '../../core/words.ts'
import { filesOf } from '../../media/index.ts'
import { themeWords } from '../../themes/index.ts'
import { authorAt, authorsOf } from '../authors.ts'
import { atomFeed, type Feed, type FeedArticle, feedSize, jsonFeed, rssFeed } from '../pages/feeds.ts'
import { robots, sitemap, sitemapIndex, sitemapSize } from '../pages/sitemap.ts'
import {
  addressesFrom,
  newestIds,
  pageAddresses,
  publishedMonths,
  seriesFrom,
  taggedFrom,
  wholeByIds,
  writtenByFrom,
} from '../published.ts'
import type { Answer, Asked } from './answer.ts'
import { bodyOf } from './article.ts'

const formats: Readonly<Record<string, { type: string; write: typeof rssFeed }>> = {
  'feed.xml': { type: 'application/rss+xml; charset=utf-8', write: rssFeed },
  'atom.xml': { type: 'application/atom+xml; charset=utf-8', write: atomFeed },
  'feed.json': { type: 'application/feed+json; charset=utf-8', write: jsonFeed },
}

/** Whether the last piece of an address is a feed's name. */
export function isFeed(piece: string | undefined): piece is string {
  return piece !== undefined && Object.hasOwn(formats, piece)
}

/** What a feed is of: its name beside the blog's, its place, the ids of its newest articles, and what decides about those. */
interface Collection {
  title?: string
  /** The page that lists the same, below home. */
  path: string
  ids: string[]
  needs: string[]
}

/** The feed of all. @param name with its format: `feed.xml` */
export async function feed(asked: Asked, name: string): Promise<Answer> {
  const ids = await newestIds(asked.tx, asked.workspaceId, feedSize)
  return written(asked, name, { path: '/', ids, needs: [orderNeed] })
}

/** The feed of a tag, an author or a series. */
export async function feedOf(asked: Asked, kind: string, piece: string, name: string): Promise<Answer | undefined> {
  const found = await collections[kind]?.(asked, piece)
  return found && written(asked, name, found)
}

const collections: Readonly<Record<string, (asked: Asked, piece: string) => Promise<Collection | undefined>>> = {
  async tag({ tx, site, workspaceId }, tag) {
    const ids = idsOf(await taggedFrom(tx, workspaceId, tag, 0, feedSize))
    const title = say(themeWords.tagged, site.language, { tag })
    return ids.length ? { title, path: `/tag/${encodeURIComponent(tag)}`, ids, needs: [tagNeed(tag)] } : undefined
  },
  async author({ tx, workspaceId }, slug) {
    const author = await authorAt(tx, workspaceId, slug)
    if (!author) return undefined
    const ids = idsOf(await writtenByFrom(tx, workspaceId, author.id, 0, feedSize))
    const needs = [authorNeed(author.id), writtenByNeed(author.id)]
    return { title: author.name, path: `/author/${encodeURIComponent(slug)}`, ids, needs }
  },
  async series({ tx, workspaceId }, slug) {
    const rows = await seriesFrom(tx, workspaceId, slug, 0, feedSize, 'last')
    const title = rows[0]?.series?.name ?? slug
    return rows.length
      ? { title, path: `/series/${encodeURIComponent(slug)}`, ids: idsOf(rows), needs: [seriesNeed(slug)] }
      : undefined
  },
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)

async function written(asked: Asked, name: string, { title, path, ids, needs }: Collection): Promise<Answer> {
  const { site } = asked
  const { type, write } = formats[name] as (typeof formats)[string]
  const articles = await feedArticles(asked, ids)
  const self = `${path === '/' ? '' : path}/${name}`
  const told: Feed = { title: title ? `${title} · ${site.name}` : site.name, path, self, articles }
  const writers = articles.flatMap(({ authors }) => authors.map(({ id }) => authorNeed(id)))
  const shown = [...new Set([...needs, ...writers, ...ids.map(wordsNeed)])]
  return { status: 200, type, body: write(site, told), needs: [siteNeed, ...shown] }
}

async function feedArticles(asked: Asked, ids: readonly string[]): Promise<FeedArticle[]> {
  const { tx, site, workspaceId } = asked
  const rows = await wholeByIds(tx, workspaceId, ids)
  const authors = new Map(
    (
      await authorsOf(
        tx,
        workspaceId,
        rows.flatMap((row) => row.authors),
      )
    ).map((one) => [one.id, one]),
  )
  const files = await filesOf(
    tx,
    rows.flatMap(({ picture }) => picture?.media ?? []),
  )
  const articles: FeedArticle[] = []
  for (const row of rows) {
    const { publishedAt, excerpt: summary } = row
    if (!publishedAt) continue
    const head = row.picture && files.get(row.picture.media)
    articles.push({
      ...row,
      summary,
      publishedAt,
      body: absolute((await bodyOf(asked, row)).html, `${site.home}/${encodeURIComponent(row.slug)}`),
      authors: row.authors.flatMap((id) => authors.get(id) ?? []),
      picture: head && row.picture ? { ...row.picture, ...head } : undefined,
    })
  }
  return articles
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

/** All addresses, or where their parts are, when they are too many for one file. */
export async function sitemaps(asked: Asked): Promise<Answer> {
  const { tx, site, workspaceId } = asked
  const months = await publishedMonths(tx, workspaceId)
  const parts = Math.ceil(months.count / sitemapSize)
  return sitemapAnswer(parts > 1 ? sitemapIndex(site, parts) : sitemap(site, await entries(asked, 1)))
}

/** Part of the addresses. */
export async function sitemapPart(asked: Asked, part: number): Promise<Answer | undefined> {
  const found = await entries(asked, part)
  return found.length ? sitemapAnswer(sitemap(asked.site, found)) : undefined
}

async function entries({ tx, workspaceId }: Asked, part: number) {
  const months = await publishedMonths(tx, workspaceId)
  const rows = await addressesFrom(tx, workspaceId, months, (part - 1) * sitemapSize, sitemapSize)
  // Pages are few, and stand in no course of time.
  const all = part === 1 ? [...(await pageAddresses(tx, workspaceId, sitemapSize)), ...rows] : rows
  const files = await filesOf(
    tx,
    all.flatMap(({ picture }) => picture?.media ?? []),
  )
  return all.map(({ picture, ...row }) => ({ ...row, picture: files.get(picture?.media ?? '')?.file }))
}

function sitemapAnswer(body: string): Answer {
  return { status: 200, type: 'application/xml; charset=utf-8', body, needs: [siteNeed, orderNeed, changesNeed] }
}

/** What crawlers may read. */
export function robotsAnswer({ site }: Asked): Answer {
  return { status: 200, type: 'text/plain; charset=utf-8', body: robots(site), needs: [siteNeed] }
}
