/**
 * The blog as files that any web server serves, and that open from a folder too: its own pages, as readers get them, with links from file
 * to file. Comments, lists and copies are as they are now.
 */
import type { Answer } from '../../../blog/index.ts'
import { Problem, StorageProblem } from '../../../core/problem.ts'
import type { Sink } from '../../sink.ts'
import { count, nothingYet } from '../count.ts'
import type { Exported, ExportFormat, WholeBlog } from '../format.ts'
import { type Finder, finderScript, openFinder, withFinder, withoutForm } from './finder.ts'
import { FileNames, isPage, linkBetween } from './paths.ts'
import { canBePage, leadLists, leadPage, leadsOf } from './redirects.ts'
import { withLinks } from './rewrite.ts'

/** A whole site. */
export const site: ExportFormat = {
  id: 'static',
  label: 'HTML',
  about: {
    id: 'situs jadi: halaman blog apa adanya, untuk server web mana pun, tanpa program',
    en: 'a finished site: the blog’s own pages, for any web server, with no program behind it',
  },
  write,
}

/** A site while it is written. */
interface Writing {
  blog: WholeBlog
  sink: Sink
  done: Exported
  names: FileNames
  /** Paths that something leads to, in the order in which they were found; each once. */
  queue: string[]
  finder: Finder | undefined
  /** Addresses of articles, whose words the search takes. */
  articles: Set<string>
}

const seeds = ['/', '/archive', '/search', '/feed.xml', '/atom.xml', '/feed.json', '/sitemap.xml', '/robots.txt']

async function write(blog: WholeBlog, sink: Sink): Promise<Exported> {
  const finder = await openFinder(blog.language)
  const writing: Writing = {
    ...{ blog, sink, finder, names: new FileNames() },
    ...{ done: { ...nothingYet(), kept: sink.kept ?? [] }, queue: [], articles: new Set() },
  }
  try {
    const leads = await begin(writing)
    // It grows while it is read.
    for (const path of writing.queue) {
      await onePage(writing, path)
      blog.told?.(writing.done)
    }
    await others(writing, leads)
    if (finder) for (const { path, content } of await finder.files()) await sink.file(`pagefind/${path}`, content)
  } finally {
    await finder?.close()
  }
  return writing.done
}

/** What stands in no list is found all the same. */
async function begin(writing: Writing): Promise<ReturnType<typeof leadsOf>> {
  const { blog, done } = writing
  for (const path of seeds) ask(writing, path)
  const moved: { slug: string; earlier: readonly string[] }[] = []
  for await (const article of blog.articles()) {
    if (article.state !== 'published') continue
    count(done, article)
    const path = `/${encodeURIComponent(article.slug)}`
    writing.articles.add(path)
    ask(writing, path)
    if (article.earlier.length) moved.push({ slug: article.slug, earlier: article.earlier })
  }
  for (const { slug } of blog.authors) ask(writing, `/author/${encodeURIComponent(slug)}`)
  return leadsOf(blog, moved)
}

function ask({ names, queue }: Writing, path: string): string {
  if (!names.has(path)) queue.push(path)
  return names.of(path)
}

/** One that can't be made is told, and the others are written all the same. */
async function onePage(writing: Writing, path: string): Promise<void> {
  const { blog, sink, done, names } = writing
  let content: Awaited<ReturnType<typeof contentOf>>
  try {
    content = await contentOf(writing, path)
  } catch (error) {
    if (error instanceof StorageProblem) throw error
    blog.failed(path, error)
  }
  if (content === undefined) done.missing.push(decodeURI(path))
  else await sink.file(names.of(path), content)
}

async function contentOf(
  writing: Writing,
  path: string,
): Promise<string | Uint8Array | AsyncIterable<Uint8Array> | undefined> {
  const { blog, done } = writing
  const [, folder, name = ''] = path.split('/')
  if (folder === 'media') {
    const file = await blog.mediaInPieces(name)
    done.pictures += file ? 1 : 0
    return file
  }
  if (folder === 'fonts' || path === '/favicon.ico') return blog.file(path)
  const answer = await blog.page(path)
  if (answer.location !== undefined) return leadTo(writing, path, answer.location)
  if (typeof answer.body !== 'string') return answer.body
  if (isPage(path)) return pageOf(writing, path, answer)
  return otherText(writing, path, answer.body)
}

/** A page with its links; one that leads nowhere says so, as it does on the blog. */
async function pageOf(writing: Writing, path: string, { body, status }: Answer): Promise<string> {
  const { finder, names } = writing
  const own = path === '/search'
  const html = ownSearch(writing, path, linked(writing, path, body as string))
  if (status === 404) writing.done.missing.push(decodeURI(path))
  if (own && finder) await writing.sink.file('search/find.js', finderScript(writing.blog.language))
  if (writing.articles.has(path) && status === 200) await finder?.add(names.of(path), html)
  return html
}

function linked(writing: Writing, path: string, html: string, from = writing.names.of(path)): string {
  const { blog } = writing
  return withLinks(html, {
    homes: [blog.url, blog.earlierUrl],
    page: path,
    to: (target) => linkBetween(from, ask(writing, target)),
  })
}

function ownSearch({ finder, names, blog }: Writing, path: string, html: string): string {
  const archive = linkBetween(names.of(path), names.of('/archive'))
  if (!finder) return withoutForm(html, archive, blog.language, path === '/search')
  return path === '/search' ? withFinder(html, archive, blog.language) : html
}

/** Style, feeds, sitemaps: the style's fonts lie beside it; the others say whole addresses, those of the site to come. */
function otherText(writing: Writing, path: string, body: string): string {
  const { blog } = writing
  if (path.endsWith('.css'))
    return body.replace(
      /url\((\/[\w./-]+)\)/g,
      (_all, at: string) => `url(${linkBetween('style.css', ask(writing, at))})`,
    )
  const whole = blog.earlierUrl === blog.url ? body : body.replaceAll(`${blog.earlierUrl}/`, `${blog.url}/`)
  if (path === '/sitemap.xml')
    for (const [, at] of whole.matchAll(/<loc>[^<]*(\/sitemap\/\d{1,7}\.xml)<\/loc>/g)) ask(writing, at as string)
  return whole
}

function leadTo(writing: Writing, path: string, location: string): string {
  const { blog, names } = writing
  const inside = location.startsWith(`${blog.url}/`)
  const target = inside ? linkBetween(names.of(path), ask(writing, new URL(location).pathname)) : location
  return leadPage(target, location)
}

/** What no page leads to: old addresses, the page of an address that leads nowhere, what servers read. */
async function others(writing: Writing, leads: ReturnType<typeof leadsOf>): Promise<void> {
  const { blog, sink, names } = writing
  for (const [from, to] of leads) {
    if (!canBePage(from) || names.has(from) || !to.startsWith('/')) continue
    const known = names.has(to)
    const file = names.of(from)
    if (known) await sink.file(file, leadPage(linkBetween(file, names.of(to)), `${blog.url}${to}`))
  }
  for (const [file, content] of leadLists(leads)) await sink.file(file, content)
  await sink.file('.nojekyll', '')
  const { body } = await blog.page('/404.html')
  const page = linked(writing, '/', body as string, 'index.html')
  // It stands at any depth: its links begin at the root.
  await sink.file(
    '404.html',
    ownSearch(writing, '/', page).replace('<meta charset="utf-8">', '<meta charset="utf-8">\n<base href="/">'),
  )
}

/** Where the site will stand, as somebody typed it. @throws Problem `wrong-input` */
export function siteAddress(said: string): string {
  const whole = /^[a-z]+:/i.test(said) ? said : `https://${said}`
  const url = URL.canParse(whole) ? new URL(whole) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.username) return url.origin
  throw new Problem(
    'wrong-input',
    {
      id: '“{said}” bukan alamat situs. Tulis nama hostnya saja, misalnya https://blog.example, tanpa apa-apa di belakangnya.',
      en: '“{said}” is no address of a site. Give its host alone, https://blog.example for instance, with nothing behind it.',
    },
    { field: 'address', values: { said } },
  )
}
