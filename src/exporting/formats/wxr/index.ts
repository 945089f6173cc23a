/** WordPress's own export, as its importer reads it: https://codex.wordpress.org/Tools_Export_Screen, WXR 1.2. */
import type { WholeArticle } from '../../../blog/index.ts'
import type { Sink } from '../../sink.ts'
import { count, mediaIn, nothingYet } from '../count.ts'
import type { Exported, ExportFormat, WholeBlog } from '../format.ts'
import { asShown, cdata, element, gmt, local } from './xml.ts'

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
  /** Taken seconds, by type and title, and by type alone: {@link freeSecond}. */
  taken: Set<string>
  /** Numbers of the attachments, by file: WordPress fetches what is one, and nothing else that a text shows. */
  attached: Map<string, number>
}

async function write(blog: WholeBlog, sink: Sink): Promise<Exported> {
  const done = nothingYet()
  const writing: Writing = { blog, next: 1, taken: new Set(), attached: new Map() }
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
  done.pictures = writing.attached.size
  return done
}

function channelOf({ name, url, promise, language, authors }: WholeBlog, items: readonly string[]): string {
  const writers = authors.map(
    ({ name: display, slug }, at) =>
      `<wp:author>${element('wp:author_id', String(at + 1))}${element('wp:author_login', slug)}${element('wp:author_email', '')}${element('wp:author_display_name', cdata(asShown(display)))}</wp:author>`,
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

/** An article, and before it each picture of it that no earlier one has, as an attachment. */
async function itemsOf(writing: Writing, article: WholeArticle): Promise<string> {
  const { blog } = writing
  const { kind, state, slug, picture } = article
  const type = kind === 'page' ? 'page' : 'post'
  const at = freeSecond(writing, type, article.title, article.at ?? article.createdAt)
  const attachments = attachmentsOf(writing, article, at)
  const id = writing.next++
  const status = state === 'published' ? 'publish' : state === 'scheduled' ? 'future' : 'draft'
  const parts = [
    element('title', cdata(asShown(article.title))),
    element('link', cdata(`${blog.url}/${encodeURIComponent(slug)}`)),
    element('pubDate', state === 'draft' ? '' : at.toUTCString()),
    element('dc:creator', cdata(loginOf(blog, article))),
    `<guid isPermaLink="false">urn:uuid:${article.id}</guid>`,
    element('content:encoded', cdata(absolute(await blog.html(article), blog.url))),
    element('excerpt:encoded', cdata(asShown(article.summary))),
    element('wp:post_id', String(id)),
    ...timesOf(writing, article, at),
    element('wp:comment_status', 'open'),
    element('wp:post_name', cdata(slug)),
    element('wp:status', status),
    element('wp:post_parent', '0'),
    element('wp:post_type', type),
    element('wp:is_sticky', article.pinned ? '1' : '0'),
    ...article.tags.map((tag) => category('post_tag', tag)),
    ...(kind === 'note' ? [category('post_format', 'post-format-aside')] : []),
    ...(picture ? [meta('_thumbnail_id', String(writing.attached.get(picture.file)))] : []),
    ...(await commentsOf(writing, article)),
  ]
  return [...attachments, `<item>${parts.join('\n')}</item>`].join('\n')
}

function timesOf({ blog: { timeZone } }: Writing, { state, updatedAt }: WholeArticle, at: Date): string[] {
  return [
    element('wp:post_date', local(at, timeZone)),
    element('wp:post_date_gmt', state === 'draft' ? '0000-00-00 00:00:00' : gmt(at)),
    element('wp:post_modified', local(updatedAt, timeZone)),
    element('wp:post_modified_gmt', gmt(updatedAt)),
  ]
}

/**
 * The second, or the last one before it, that WordPress takes for nobody else's: it leaves out what has the same title, time and type as something that is
 * there, and of what has no title the same time and type are enough (post_exists in wp-admin/includes/post.php). Never a later one: what is out would not be out yet.
 */
function freeSecond({ taken }: Writing, type: string, title: string, at: Date): Date {
  for (let when = Math.floor(at.getTime() / 1000); ; when -= 1) {
    const [place, named] = [`${type}\n${when}`, `${type}\n${when}\n${title}`]
    if (taken.has(title ? named : place)) continue
    taken.add(named).add(place)
    return new Date(when * 1000)
  }
}

function attachmentsOf(writing: Writing, { picture, markdown }: WholeArticle, at: Date): string[] {
  const shown = mediaIn(markdown).map((file) => ({ file, alt: '', caption: '' }))
  return [...(picture ? [picture] : []), ...shown].flatMap((one) => {
    if (writing.attached.has(one.file)) return []
    const id = writing.next++
    writing.attached.set(one.file, id)
    return [attachmentOf(writing, { ...one, id }, at)]
  })
}

function loginOf({ authors }: WholeBlog, article: WholeArticle): string {
  return authors.find(({ name }) => name === article.authors[0])?.slug ?? ''
}

const category = (domain: string, name: string) =>
  `<category domain="${domain}" nicename="${encodeURIComponent(name.toLowerCase().replace(/\s+/g, '-'))}">${cdata(asShown(name))}</category>`

const meta = (key: string, value: string) =>
  `<wp:postmeta>${element('wp:meta_key', cdata(key))}${element('wp:meta_value', cdata(value))}</wp:postmeta>`

function attachmentOf(
  writing: Writing,
  { id, file, alt, caption }: { id: number; file: string; alt: string; caption: string },
  wanted: Date,
): string {
  const { blog } = writing
  const address = `${blog.url}/media/${file}`
  const title = alt || file
  const at = freeSecond(writing, 'attachment', title, wanted)
  return `<item>${[
    element('title', cdata(asShown(title))),
    element('link', cdata(address)),
    `<guid isPermaLink="false">${address}</guid>`,
    element('content:encoded', cdata('')),
    element('excerpt:encoded', cdata(asShown(caption))),
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

async function commentsOf({ blog }: Writing, { comments, language }: WholeArticle): Promise<string[]> {
  const written: string[] = []
  for (const [n, { id: _id, parent, ...comment }] of comments.entries()) {
    const above = comments.findIndex(({ id }) => id === parent) + 1
    const html = absolute(await blog.html({ markdown: comment.markdown, language }), blog.url)
    const parts = [
      element('wp:comment_id', String(n + 1)),
      element('wp:comment_author', cdata(asShown(comment.name))),
      element('wp:comment_author_email', ''),
      element('wp:comment_author_url', cdata(comment.url)),
      element('wp:comment_date', comment.at ? local(comment.at, blog.timeZone) : ''),
      element('wp:comment_date_gmt', comment.at ? gmt(comment.at) : ''),
      element('wp:comment_content', cdata(html)),
      element('wp:comment_approved', approved[comment.standing]),
      element('wp:comment_type', 'comment'),
      element('wp:comment_parent', String(above)),
    ]
    written.push(`<wp:comment>${parts.join('')}</wp:comment>`)
  }
  return written
}

/** Addresses of ours as whole ones: elsewhere, they would lead into that place. */
function absolute(html: string, url: string): string {
  return html.replace(/(\s(?:src|href|poster)=")\/(?!\/)/g, (_all, before: string) => `${before}${url}/`)
}
