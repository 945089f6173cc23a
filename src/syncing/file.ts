/** A file of the folder: what it says, where it is wrong, and how it is written anew without losing what else stands in it. */
import { createHash } from 'node:crypto'
import { isMap, LineCounter, parseDocument, stringify } from 'yaml'
import type { WholeArticle } from '../blog/index.ts'
import { canBeTag, longestInput, noTag } from '../core/input-limits.ts'
import type { Language, Words } from '../core/words.ts'
import { headOf, withoutShortcodes } from '../exporting/index.ts'

/** What both sides can say of an article; what is compared. */
export interface SyncWords {
  title: string
  markdown: string
  summary: string
  tags: string[]
  /** `''`: the file does not say it. */
  language: Language | ''
  slug: string
  kind: WholeArticle['kind']
  authors: string[]
  series: string
  part: number | null
  pinned: boolean
  /** What it shares with its translations; empty for none. */
  translationKey: string
  picture: { file: string; alt: string; caption: string } | null
}

/** A file as it was read. */
export interface SyncFile {
  /** From the folder, parted by `/`. */
  path: string
  words: SyncWords
  /** Its article's number, where the head names it. */
  id: string | undefined
  /** Whether the head says that readers may have it (`draft: false`), or may not (`true`). */
  draft: boolean | undefined
}

/** What is wrong in a file, and where. */
export interface FileFault {
  path: string
  /** From 1; missing: nowhere in particular. */
  line?: number
  reason: Words
}

/** @throws FaultyFile */
export function readSyncFile(path: string, whole: string): SyncFile {
  const source = whole.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const { said, text } = parted(source)
  const head = new Head(path, said)
  const ours = head.map('percakapan')
  const slug = head.text('slug', longestInput.title) || (path.split('/').at(-1) ?? '').replace(/\.md$/, '')
  const cover = head.map('cover')
  const image = String(cover.image ?? '')
  const kind = String(ours.kind ?? kindOf(path))
  const language = head.text('lang', 10)
  const words: SyncWords = {
    title: head.text('title', longestInput.title),
    markdown: text.replace(/\{\{([<%])\/\*([^{}\n]{0,1000}?)\*\/([>%])\}\}/g, '{{$1$2$3}}'),
    summary: head.text('description', longestInput.summary),
    tags: head.list('tags', longestInput.tags),
    language: language === 'id' || language === 'en' ? language : '',
    ...{ slug, kind: kind === 'page' || kind === 'note' ? kind : 'article' },
    authors: head.list('authors', longestInput.authors),
    series: head.list('series', 1)[0] ?? '',
    part: typeof ours.part === 'number' ? ours.part : null,
    pinned: ours.pinned === true,
    translationKey: head.text('translationKey', longestInput.translationKey),
    picture: image ? { file: image, alt: String(cover.alt ?? ''), caption: String(cover.caption ?? '') } : null,
  }
  if (!words.tags.every(canBeTag)) throw new FaultyFile({ path, reason: noTag })
  if (text.length > longestInput.markdown) throw new FaultyFile({ path, reason: tooLong })
  const id = typeof ours.id === 'string' && uuid.test(ours.id) ? ours.id : undefined
  return { path, words, id, draft: head.flag('draft') }
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

const kindOf = (path: string) =>
  /^content\/pages\//.test(path) ? 'page' : /^content\/notes\//.test(path) ? 'note' : 'article'

function parted(source: string): { said: string; text: string } {
  const found = /^---[ \t]*\n/.test(source) ? /\n---[ \t]*(?:\n|$)/.exec(source.slice(3)) : null
  if (!found) return { said: '', text: source.replace(/\n$/, '') }
  const end = 3 + found.index
  const text = source.slice(end + found[0].length).replace(/^\n/, '')
  return { said: source.slice(4, end + 1), text: text.replace(/\n$/, '') }
}

/** A file that can't be used as it is. */
export class FaultyFile extends Error {
  readonly fault: FileFault
  constructor(fault: FileFault) {
    super(fault.reason.en)
    this.fault = fault
  }
}

/** What stands above the text, field by field; a field of another kind than it should be is told with its line. */
class Head {
  readonly #path: string
  readonly #lines = new LineCounter()
  readonly #document
  readonly #values: Readonly<Record<string, unknown>>

  constructor(path: string, said: string) {
    this.#path = path
    this.#document = parseDocument(said, {
      version: '1.2',
      lineCounter: this.#lines,
      logLevel: 'silent',
      prettyErrors: false,
    })
    const [error] = this.#document.errors
    if (error) throw new FaultyFile({ path, line: this.#lines.linePos(error.pos[0]).line + 1, reason: notYaml })
    if (this.#document.contents !== null && !isMap(this.#document.contents))
      throw new FaultyFile({ path, line: 2, reason: notYaml })
    this.#values = (this.#document.toJS({ maxAliasCount: 100 }) ?? {}) as Record<string, unknown>
  }

  #fault(field: string, reason: (field: string) => Words): FaultyFile {
    const node = this.#document.get(field, true) as { range?: readonly number[] } | undefined
    const line = node?.range ? this.#lines.linePos(node.range[0] as number).line + 1 : undefined
    return new FaultyFile({ path: this.#path, ...(line ? { line } : {}), reason: reason(field) })
  }

  text(field: string, most: number): string {
    const value = this.#values[field] ?? ''
    if (typeof value !== 'string' && typeof value !== 'number') throw this.#fault(field, notText)
    if (String(value).length > most) throw this.#fault(field, longField)
    return String(value).trim()
  }

  list(field: string, most: number): string[] {
    const value = this.#values[field] ?? []
    const all = (Array.isArray(value) ? value : [value]).map((one) => {
      if (typeof one !== 'string' && typeof one !== 'number') throw this.#fault(field, notText)
      return String(one).trim()
    })
    if (all.length > most) throw this.#fault(field, longField)
    return all.filter(Boolean)
  }

  map(field: string): Readonly<Record<string, unknown>> {
    const value = this.#values[field] ?? {}
    if (typeof value !== 'object' || Array.isArray(value)) throw this.#fault(field, notMap)
    return value as Record<string, unknown>
  }

  flag(field: string): boolean | undefined {
    const value = this.#values[field]
    if (value === undefined || value === null) return undefined
    if (typeof value !== 'boolean') throw this.#fault(field, notFlag)
    return value
  }
}

const notYaml: Words = { id: 'Bagian depannya bukan YAML yang benar.', en: 'The front matter is no proper YAML.' }
const tooLong: Words = {
  id: 'Teksnya terlalu panjang untuk sebuah artikel.',
  en: 'The text is too long for an article.',
}
const notText = (field: string): Words => ({
  id: `Kolom "${field}" harus berupa teks.`,
  en: `The field "${field}" must be a text.`,
})
const longField = (field: string): Words => ({
  id: `Kolom "${field}" terlalu panjang.`,
  en: `The field "${field}" is too long.`,
})
const notMap = (field: string): Words => ({
  id: `Kolom "${field}" harus berisi kolom lain.`,
  en: `The field "${field}" must hold fields of its own.`,
})
const notFlag = (field: string): Words => ({
  id: `Kolom "${field}" harus true atau false.`,
  en: `The field "${field}" must be true or false.`,
})

/** An article's words, as files say them. */
export function wordsOf({ id: _id, ...article }: WholeArticle): SyncWords {
  const { title, markdown, summary, tags, language, slug, kind, authors, series, part, pinned, picture } = article
  const { translationKey } = article
  const shown = picture && { ...picture, file: `/media/${picture.file}` }
  return {
    ...{ title, markdown, summary, tags, language, slug, kind, authors, series, part, pinned, translationKey },
    picture: shown,
  }
}

/** Equal for equal words. */
export function hashOf(words: SyncWords): string {
  const { title, markdown, summary, tags, language, slug, kind, authors, series, part, pinned, picture } = words
  const plain = [title, markdown.trim(), summary, tags, language, slug, kind, authors, series, part, pinned]
  // Words without it are equal to those of before there were translations.
  const joined = words.translationKey ? [words.translationKey] : []
  return createHash('sha256')
    .update(JSON.stringify([...plain, picture && [picture.file, picture.alt, picture.caption], ...joined]))
    .digest('base64url')
}

/** Fields that are ours: what is gone from an article goes from its file too. */
const managed = ['draft', 'published', 'aliases', 'description', 'tags', 'authors', 'series', 'translationKey', 'cover']

/** An article as a file. @param before what stood there: fields and remarks that are not ours stay */
export function asFile(article: WholeArticle, timeZone: string, before = ''): string {
  const head = headOf(article, timeZone)
  const { said } = parted(before)
  const document = parseDocument(said, { version: '1.2', logLevel: 'silent' })
  const keeps = said !== '' && document.errors.length === 0 && isMap(document.contents)
  if (keeps) {
    for (const field of managed) if (!(field in head)) document.delete(field)
    for (const [field, value] of Object.entries(head)) document.set(field, document.createNode(value))
  }
  const written = keeps ? document.toString({ lineWidth: 0 }) : stringify(head, { lineWidth: 0 })
  return `---\n${written}---\n\n${withoutShortcodes(article.markdown)}\n`
}
