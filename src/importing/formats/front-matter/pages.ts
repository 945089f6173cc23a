/** Files of Markdown as items: what Jekyll, Hugo and plain folders have in common. */
import { type SourceFile, sourceProblem } from '../../source/source.ts'
import { textOf } from '../../source/text.ts'
import { readDate } from '../dates.ts'
import type { Found, FoundItem } from '../format.ts'
import { type Head, isNo, isYes, listIn, type Parted, partOf, textIn } from './front-matter.ts'

/** Whether a file is Markdown, by its name. */
export const isMarkdown = (path: string): boolean => /\.(?:md|markdown|mdown|mkdn?|mdx|text|txt)$/i.test(path)
/** Whether a file is Markdown or HTML, by its name. */
export const isPage = (path: string): boolean => isMarkdown(path) || /\.html?$/i.test(path)

/** What a format makes of a file's path, where its head says nothing. */
export interface PathSays {
  slug: string
  /** As the path writes it; `''`: nothing. */
  date: string
  draft: boolean
  /** Folders that are labels. */
  labels: readonly string[]
  kind: FoundItem['kind']
}

/** How a format reads a head. */
export interface Dialect {
  path(path: string): PathSays
  /** Where readers found it, by the rule of its site; `''`: not known. */
  address(head: Head, says: PathSays, at: Date | null): string
  /** What parts labels that are written as one text. */
  labelsBy: RegExp
}

/** A page in its parts, or what is wrong with it. */
export async function readPage(file: SourceFile): Promise<Parted> {
  if (file.size > 32 * 2 ** 20) throw sourceProblem(tooBig)
  return partOf(await textOf(file))
}

const tooBig = {
  id: 'Berkas ini terlalu besar untuk sebuah artikel.',
  en: 'This file is too large for an article.',
}

/** The item that a page is. @param key what tells it apart: its path */
export function itemOf(file: SourceFile, { head, text }: Parted, dialect: Dialect, timeZone: string): FoundItem {
  const says = dialect.path(file.path)
  const at = readDate(textIn(head, 'date', 'publishdate', 'pubdate', 'published_at', 'created') || says.date, timeZone)
  const { title, body } = titled(head, text, says)
  const draft = isYes(head.draft) || isNo(head.published) || isNo(head.publish) || says.draft
  const picture = pictureIn(head)
  const language = textIn(head, 'lang', 'language', 'locale').slice(0, 2).toLowerCase()
  return {
    piece: 'item',
    key: file.path,
    kind: says.kind,
    state: draft ? 'draft' : 'published',
    title,
    body: (/\.html?$/i.test(file.path) ? 'H' : 'M') + body,
    summary: textIn(head, 'description', 'summary', 'excerpt', 'subtitle'),
    slug: textIn(head, 'slug') || says.slug,
    address: dialect.address(head, says, at),
    earlier: listIn(head, /\s*,\s*/, 'aliases', 'redirect_from'),
    tags: labelsOf(head, says, dialect),
    ...seriesIn(head),
    ...translationIn(head),
    authors: listIn(head, /\s*,\s*/, 'authors', 'author'),
    publishedAt: draft ? null : at,
    createdAt: at,
    modifiedAt: readDate(textIn(head, 'lastmod', 'last_modified_at', 'updated', 'modified'), timeZone),
    ...(language === 'id' || language === 'en' ? { language } : {}),
    ...(picture ? { picture } : {}),
    pinned: isYes(head.pinned) || isYes(head.sticky),
    uses: [],
    losses: [],
  }
}

/** The title of its head, of its first heading, or of its name. */
function titled(head: Head, text: string, says: PathSays): { title: string; body: string } {
  const written = textIn(head, 'title')
  if (written) return { title: written, body: withoutTitle(text, written) }
  const heading = /^\s*#[ \t]+(.{1,300}?)[ \t]*#*[ \t]*$/m.exec(text.slice(0, 5000))
  if (heading && text.slice(0, heading.index).trim() === '')
    return { title: heading[1] ?? '', body: text.slice(heading.index + heading[0].length).replace(/^\s*\n/, '') }
  const name = says.slug.replace(/[-_]+/g, ' ').trim()
  return { title: name ? name[0]?.toUpperCase() + name.slice(1) : '', body: text }
}

/** A first heading that only says the title again. */
function withoutTitle(text: string, title: string): string {
  const heading = /^\s*#[ \t]+(.{1,300}?)[ \t]*#*[ \t]*\n/.exec(text)
  return heading?.[1] === title ? text.slice(heading[0].length).replace(/^\s*\n/, '') : text
}

function labelsOf(head: Head, says: PathSays, { labelsBy }: Dialect): string[] {
  const taxonomies = (head.taxonomies ?? {}) as Head
  const said = [
    ...listIn(head, labelsBy, 'tags', 'tag', 'categories', 'category', 'keywords'),
    ...Object.values(taxonomies).flatMap((value) => (Array.isArray(value) ? value.map(String) : [])),
    ...says.labels,
  ]
  return [...new Set(said)]
}

function seriesIn(head: Head): { series?: string } {
  const [series] = listIn(head, /\s*,\s*/, 'series')
  return series ? { series } : {}
}

/** https://gohugo.io/content-management/multilingual/#bypassing-default-linking */
function translationIn(head: Head): { translationKey?: string } {
  const translationKey = textIn(head, 'translationkey')
  return translationKey ? { translationKey } : {}
}

function pictureIn(head: Head): FoundItem['picture'] {
  const cover = head.cover ?? head.image ?? head.featured_image ?? head.thumbnail ?? head.images
  const first: unknown = Array.isArray(cover) ? cover[0] : cover
  if (typeof first === 'string' && first) return { address: first, alt: '', caption: '' }
  const set = (typeof first === 'object' && first ? first : {}) as Head
  const address = textIn(set, 'image', 'path', 'src', 'url', 'feature')
  return address ? { address, alt: textIn(set, 'alt'), caption: textIn(set, 'caption') } : undefined
}

/** Pages one after the other; one that can't be read never stops the rest. */
export async function* readPages(
  files: readonly SourceFile[],
  dialect: Dialect,
  timeZone: string,
): AsyncGenerator<Found> {
  const names = new Set<string>()
  for (const file of files) {
    try {
      const page = await readPage(file)
      const item = itemOf(file, page, dialect, timeZone)
      for (const name of item.authors) if (!names.has(name)) yield { piece: 'author', key: name, name }
      for (const name of item.authors) names.add(name)
      yield item
      if (page.problem) yield { piece: 'fault', where: file.path, words: page.problem }
    } catch (error) {
      yield { piece: 'fault', where: file.path, words: (error as { words?: typeof tooBig }).words ?? unreadable }
    }
  }
}

const unreadable = { id: 'Berkas ini tidak dapat dibaca.', en: 'This file can’t be read.' }
