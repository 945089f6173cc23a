import { type SqlBool, sql } from 'kysely'
import type { Context } from '../context.ts'
import { asSystem, type Tx } from '../db/client.ts'
import { openMediaStore } from '../media/index.ts'
import type { ArticleRow } from './article.ts'
import { permalinkElsewhere } from './elsewhere.ts'
import { articlePage } from './pages/article.ts'
import { cardPath, drawCard } from './pages/card.ts'
import { atomFeed, type FeedArticle, feedSize, jsonFeed, robots, rssFeed, sitemap } from './pages/feeds.ts'
import type { Site } from './pages/layout.ts'
import { freshPage, homePage, type ListedArticle, notFoundPage, pageSize, tagPage } from './pages/lists.ts'
import { emptySite, readSite } from './site.ts'
import { chooseNext, readableBody, summaryOf, viewArticle } from './view.ts'

/** What the blog answers to a path. */
export interface Answer {
  status: 200 | 301 | 302 | 404
  type: string
  body: string | Buffer
  location?: string
}

const htmlType = 'text/html; charset=utf-8'

/** Answers a reader. Needs no panel and no worker: only the rows. */
export function answerReader(context: Context, path: string): Promise<Answer> {
  return asSystem(context.db, async (tx) => {
    const workspaceId = await homeWorkspace(tx)
    if (!workspaceId) return fresh(context, path)
    const site = await readSite(context, tx, workspaceId)
    return (
      (await route(context, tx, site, workspaceId, path)) ?? { status: 404, type: htmlType, body: notFoundPage(site) }
    )
  })
}

/** The workspace whose articles this blog shows. */
export async function homeWorkspace(tx: Tx): Promise<string | undefined> {
  const row = await tx.selectFrom('installation').select('workspace_id').executeTakeFirst()
  return row?.workspace_id ?? undefined
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
): Promise<Answer | undefined> {
  const pageNumber = /^\/page\/([2-9]|[1-9]\d{1,5})$/.exec(path)
  if (path === '/' || pageNumber) return home(tx, site, workspaceId, Number(pageNumber?.[1] ?? 1))
  const feed = feeds[path]
  if (feed) return feed(context, tx, site, workspaceId)
  const [, first, second, third, fourth] = path.split('/').map(decode)
  if (first === 'tag' && second && third === undefined) return tagged(tx, site, workspaceId, second)
  const picture = third ?? second
  if (first === 'card' && picture?.endsWith('.png') && fourth === undefined)
    return card(context, tx, site, workspaceId, picture.slice(0, -4), path)
  return first && second === undefined ? article(context, tx, site, workspaceId, first) : undefined
}

function decode(piece: string): string {
  try {
    return decodeURIComponent(piece)
  } catch {
    return '' // a broken escape names nothing
  }
}

function published(tx: Tx, workspaceId: string) {
  return (
    tx
      .selectFrom('article')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('state', '=', 'published')
      .where('deleted_at', 'is', null)
      .where('published', 'is not', null)
      // What lives on another blog is read there.
      .where('home_channel_id', 'is', null)
      .orderBy('published_at', 'desc')
  )
}

async function home(tx: Tx, site: Site, workspaceId: string, page: number): Promise<Answer | undefined> {
  const { n } = await published(tx, workspaceId)
    .clearSelect()
    .clearOrderBy()
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  const pages = Math.max(1, Math.ceil(Number(n) / pageSize))
  if (page > pages) return undefined
  const rows = await published(tx, workspaceId)
    .offset((page - 1) * pageSize)
    .limit(pageSize)
    .execute()
  return { status: 200, type: htmlType, body: homePage(site, rows.flatMap(listed), page, pages) }
}

function listed(row: ArticleRow): ListedArticle[] {
  if (!row.published || !row.published_at) return []
  return [
    {
      slug: row.slug,
      title: row.published.title,
      summary: summaryOf(row.published),
      language: row.published.language,
      publishedAt: row.published_at,
    },
  ]
}

async function tagged(tx: Tx, site: Site, workspaceId: string, tag: string): Promise<Answer | undefined> {
  const rows = (await published(tx, workspaceId).limit(1000).execute()).filter((row) =>
    row.published?.tags.includes(tag),
  )
  return rows.length ? { status: 200, type: htmlType, body: tagPage(site, tag, rows.flatMap(listed)) } : undefined
}

async function article(
  context: Context,
  tx: Tx,
  site: Site,
  workspaceId: string,
  slug: string,
): Promise<Answer | undefined> {
  const row = await published(tx, workspaceId).where('slug', '=', slug).executeTakeFirst()
  if (!row?.published) return (await elsewhere(tx, workspaceId, slug)) ?? moved(tx, site, workspaceId, slug)
  const others = await published(tx, workspaceId).limit(200).execute()
  const view = await viewArticle(context, tx, row, row.published)
  return { status: 200, type: htmlType, body: articlePage(site, view, chooseNext(row, others)) }
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
  const row = await published(tx, workspaceId).where(sql<SqlBool>`${slug} = any(old_slugs)`).executeTakeFirst()
  const location = row && `${site.home}/${encodeURIComponent(row.slug)}`
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
  const row = await published(tx, workspaceId).where('slug', '=', slug).executeTakeFirst()
  if (!row?.published) return undefined
  const now = cardPath(site, slug, row.published.title)
  // An earlier one's address, or one without a version, leads to the card of today.
  if (path !== now) return { status: 302, type: htmlType, body: '', location: `${site.home}${now}` }
  return { status: 200, type: 'image/png', body: await cardOf(context, site, row.published.title) }
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
    const rows = await published(tx, workspaceId).limit(50_000).execute()
    return {
      status: 200,
      type: 'application/xml; charset=utf-8',
      body: sitemap(
        site,
        rows.map((row) => ({ slug: row.slug, modifiedAt: new Date(row.published?.at ?? row.updated_at) })),
      ),
    }
  },
  '/robots.txt': async (_context, _tx, site) => ({
    status: 200,
    type: 'text/plain; charset=utf-8',
    body: robots(site),
  }),
}

function feedAnswer(type: string, write: (site: Site, articles: readonly FeedArticle[]) => string): Feed {
  return async (context, tx, site, workspaceId) => {
    const rows = await published(tx, workspaceId).limit(feedSize).execute()
    const articles: FeedArticle[] = []
    for (const row of rows) {
      if (!row.published || !row.published_at) continue
      const { title, tags, language } = row.published
      const body = absolute(
        await readableBody(context, tx, row.published),
        `${site.home}/${encodeURIComponent(row.slug)}`,
      )
      articles.push({
        id: row.id,
        slug: row.slug,
        title,
        summary: summaryOf(row.published),
        body,
        tags,
        language,
        publishedAt: row.published_at,
        modifiedAt: new Date(row.published?.at ?? row.updated_at),
      })
    }
    return { status: 200, type, body: write(site, articles) }
  }
}

const tags = /<[a-z](?:"[^"]*"|[^">])*>/gi
const addresses = /(\s(?:src|href|poster|cite)=")([^"]*)"/gi

/** A feed is read elsewhere: all addresses in it are whole ones. @param page the article's own, where `#…` leads into */
function absolute(body: string, page: string): string {
  return body.replace(tags, (tag) =>
    tag.replace(addresses, (whole, before: string, address: string) => {
      const plain = address.replaceAll('&#x26;', '&').replaceAll('&amp;', '&')
      if (/^[a-z][a-z0-9+.-]*:/i.test(plain) || !URL.canParse(plain, page)) return whole
      return `${before}${new URL(plain, page).href.replaceAll('&', '&amp;').replaceAll('"', '%22')}"`
    }),
  )
}
