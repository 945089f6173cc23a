/** WordPress's own export, as its importer reads it: https://codex.wordpress.org/Tools_Export_Screen, WXR 1.2. */
import type { WholeArticle } from '../../../blog/index.ts'
import type { Sink } from '../../sink.ts'
import { count, nothingYet } from '../count.ts'
import type { Exported, ExportFormat, WholeBlog } from '../format.ts'
import { cdata, element, gmt, local } from './xml.ts'

/** A file holds no more, in characters: servers refuse larger uploads. */
const mostLetters = 8_000_000

/** WordPress. */
export const wxr: ExportFormat = {
  id: 'wxr',
  label: 'WXR',
  about: {
    id: 'berkas untuk Peralatan → Impor di WordPress; gambarnya diambil dari blog ini, jadi biarkan tetap hidup',
    en: 'files for Tools → Import in WordPress; it fetches the pictures from this blog, so keep it up meanwhile',
  },
  write,
}

/** What has been written, and under which numbers. */
interface Writing {
  blog: WholeBlog
  next: number
  /** WordPress takes what has the same title, time and kind for the same: each has a second of its own. */
  taken: Set<string>
}

async function write(blog: WholeBlog, sink: Sink): Promise<Exported> {
  const done = nothingYet()
  const writing: Writing = { blog, next: 1, taken: new Set() }
  let items: string[] = []
  let letters = 0
  let files = 0
  const flush = async () => {
    files += 1
    await sink.file(`blog-${files}.xml`, channelOf(blog, items))
    items = []
    letters = 0
  }
  for await (const article of blog.articles()) {
    count(done, article)
    const item = await itemsOf(writing, article)
    items.push(item)
    letters += item.length
    if (letters > mostLetters) await flush()
  }
  if (items.length || files === 0) await flush()
  done.pictures = writing.next - 1 - done.articles - done.pages - done.notes - done.drafts
  return done
}

function channelOf({ name, url, promise, language, authors }: WholeBlog, items: readonly string[]): string {
  const writers = authors.map(
    ({ name: display, slug }, at) =>
      `<wp:author>${element('wp:author_id', String(at + 1))}${element('wp:author_login', slug)}${element('wp:author_email', '')}${element('wp:author_display_name', cdata(display))}</wp:author>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
${element('title', cdata(name))}${element('link', cdata(url))}${element('description', cdata(promise))}${element('language', language)}
<wp:wxr_version>1.2</wp:wxr_version>
${element('wp:base_site_url', cdata(url))}${element('wp:base_blog_url', cdata(url))}
${writers.join('\n')}
${items.join('\n')}
</channel>
</rss>
`
}

/** An article, and its head picture as an attachment before it. */
async function itemsOf(writing: Writing, article: WholeArticle): Promise<string> {
  const { blog } = writing
  const picture = article.picture && { ...article.picture, id: writing.next++ }
  const id = writing.next++
  const at = freeSecond(writing, article)
  const { kind, state, slug } = article
  const status = state === 'published' ? 'publish' : state === 'scheduled' ? 'future' : 'draft'
  const link = `${blog.url}/${encodeURIComponent(slug)}`
  const parts = [
    element('title', cdata(article.title)),
    element('link', cdata(link)),
    element('pubDate', state === 'draft' ? '' : at.toUTCString()),
    element('dc:creator', cdata(loginOf(blog, article))),
    `<guid isPermaLink="false">urn:uuid:${article.id}</guid>`,
    element('content:encoded', cdata(absolute(await blog.html(article), blog.url))),
    element('excerpt:encoded', cdata(article.summary)),
    element('wp:post_id', String(id)),
    element('wp:post_date', local(at, blog.timeZone)),
    element('wp:post_date_gmt', state === 'draft' ? '0000-00-00 00:00:00' : gmt(at)),
    element('wp:post_modified', local(article.updatedAt, blog.timeZone)),
    element('wp:post_modified_gmt', gmt(article.updatedAt)),
    element('wp:comment_status', 'open'),
    element('wp:post_name', cdata(slug)),
    element('wp:status', status),
    element('wp:post_parent', '0'),
    element('wp:post_type', kind === 'page' ? 'page' : 'post'),
    element('wp:is_sticky', article.pinned ? '1' : '0'),
    ...article.tags.map((tag) => category('post_tag', tag)),
    ...(kind === 'note' ? [category('post_format', 'post-format-aside')] : []),
    ...(picture ? [meta('_thumbnail_id', String(picture.id))] : []),
    ...article.comments.map((comment, n) => commentOf(article, comment, n)),
  ]
  return `${picture ? `${attachmentOf(blog, picture, at)}\n` : ''}<item>${parts.join('\n')}</item>`
}

function freeSecond({ taken }: Writing, { title, kind, at, createdAt }: WholeArticle): Date {
  for (let when = Math.floor((at ?? createdAt).getTime() / 1000); ; when += 1) {
    const name = `${title}\n${kind}\n${when}`
    if (taken.has(name)) continue
    taken.add(name)
    return new Date(when * 1000)
  }
}

function loginOf({ authors }: WholeBlog, article: WholeArticle): string {
  return authors.find(({ name }) => name === article.authors[0])?.slug ?? ''
}

const category = (domain: string, name: string) =>
  `<category domain="${domain}" nicename="${encodeURIComponent(name.toLowerCase().replace(/\s+/g, '-'))}">${cdata(name)}</category>`

const meta = (key: string, value: string) =>
  `<wp:postmeta>${element('wp:meta_key', cdata(key))}${element('wp:meta_value', cdata(value))}</wp:postmeta>`

function attachmentOf(
  blog: WholeBlog,
  { id, file, alt, caption }: { id: number; file: string; alt: string; caption: string },
  at: Date,
): string {
  const address = `${blog.url}/media/${file}`
  return `<item>${[
    element('title', cdata(alt || file)),
    element('link', cdata(address)),
    `<guid isPermaLink="false">${blog.url}/media/${file}</guid>`,
    element('content:encoded', cdata('')),
    element('excerpt:encoded', cdata(caption)),
    element('wp:post_id', String(id)),
    element('wp:post_date', local(at, blog.timeZone)),
    element('wp:post_date_gmt', gmt(at)),
    element('wp:status', 'inherit'),
    element('wp:post_type', 'attachment'),
    element('wp:attachment_url', cdata(address)),
    meta('_wp_attachment_image_alt', alt),
  ].join('\n')}</item>`
}

const approved = { shown: '1', waiting: '0', spam: 'spam', trash: 'trash' } as const

function commentOf({ comments }: WholeArticle, comment: WholeArticle['comments'][number], n: number): string {
  const above = comments.findIndex(({ id }) => id === comment.parent) + 1
  return `<wp:comment>${[
    element('wp:comment_id', String(n + 1)),
    element('wp:comment_author', cdata(comment.name)),
    element('wp:comment_author_email', ''),
    element('wp:comment_author_url', cdata(comment.url)),
    element('wp:comment_date_gmt', comment.at ? gmt(comment.at) : ''),
    element('wp:comment_content', cdata(comment.markdown)),
    element('wp:comment_approved', approved[comment.standing]),
    element('wp:comment_type', 'comment'),
    element('wp:comment_parent', String(above)),
  ].join('')}</wp:comment>`
}

/** Addresses of ours as whole ones: elsewhere, they would lead into that place. */
function absolute(html: string, url: string): string {
  return html.replace(/(\s(?:src|href|poster)=")\/(?!\/)/g, (_all, before: string) => `${before}${url}/`)
}
