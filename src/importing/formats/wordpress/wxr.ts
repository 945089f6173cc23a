/** WordPress's export, WXR 1.0 to 1.2: https://github.com/WordPress/WordPress/blob/master/wp-admin/includes/export.php */
import type { Loss } from '../../markup/losses.ts'
import { readHtml, textIn } from '../../markup/tree.ts'
import type { Source, SourceFile } from '../../source/source.ts'
import { childrenNamed, textOfChild, type XmlRecord, xmlRecords } from '../../source/xml.ts'
import { readDate } from '../dates.ts'
import type { Found, FoundComment, FoundItem, ReadOptions } from '../format.ts'
import { namedIn } from './body.ts'

const ofChannel = ['title', 'link', 'language', 'wp:base_site_url', 'wp:base_blog_url', 'wp:author', 'item']

/** The blog that items are of. */
interface Blog {
  url: string
  title: string
  language: string
  /** Whose a key is: numbers in files that somebody changed by hand are not always one item's. */
  keys: Map<string, string>
}

/** Whether a file is such an export, by its beginning. */
export async function isWxr(file: SourceFile): Promise<boolean> {
  if (!/\.(?:xml|wxr|txt|rss)$/i.test(file.path)) return false
  const stream = await file.open()
  let begin = ''
  for await (const piece of stream as AsyncIterable<Buffer>) {
    begin += piece.toString('latin1').replaceAll('\0', '')
    if (begin.length > 65_536) break
  }
  stream.destroy()
  return /<rss\b|<item>/i.test(begin) && /wordpress\.org\/export\/|<wp:|xmlns:wp=/i.test(begin)
}

/** All that the files of an export hold, parts of a split one after the other. */
export async function* readWxr(source: Source, options: ReadOptions): AsyncGenerator<Found> {
  const keys = new Map<string, string>()
  for (const file of source.files) if (await isWxr(file)) yield* readFile(file, options, keys)
}

async function* readFile(file: SourceFile, options: ReadOptions, keys: Map<string, string>): AsyncGenerator<Found> {
  const blog: Blog = { url: options.site ?? '', title: '', language: '', keys }
  const faults: Found[] = []
  let told = false
  const records = xmlRecords(
    await file.open(),
    (name) => ofChannel.includes(name),
    ({ line }) => faults.push(faultAt(`${file.path}:${line}`)),
  )
  for await (const record of records) {
    yield* faults.splice(0)
    if (noteOf(blog, record)) continue
    if (!told) yield siteOf(blog)
    told = true
    if (record.name === 'wp:author') yield* authorOf(record)
    if (record.name === 'item') yield* itemOf(record, blog, options)
  }
  yield* faults
  if (!told) yield siteOf(blog)
}

/** What WordPress keeps as HTML, as its pages show it: titles, names, labels, summaries. */
const shown = (text: string) => (/[<&]/.test(text) ? textIn(readHtml(text)) : text)

const faultAt = (where: string): Found => ({
  piece: 'fault',
  where,
  words: {
    id: 'Di sini berkasnya bukan XML yang benar. Bagian itu dibaca sejauh mungkin, dan sisanya tetap diimpor.',
    en: 'The file is no proper XML here. That part was read as far as it goes, and the rest is imported all the same.',
  },
})

function noteOf(blog: Blog, { name, text }: XmlRecord): boolean {
  const said = text.trim()
  if (name === 'title') blog.title = shown(said)
  else if (name === 'language') blog.language = said
  else if (name === 'link') blog.url ||= said
  else if (name === 'wp:base_blog_url') blog.url = said || blog.url
  else if (name === 'wp:base_site_url') blog.url ||= said
  else return false
  return true
}

function siteOf({ url, title, language }: Blog): Found {
  const short = language.slice(0, 2).toLowerCase()
  return { piece: 'site', url, title, ...(short === 'id' || short === 'en' ? { language: short } : {}) }
}

function* authorOf(record: XmlRecord): Generator<Found> {
  const key = textOfChild(record, 'wp:author_login')
  if (key) yield { piece: 'author', key, name: shown(textOfChild(record, 'wp:author_display_name')) || key }
}

type Meta = ReadonlyMap<string, string>

function metaOf(record: XmlRecord): Meta {
  return new Map(
    childrenNamed(record, 'wp:postmeta').map((meta) => [
      textOfChild(meta, 'wp:meta_key'),
      textOfChild(meta, 'wp:meta_value'),
    ]),
  )
}

/** Types that hold no words of a person. */
const machinery =
  /^(?:nav_menu_item|revision|custom_css|customize_changeset|oembed_cache|user_request|wp_(?:template|template_part|global_styles|navigation|font_face|font_family)|acf-.*|jp_.*|feedback|shop_.*|elementor_.*)$/

function* itemOf(record: XmlRecord, blog: Blog, options: ReadOptions): Generator<Found> {
  const id = textOfChild(record, 'wp:post_id')
  const type = textOfChild(record, 'wp:post_type') || 'post'
  const title = shown(textOfChild(record, 'title'))
  const meta = metaOf(record)
  if (type === 'attachment') yield* attachmentOf(record, id, meta)
  else if (type === 'wp_block') yield { piece: 'block', key: id, body: textOfChild(record, 'content:encoded') }
  else if (type === 'post' || type === 'page') yield* articleOf(record, { id, type, title, meta, blog }, options)
  else if (!machinery.test(type)) yield skipped(title || `#${id}`, otherType(type))
}

const skipped = (where: string, words: Extract<Found, { piece: 'fault' }>['words']): Found => ({
  piece: 'fault',
  where,
  words,
})

const otherType = (type: string) => ({
  id: `Jenis “${type.slice(0, 40)}” milik plugin WordPress dan bukan artikel atau halaman.`,
  en: `The kind “${type.slice(0, 40)}” belongs to a WordPress plugin and is neither an article nor a page.`,
})
const inBin = {
  id: 'Ini ada di tempat sampah WordPress.',
  en: 'This was in the bin of WordPress.',
}

function* attachmentOf(record: XmlRecord, key: string, meta: Meta): Generator<Found> {
  const address = textOfChild(record, 'wp:attachment_url') || textOfChild(record, 'guid')
  const caption = textOfChild(record, 'excerpt:encoded')
  if (key && address) yield { piece: 'file', key, address, alt: meta.get('_wp_attachment_image_alt') ?? '', caption }
}

interface Post {
  id: string
  type: 'post' | 'page'
  title: string
  meta: Meta
  blog: Blog
}

function* articleOf(record: XmlRecord, post: Post, options: ReadOptions): Generator<Found> {
  const status = textOfChild(record, 'wp:status') || (isDated(record) ? 'publish' : 'draft')
  if (status === 'auto-draft' || status === 'inherit') return
  if (status === 'trash') {
    yield skipped(post.title || `#${post.id}`, inBin)
    return
  }
  const item = itemFrom(record, post, status, options)
  yield item
  for (const comment of childrenNamed(record, 'wp:comment')) yield* commentOf(comment, item.key, options)
}

/** What WordPress puts where nobody chose one. */
const uncategorised = /^(?:uncategori[sz]ed|tanpa[- ]kategori|tak[- ]berkategori|tidak[- ]dikategorikan)$/i

function itemFrom(
  record: XmlRecord,
  { id, type, title, meta, blog }: Post,
  status: string,
  options: ReadOptions,
): FoundItem {
  const terms = childrenNamed(record, 'category')
  const inDomain = (...domains: string[]) =>
    terms.filter(({ attributes }) => domains.includes(attributes.domain ?? 'category'))
  const named = ({ text, attributes }: XmlRecord) =>
    shown(text.trim()) || (attributes.nicename ?? '').replaceAll('-', ' ')
  const format = inDomain('post_format')[0]?.attributes.nicename ?? ''
  const body = textOfChild(record, 'content:encoded')
  const password = textOfChild(record, 'wp:post_password')
  const losses: Loss[] = []
  if (password) losses.push({ what: 'password', detail: '', instead: 'nothing' })
  if (status === 'private') losses.push({ what: 'audience', detail: 'private', instead: 'nothing' })
  const featured = meta.get('_thumbnail_id')
  return {
    piece: 'item',
    key: keyOf(record, id, blog),
    kind: type === 'page' ? 'page' : /status|aside|quote|chat/.test(format) && !title ? 'note' : 'article',
    // Half an article is for its writer to look at, not for readers.
    state: password || record.cut ? 'draft' : stateOf(status),
    title,
    body,
    summary: shown(textOfChild(record, 'excerpt:encoded')) || meta.get('_yoast_wpseo_metadesc') || '',
    slug: decodedSlug(textOfChild(record, 'wp:post_name')),
    address: textOfChild(record, 'link'),
    earlier: earlierOf(record, id, type, blog),
    tags: [
      ...new Set(
        inDomain('category', 'post_tag', 'tag')
          .filter(({ attributes }) => !uncategorised.test(attributes.nicename ?? ''))
          .map(named),
      ),
    ].filter(Boolean),
    authors: authorsOf(
      record,
      inDomain('author').map(({ attributes }) => (attributes.nicename ?? '').replace(/^cap-/, '')),
    ),
    publishedAt: publishedAt(record, status, options),
    createdAt: null,
    modifiedAt: readDate(textOfChild(record, 'wp:post_modified_gmt'), 'UTC'),
    ...(featured && featured !== '0' ? { picture: { file: featured, alt: '', caption: '' } } : {}),
    pinned: textOfChild(record, 'wp:is_sticky') === '1',
    uses: [...namedIn(body), ...(featured ? [featured] : [])],
    losses,
  }
}

/** Its number in its blog: guids are copied with whole articles. */
function keyOf(record: XmlRecord, id: string, { url, keys }: Blog): string {
  const guid = textOfChild(record, 'guid') || textOfChild(record, 'link')
  const place = url
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .replace(/\/+$/, '')
    .toLowerCase()
  const key = id ? `wordpress ${place} ${id}` : `wordpress ${guid}`
  const owner = keys.get(key) ?? guid
  keys.set(key, owner)
  return owner === guid ? key : `${key} ${guid}`
}

/** Exports that people or older programs wrote say no state: what has a date was out. */
const isDated = (record: XmlRecord): boolean =>
  ['wp:post_date_gmt', 'wp:post_date', 'pubDate'].some((name) => textOfChild(record, name) !== '')

function stateOf(status: string): FoundItem['state'] {
  if (status === 'publish') return 'published'
  return status === 'future' ? 'scheduled' : 'draft'
}

/** Names of addresses are kept in percent codes where their letters aren't Latin. */
function decodedSlug(slug: string): string {
  try {
    return decodeURIComponent(slug)
  } catch {
    return slug
  }
}

function authorsOf(record: XmlRecord, several: readonly string[]): string[] {
  const creator = textOfChild(record, 'dc:creator')
  return several.length ? [...several] : creator ? [creator] : []
}

/** Drafts say no time in UTC; theirs on the wall is when they were begun. */
function publishedAt(record: XmlRecord, status: string, { timeZone }: ReadOptions): Date | null {
  if (status !== 'publish' && status !== 'future' && status !== 'private') return null
  return (
    readDate(textOfChild(record, 'wp:post_date_gmt'), 'UTC') ??
    readDate(textOfChild(record, 'pubDate'), 'UTC') ??
    readDate(textOfChild(record, 'wp:post_date'), timeZone)
  )
}

function earlierOf(record: XmlRecord, id: string, type: Post['type'], blog: Blog): string[] {
  const guid = textOfChild(record, 'guid')
  const sameHost = URL.canParse(guid) && URL.canParse(blog.url) && new URL(guid).host === new URL(blog.url).host
  const old = childrenNamed(record, 'wp:postmeta')
    .filter((meta) => textOfChild(meta, 'wp:meta_key') === '_wp_old_slug')
    .map((meta) => `/${textOfChild(meta, 'wp:meta_value')}`)
  return [...(id ? [`/?${type === 'page' ? 'page_id' : 'p'}=${id}`] : []), ...(sameHost ? [guid] : []), ...old]
}

function* commentOf(record: XmlRecord, item: string, { emails, timeZone }: ReadOptions): Generator<FoundComment> {
  const id = textOfChild(record, 'wp:comment_id')
  if (!id || /^(?:pingback|trackback)$/.test(textOfChild(record, 'wp:comment_type'))) return
  const parent = textOfChild(record, 'wp:comment_parent')
  const email = textOfChild(record, 'wp:comment_author_email')
  const approved = textOfChild(record, 'wp:comment_approved')
  yield {
    piece: 'comment',
    key: `${item} ${id}`,
    item,
    parent: parent && parent !== '0' ? `${item} ${parent}` : '',
    name: shown(textOfChild(record, 'wp:comment_author')),
    url: textOfChild(record, 'wp:comment_author_url'),
    ...(emails && email ? { email } : {}),
    html: textOfChild(record, 'wp:comment_content'),
    at:
      readDate(textOfChild(record, 'wp:comment_date_gmt'), 'UTC') ??
      readDate(textOfChild(record, 'wp:comment_date'), timeZone),
    standing: approved === '1' ? 'shown' : approved === 'spam' ? 'spam' : approved === 'trash' ? 'trash' : 'waiting',
  }
}
