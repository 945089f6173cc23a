import type { Context } from '../context.ts'
import { siteNeed } from '../core/page-needs.ts'
import { asSystem, inWorkspace, type Tx } from '../db/client.ts'
import { isHome, ownerOfHost } from '../team/index.ts'
import { defaultTheme, keepTrouble, styleOf, type Trouble, themeFileAt } from '../themes/index.ts'
import { type Answer, type Asked, htmlType, leadTo, pageNumber, type Representation } from './answers/answer.ts'
import { article, asMarkdown } from './answers/article.ts'
import { card } from './answers/card.ts'
import { feed, feedOf, isFeed, robotsAnswer, sitemapPart, sitemaps } from './answers/feeds.ts'
import { home } from './answers/home.ts'
import { archive, authored, inSeries, tagged } from './answers/lists.ts'
import { type Sought, search } from './answers/search.ts'
import { freshPage, notFoundPage } from './pages/other.ts'
import { robots } from './pages/sitemap.ts'
import { byIds, findPublished, newestIds } from './published.ts'
import { redirectedTo, redirectPath } from './redirects.ts'
import { emptySite, readSite } from './site.ts'
import { teasersOf } from './teasers.ts'

export type { Answer, Representation } from './answers/answer.ts'

/** A reader's request, beside its path. */
export interface Request {
  representation?: Representation
  /** What the search is asked for. */
  sought?: Sought | undefined
  /** As `hostOf` gives it; missing: the server's own. */
  host?: string | undefined
}

/** Answers a reader. Needs no panel and no worker: only the rows. */
export async function answerReader(context: Context, path: string, request: Request = {}): Promise<Answer> {
  const { troubled, ...answer } = await asSystem(context.db, (tx) => answerFrom(context, tx, path, request))
  // Its owner sees it; the reader has a page.
  if (troubled) await keepTrouble(context, troubled.workspaceId, troubled.theme, troubled.trouble)
  return answer
}

/** An answer, and what a theme that somebody brought could not draw of it. */
type Answered = Answer & { troubled?: { workspaceId: string; theme: string; trouble: Trouble } }

async function answerFrom(context: Context, tx: Tx, path: string, request: Request): Promise<Answered> {
  const owner = await ownerOfHost(context.config, tx, request.host)
  if (!owner) return isHome(context.config, request.host) ? fresh(context, path) : misdirected
  const { workspaceId, address } = owner
  if (owner.moved) return { ...leadTo(301, `${address}${path}`), workspaceId }
  return answerIn({ context, tx, workspaceId, home: address }, path, request)
}

/**
 * What a workspace's own blog answers, whichever of them readers see: for whoever takes its pages elsewhere.
 * @param home where they will be read, without a slash at its end
 */
export async function answerOf(context: Context, workspaceId: string, home: string, path: string): Promise<Answer> {
  const { troubled: _, ...answer } = await inWorkspace(context.db, workspaceId, (tx) =>
    answerIn({ context, tx, workspaceId, home }, path, {}),
  )
  return answer
}

async function answerIn(
  { home: address, ...where }: Omit<Asked, 'site'> & { home: string },
  path: string,
  request: Request,
): Promise<Answered> {
  const { context, tx, workspaceId } = where
  const troubles: Trouble[] = []
  const site = { ...(await readSite(context, tx, workspaceId)), home: address, troubles }
  const asked: Asked = { ...where, site }
  const answer = await pageAt(asked, path, request)
  // The menu and the foot are on every page.
  const needs = answer.needs && site.needs.length ? { needs: [...answer.needs, ...site.needs] } : {}
  const [trouble] = troubles
  const troubled = trouble && site.brought ? { troubled: { workspaceId, theme: site.brought.id, trouble } } : {}
  return { ...answer, ...needs, ...troubled, workspaceId }
}

/** What stands at a path of a blog. */
export async function pageAt(asked: Asked, path: string, request: Request = {}): Promise<Answer> {
  return (
    (await route(asked, path, request)) ??
    (await redirected(asked, path)) ??
    (await withoutSlash(asked, path, request)) ??
    (await ofYear(asked, path)) ??
    (await lost(asked))
  )
}

/** Where other programs list what a year, a month or a day has: here a year has one list. */
async function ofYear(asked: Asked, path: string): Promise<Answer | undefined> {
  const [, year] = /^\/(\d{4})(?:\/\d{1,2}){0,2}\/?$/.exec(path) ?? []
  const list = year && (await route(asked, `/archive/${year}`, {}))
  return list && list.status === 200 ? leadTo(301, `${asked.site.home}/archive/${year}`) : undefined
}

/** Other programs end their addresses in a slash: what stands here without it is there. */
async function withoutSlash({ site, ...asked }: Asked, path: string, request: Request): Promise<Answer | undefined> {
  let end = path.length
  while (path[end - 1] === '/') end -= 1
  if (end === path.length || end === 0) return undefined
  const there = await route({ site, ...asked }, path.slice(0, end), request)
  return there?.status === 200 ? leadTo(301, `${site.home}${path.slice(0, end)}`) : there
}

/** A host that is nobody's: https://www.rfc-editor.org/rfc/rfc9110#section-15.5.20 */
const misdirected: Answer = {
  status: 421,
  type: 'text/plain; charset=utf-8',
  body: `Tidak ada blog di alamat ini.
Pengelola server: beri alamat ini di Setelan ruang kerja, atau samakan BASE_URL dengannya. Proksi di depan server harus meneruskan nama host yang diminta pembaca.

There is no blog at this address.
If you run this server: give a workspace this address in Settings, or set BASE_URL to it. A proxy in front must pass on the host that readers ask for.
`,
}

async function fresh(context: Context, path: string): Promise<Answer> {
  const site = emptySite(context)
  if (path === '/') return { status: 200, type: htmlType, body: await freshPage(site) }
  if (path === '/robots.txt') return { status: 200, type: 'text/plain; charset=utf-8', body: robots(site) }
  return styleAnswer(site, path) ?? { status: 404, type: htmlType, body: await notFoundPage(site, []) }
}

/** An address of an older blog that moved in here. A query that tells nothing apart any more leads to the front page. */
async function redirected(asked: Asked, path: string): Promise<Answer | undefined> {
  const { tx, site, workspaceId } = asked
  const to = await redirectedTo(tx, workspaceId, redirectPath(path))
  if (to !== undefined) return leadTo(301, `${site.home}${to}`)
  return path.startsWith('/?') ? home(asked, 1) : undefined
}

/** An address that leads nowhere: the search, and a few to go on with. */
async function lost({ tx, site, workspaceId }: Asked): Promise<Answer> {
  const rows = await byIds(tx, workspaceId, await newestIds(tx, workspaceId, 3))
  return { status: 404, type: htmlType, body: await notFoundPage(site, await teasersOf(tx, rows)) }
}

async function route(asked: Asked, path: string, { representation, sought }: Request): Promise<Answer | undefined> {
  const style = styleAnswer(asked.site, path)
  if (style) return style
  const pieces = path.slice(1).split('/').map(decode)
  const [first = '', second, third] = pieces
  if (path === '/') return home(asked, 1)
  if (pieces.length === 1) return atOnePiece(asked, first, representation, sought)
  // An empty piece names nothing, nor does a broken escape.
  if (pieces.includes('')) return undefined
  if (first === 'page' && pieces.length === 2) return numbered(second, (page) => home(asked, page))
  if (first === 'theme' && pieces.length === 2) return themeFile(asked, path)
  if (first === 'card') return pieces.length > 3 ? undefined : cardAt(asked, third ?? second ?? '', path)
  if (first === 'sitemap' && pieces.length === 2) return partAt(asked, second ?? '')
  if (pieces.length === 3 && isFeed(third)) return feedOf(asked, first, second ?? '', third)
  return listAt(asked, pieces)
}

/** What stands directly below home: the blog's own files, or else an article, whose address may be that of a page of ours. */
async function atOnePiece(
  asked: Asked,
  piece: string,
  representation: Representation | undefined,
  sought: Sought | undefined,
): Promise<Answer | undefined> {
  if (isFeed(piece)) return feed(asked, piece)
  if (piece === 'sitemap.xml') return sitemaps(asked)
  if (piece === 'robots.txt') return robotsAnswer(asked)
  if (!piece) return undefined
  const own = ownPages[piece]
  // An article may have had the address before the page came; an address that one had is no reason to look further.
  if (own && !(await findPublished(asked.tx, asked.workspaceId, piece))) return own(asked, sought)
  const words = representation === 'markdown' ? await asMarkdown(asked, piece) : undefined
  return words ?? article(asked, piece)
}

type OwnPage = (asked: Asked, sought: Sought | undefined) => Promise<Answer | undefined>

const ownPages: Readonly<Record<string, OwnPage | undefined>> = Object.assign(Object.create(null), {
  search: (asked, sought) => search(asked, sought ?? { q: '', after: '' }),
  archive: (asked) => archive(asked, undefined, 1),
} satisfies Record<string, OwnPage>)

/** Lists of what has something in common, and the pages behind their first: `/tag/kopi`, `/tag/kopi/page/2`. */
function listAt(asked: Asked, pieces: readonly string[]): Promise<Answer | undefined> | undefined {
  const [first = '', second = '', third, fourth, ...more] = pieces
  const list = Object.hasOwn(lists, first) ? lists[first] : undefined
  if (!list || more.length) return undefined
  if (third === undefined) return list(asked, second, 1)
  return third === 'page' ? numbered(fourth, (page) => list(asked, second, page)) : undefined
}

const lists: Readonly<Record<string, (asked: Asked, piece: string, page: number) => Promise<Answer | undefined>>> = {
  tag: tagged,
  author: authored,
  series: inSeries,
  async archive(asked, year, page) {
    return /^\d{4}$/.test(year) ? archive(asked, Number(year), page) : undefined
  },
}

function numbered(piece: string | undefined, list: (page: number) => Promise<Answer | undefined>) {
  const page = pageNumber(piece ?? '')
  return page === undefined ? undefined : list(page)
}

function cardAt(asked: Asked, picture: string, path: string): Promise<Answer | undefined> | undefined {
  return picture.endsWith('.png') ? card(asked, picture.slice(0, -4), path) : undefined
}

function partAt(asked: Asked, piece: string): Promise<Answer | undefined> | undefined {
  const part = /^([1-9]\d{0,5})\.xml$/.exec(piece)
  return part ? sitemapPart(asked, Number(part[1])) : undefined
}

/** The style, under the name that today's has; older names lead there. */
function styleAnswer(site: Asked['site'], path: string): Answer | undefined {
  if (!/^\/style-[\w-]{1,40}\.css$/.test(path)) return undefined
  const now = styleOf(site.theme, site)
  // What a theme that somebody brought can't draw, the calm one does.
  const found = [now, ...(site.brought ? [styleOf(defaultTheme, site)] : [])].find((one) => one.path === path)
  if (!found) return leadTo(302, `${site.home}${now.path}`)
  return { status: 200, type: 'text/css; charset=utf-8', body: found.css, needs: [siteNeed], lasting: true }
}

/** A picture or a typeface of a theme that somebody brought. */
async function themeFile({ tx, workspaceId }: Asked, path: string): Promise<Answer | undefined> {
  if (!/^\/theme\/[\w-]{1,40}\.\w{1,5}$/.test(path)) return undefined
  const file = await themeFileAt(tx, workspaceId, path)
  return file && { status: 200, type: file.type, body: file.bytes, needs: [siteNeed], lasting: true }
}

function decode(piece: string): string {
  try {
    const text = decodeURIComponent(piece)
    // No database takes it: nothing has such a name.
    return text.includes('\0') ? '' : text
  } catch {
    return ''
  }
}
