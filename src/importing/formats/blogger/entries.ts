/** Blogger's backups: the Atom file of until 2024, and the feed of Google Takeout since. */
import { createHash } from 'node:crypto'
import type { Loss } from '../../markup/losses.ts'
import { readHtml, textIn } from '../../markup/tree.ts'
import type { Source, SourceFile } from '../../source/source.ts'
import { childrenNamed, textOfChild, type XmlRecord, xmlRecords } from '../../source/xml.ts'
import { readDate } from '../dates.ts'
import type { Found, FoundComment, FoundItem, ReadOptions } from '../format.ts'

const kindScheme = 'http://schemas.google.com/g/2005#kind'

/** What an entry is, whichever way it says so; `undefined`: a setting, the template. */
type Kind = 'post' | 'page' | 'comment'

/** Whether a file is a backup of Blogger's, by its beginning. */
export async function isBloggerFeed(file: SourceFile): Promise<boolean> {
  if (!/\.(?:xml|atom)$/i.test(file.path)) return false
  const stream = await file.open()
  let begin = ''
  for await (const piece of stream as AsyncIterable<Buffer>) {
    begin += piece.toString('latin1')
    if (begin.length > 16_384) break
  }
  stream.destroy()
  return (
    /<(?:\w+:)?feed\b/.test(begin) &&
    /schemas\.google\.com\/blogger|blogger\.com|schemas\.google\.com\/g\/2005/.test(begin)
  )
}

/** All that a backup holds. */
export async function* readBlogger(source: Source, options: ReadOptions): AsyncGenerator<Found> {
  for (const file of source.files) if (await isBloggerFeed(file)) yield* readFeed(file, options)
}

async function* readFeed(file: SourceFile, options: ReadOptions): AsyncGenerator<Found> {
  const faults: Found[] = []
  const isRecord = (name: string) => name === 'entry' || name === 'title' || name === 'link'
  const site = { piece: 'site' as const, url: options.site ?? '', title: '' }
  let told = false
  const stream = await file.open()
  for await (const record of xmlRecords(stream, isRecord, ({ line }) => faults.push(fault(`${file.path}:${line}`)))) {
    yield* faults.splice(0)
    if (record.name === 'title') site.title ||= record.text.trim()
    if (record.name === 'link') site.url ||= blogAddress(record)
    if (record.name !== 'entry') continue
    site.url ||= originOf(addressOf(record))
    if (!told) yield { ...site }
    told = true
    yield* entry(record, site.url, options)
  }
  yield* faults
  if (!told) yield { ...site }
}

const fault = (where: string): Found => ({
  piece: 'fault',
  where,
  words: {
    id: 'Di sini berkasnya bukan XML yang benar. Bagian itu dibaca sejauh mungkin, dan sisanya tetap diimpor.',
    en: 'The file is no proper XML here. That part was read as far as it goes, and the rest is imported all the same.',
  },
})

/** The blog's own address; Google's address of its feed is none. */
function blogAddress({ attributes }: XmlRecord): string {
  const { rel, href = '' } = attributes
  return rel === 'alternate' && !/\/\/(?:www\.)?blogger\.com\//.test(href) ? originOf(href) : ''
}

const originOf = (address: string) => (URL.canParse(address) ? new URL(address).origin : '')

function kindOf(record: XmlRecord): Kind | undefined {
  const takeout = textOfChild(record, 'blogger:type').toLowerCase()
  if (takeout) return takeout === 'post' || takeout === 'page' || takeout === 'comment' ? takeout : undefined
  const term = childrenNamed(record, 'category').find(({ attributes }) => attributes.scheme === kindScheme)?.attributes
    .term
  const kind = term?.split('#')[1]
  return kind === 'post' || kind === 'page' || kind === 'comment' ? kind : undefined
}

function* entry(record: XmlRecord, site: string, options: ReadOptions): Generator<Found> {
  const kind = kindOf(record)
  const status = textOfChild(record, 'blogger:status')
  if (kind === undefined) return
  if (kind === 'comment') {
    const comment = commentOf(record, status)
    if (comment) yield comment
    return
  }
  if (status === 'SOFT_TRASHED') {
    yield { piece: 'fault', where: textOfChild(record, 'title') || textOfChild(record, 'id'), words: inBin }
    return
  }
  const author = childrenNamed(record, 'author')[0]
  const name = author ? textOfChild(author, 'name') : ''
  if (name) yield { piece: 'author', key: name, name }
  yield itemOf(record, kind, status, site, options, name)
}

const inBin = { id: 'Ini ada di tempat sampah Blogger.', en: 'This was in the bin of Blogger.' }

/** Where readers found it: a whole address, or a path; `''` for drafts. */
function addressOf(record: XmlRecord): string {
  const file = textOfChild(record, 'blogger:filename')
  if (file) return file
  const link = childrenNamed(record, 'link').find(({ attributes }) => attributes.rel === 'alternate')
  return link?.attributes.href ?? ''
}

function itemOf(
  record: XmlRecord,
  kind: 'post' | 'page',
  status: string,
  site: string,
  { timeZone }: ReadOptions,
  author: string,
): FoundItem {
  const title = titleOf(record)
  const draft = childrenNamed(record, 'app:control').some((control) => textOfChild(control, 'app:draft') === 'yes')
  const path = addressOf(record)
  const address = path.startsWith('/') && site ? new URL(path, site).href : path
  const state = draft || record.cut || status === 'DRAFT' ? 'draft' : status === 'SCHEDULED' ? 'scheduled' : 'published'
  const at = readDate(textOfChild(record, 'published'), timeZone)
  return {
    piece: 'item',
    key: textOfChild(record, 'id') || address || keyOf(record),
    kind: kind === 'page' ? 'page' : 'article',
    state,
    title,
    body: textOfChild(record, 'content') || textOfChild(record, 'summary'),
    summary: textOfChild(record, 'blogger:metaDescription'),
    slug: slugOf(address),
    address,
    earlier: [],
    tags: labelsOf(record),
    authors: author ? [author] : [],
    publishedAt: state === 'draft' ? null : at,
    createdAt: readDate(textOfChild(record, 'blogger:created'), timeZone) ?? at,
    modifiedAt: readDate(textOfChild(record, 'updated'), timeZone),
    pinned: false,
    uses: [],
    losses: lossesOf(record),
  }
}

/** What has no name of its own is told apart by what it says, and when. */
const keyOf = (record: XmlRecord) =>
  `blogger ${createHash('sha256').update(JSON.stringify(record)).digest('base64url')}`

/** Takeout writes titles as HTML inside XML: `Kopi &amp;amp; teh`. */
function titleOf(record: XmlRecord): string {
  const title = textOfChild(record, 'title')
  if (!textOfChild(record, 'blogger:type') || !/&(?:[a-z]{2,8}|#\d{1,7});/i.test(title)) return title
  return textIn(readHtml(title)).trim()
}

/** The last piece of its address, without its ending. */
const slugOf = (address: string) => /\/([^/]+?)(?:\.html)?$/.exec(address.replace(/[?#].*$/, ''))?.[1] ?? ''

function labelsOf(record: XmlRecord): string[] {
  const terms = childrenNamed(record, 'category')
    .filter(({ attributes }) => attributes.scheme !== kindScheme)
    .map(({ attributes }) => (attributes.term ?? '').trim())
  return [...new Set(terms.filter(Boolean))]
}

/** Where it was written is not taken along; players of podcasts are. */
function lossesOf(record: XmlRecord): Loss[] {
  const place = childrenNamed(record, 'blogger:location')[0]
  const name = place ? textOfChild(place, 'blogger:name') || textOfChild(place, 'name') : ''
  return name ? [{ what: 'widget', detail: name, instead: 'nothing' }] : []
}

function commentOf(record: XmlRecord, status: string): FoundComment | undefined {
  const reply = childrenNamed(record, 'thr:in-reply-to')[0]?.attributes.ref ?? ''
  const related =
    childrenNamed(record, 'link').find(({ attributes }) => attributes.rel === 'related')?.attributes.href ?? ''
  const item = textOfChild(record, 'blogger:parent') || reply
  if (!item) return undefined
  const author = childrenNamed(record, 'author')[0]
  const parent = textOfChild(record, 'blogger:inReplyTo') || parentIn(related, textOfChild(record, 'id'))
  return {
    piece: 'comment',
    key: textOfChild(record, 'id') || keyOf(record),
    item,
    parent,
    name: author ? textOfChild(author, 'name') : '',
    url: author ? textOfChild(author, 'uri') : '',
    html: textOfChild(record, 'content'),
    at: readDate(textOfChild(record, 'published'), 'UTC'),
    standing: standingOf(status),
  }
}

/** The comment that another one answers is named by the end of an address; ids differ in their last piece only. */
function parentIn(address: string, own: string): string {
  const last = /\/(\d+)$/.exec(address)?.[1]
  return last ? own.replace(/\d+$/, last) : ''
}

function standingOf(status: string): FoundComment['standing'] {
  if (status === '' || status === 'LIVE') return 'shown'
  if (/SPAM/.test(status)) return 'spam'
  return /TRASH|DELETED|REMOVED/.test(status) ? 'trash' : 'waiting'
}
