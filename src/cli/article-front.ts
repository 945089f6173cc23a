import { longestInput } from '../core/input-limits.ts'
import { withoutRefused } from '../core/text/foreign.ts'
import type { ArticleKind } from '../db/tables.ts'
import { WrongUse } from './command.ts'
import { tooLong } from './input.ts'

/** Fields of an article's front matter that need not be there; what is missing stays as it is. */
export interface ArticleFront {
  kind: ArticleKind | undefined
  /** Names, the first one first. */
  authors: string[] | undefined
  series: string | undefined
  part: number | undefined
  pinned: boolean | undefined
  /** What it shares with its translations, as Hugo has it; `''`: none. */
  translationKey: string | undefined
  /** A path beside the file; `alt` and `caption` belong to it. */
  picture: { path: string; alt: string; caption: string } | undefined
}

/** Their names in the file. */
export const frontFields = [
  'kind',
  'authors',
  'author',
  'series',
  'part',
  'pinned',
  'translationKey',
  'picture',
  'alt',
  'caption',
] as const

/** @throws WrongUse naming the field that cannot be used */
export function readFront(row: Readonly<Record<string, unknown>>): ArticleFront {
  const given = (name: string) => row[name] !== undefined && row[name] !== null
  const path = words(row.picture, 'picture', 4096)
  const described = {
    alt: words(row.alt, 'alt', longestInput.alt),
    caption: words(row.caption, 'caption', longestInput.caption),
  }
  return {
    kind: given('kind') ? kindOf(row.kind) : undefined,
    authors: given('authors') || given('author') ? namesIn(row.authors ?? row.author) : undefined,
    series: given('series') ? words(row.series, 'series', longestInput.series) : undefined,
    part: given('part') ? partOf(row.part) : undefined,
    pinned: given('pinned') ? flagOf(row.pinned) : undefined,
    translationKey: given('translationKey')
      ? words(row.translationKey, 'translationKey', longestInput.translationKey)
      : undefined,
    picture: path ? { path, ...described } : undefined,
  }
}

function words(value: unknown, field: string, most: number): string {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'string' && typeof value !== 'number')
    throw wrong(
      `Kolom "${field}" pada bagian depan harus berupa teks.`,
      `The field "${field}" of the front matter must be a text.`,
    )
  const text = withoutRefused(String(value)).trim()
  if (text.length > most) throw tooLong(field, most)
  return text
}

const kinds: Readonly<Record<string, ArticleKind>> = {
  article: 'article',
  artikel: 'article',
  page: 'page',
  halaman: 'page',
  note: 'note',
  catatan: 'note',
}

function kindOf(value: unknown): ArticleKind {
  const kind = typeof value === 'string' && Object.hasOwn(kinds, value) ? kinds[value] : undefined
  if (kind) return kind
  throw wrong('Kolom "kind" harus article, page, atau note.', 'The field "kind" must be article, page or note.')
}

function namesIn(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value]
  const names = [...new Set(list.map((one) => words(one, 'authors', longestInput.authorName)).filter(Boolean))]
  if (names.length <= longestInput.authors) return names
  throw wrong(
    `Terlalu banyak penulis: paling banyak ${longestInput.authors}.`,
    `Too many authors: ${longestInput.authors} at most.`,
  )
}

function partOf(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= longestInput.part) return value
  throw wrong(
    `Kolom "part" harus angka bulat dari 1 sampai ${longestInput.part}.`,
    `The field "part" must be a whole number from 1 to ${longestInput.part}.`,
  )
}

function flagOf(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  throw wrong('Kolom "pinned" harus true atau false.', 'The field "pinned" must be true or false.')
}

const wrong = (id: string, en: string) => new WrongUse({ id, en })
