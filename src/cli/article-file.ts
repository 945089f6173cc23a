import { freeSlug, nameOf, slugify, summaryOf } from '../blog/index.ts'
import { longestInput } from '../core/input-limits.ts'
import { withoutRefused } from '../core/text/foreign.ts'
import { isLanguage, type Language } from '../core/words.ts'
import { type ArticleFront, frontFields, readFront } from './article-front.ts'
import { WrongUse } from './command.ts'
import { tooLong } from './input.ts'
import { rowOfFile } from './post.ts'

/** An article as its file says it. */
export interface ArticleFile extends ArticleFront {
  /** Empty for a note. */
  title: string
  /** The title, or a note's first words. */
  name: string
  markdown: string
  summary: string
  tags: string[]
  /** `undefined`: the brand's. */
  language: Language | undefined
  /** The last piece of its address; the same file leads to the same one. */
  slug: string
  /** Whether the slug names this article: one made from a title without letters does not. */
  slugIsOwn: boolean
  /** Fields of the front matter that nothing here reads: perhaps mistyped. */
  unknown: string[]
}

const known = new Set(['title', 'tags', 'summary', 'language', 'slug', 'text', ...frontFields])
const firstHeading = /^\s*#[ \t]+([^\n]+?)[ \t]*#*[ \t]*(?:\r?\n|$)/

/**
 * Reads front matter (YAML: title, tags, summary, language, slug, and what article-front.ts names) and Markdown. Without a
 * title, the first `# heading` is taken for it; a note has none.
 * @throws WrongUse naming the field that cannot be used, or for an article without title or text
 */
export async function readArticleFile(content: string): Promise<ArticleFile> {
  const row = await rowOfFile(content.replace(/^\ufeff/, ''))
  let markdown = String(row.text)
  const front = readFront(row)
  const note = front.kind === 'note'
  let title = note ? '' : text(row.title, 'title')
  if (title === '' && !note) {
    const heading = firstHeading.exec(markdown)
    title = heading?.[1]?.trim() ?? ''
    if (heading) markdown = markdown.slice(heading[0].length).replace(/^\s*\n/, '')
  }
  if (title === '' && !note) throw new WrongUse(noTitle)
  if (markdown.trim() === '') throw new WrongUse(noText)
  if (title.length > longestInput.title) throw tooLong('title', longestInput.title)
  const name = title || firstWords(markdown, note)
  const named = slugify(text(row.slug, 'slug', longestInput.slug) || name)
  return {
    ...front,
    title,
    name,
    markdown,
    summary: text(row.summary, 'summary', longestInput.summary),
    tags: tagsOf(row.tags),
    language: languageOf(row.language),
    slug: freeSlug(named, 'id', () => false),
    slugIsOwn: named !== '',
    unknown: Object.keys(row).filter((name) => !known.has(name)),
  }
}

/** What a note's address is made of, so that the same file leads to the same note. */
function firstWords(markdown: string, note: boolean): string {
  return note ? nameOf({ kind: 'note', title: '', excerpt: summaryOf({ summary: '', markdown }) }) : ''
}

/** @throws WrongUse for what is no text, or longer than `most` */
function text(value: unknown, field: string, most: number = longestInput.title): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string' && value.length > most) throw tooLong(field, most)
  if (typeof value === 'string') return withoutRefused(value).trim()
  if (typeof value === 'number') return String(value)
  throw new WrongUse({
    id: `Kolom "${field}" pada bagian depan harus berupa teks.`,
    en: `The field "${field}" of the front matter must be a text.`,
  })
}

function tagsOf(value: unknown): string[] {
  const list = typeof value === 'string' ? value.split(',') : value
  if (list === undefined || list === null) return []
  if (!Array.isArray(list) || list.some((tag) => typeof tag !== 'string' && typeof tag !== 'number')) {
    throw new WrongUse({
      id: 'Kolom "tags" harus daftar, seperti [kopi, pasar].',
      en: 'The field "tags" must be a list, like [coffee, market].',
    })
  }
  const tags = [...new Set(list.map((tag) => withoutRefused(String(tag)).trim().replace(/^#/, '')).filter(Boolean))]
  if (tags.some((tag) => tag.length > longestInput.tag)) throw tooLong('tags', longestInput.tag)
  if (tags.length > longestInput.tags) throw new WrongUse(tooManyTags)
  return tags
}

function languageOf(value: unknown): Language | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (isLanguage(value)) return value
  throw new WrongUse({ id: 'Kolom "language" harus id atau en.', en: 'The field "language" must be id or en.' })
}

const noTitle = {
  id: 'Artikel ini belum berjudul. Tulis "title: …" pada bagian depannya, atau mulai dengan "# Judul".',
  en: 'This article has no title. Write "title: …" into its front matter, or begin it with "# Title".',
}
const tooManyTags = {
  id: `Terlalu banyak tag: paling banyak ${longestInput.tags}. Sisakan yang terpenting.`,
  en: `Too many tags: ${longestInput.tags} at most. Keep those that matter most.`,
}
const noText = { id: 'Berkas ini belum berisi tulisan.', en: 'This file has no text yet.' }
