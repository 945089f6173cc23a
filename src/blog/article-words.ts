/** What a writer says of an article, and how two sayings of it differ. */
import type { Selectable } from 'kysely'
import { Problem } from '../core/problem.ts'
import type { Language } from '../core/words.ts'
import type { Tx } from '../db/client.ts'
import type { ArticleKind, HeadPicture, Tables } from '../db/tables.ts'
import { findMedia } from '../media/index.ts'
import { knownAuthors } from './authors.ts'
import { madeFrom } from './slug.ts'

type ArticleRow = Selectable<Tables['article']>

/** What a writer changes. What may be missing stays as it is, or is none. */
export interface ArticleWords {
  title: string
  markdown: string
  summary: string
  tags: string[]
  language: Language
  /** Empty: made from the title (of a note from its first words) until the article is published. */
  slug: string
  /** The picture at its head. */
  picture?: HeadPicture | null | undefined
  /** Ids of authors, the first one first. */
  authors?: string[] | undefined
  /** The name of the series that it is a part of; empty for none. */
  series?: string | undefined
  part?: number | null | undefined
  /** Holds at once, for readers too. */
  kind?: ArticleKind | undefined
  /** Holds at once. */
  pinned?: boolean | undefined
  /** What it shares with its translations; empty for none. Holds at once, for readers too. */
  translationKey?: string | undefined
}

/** The words with nothing missing. */
export type WholeWords = { [Name in keyof Required<ArticleWords>]: Exclude<ArticleWords[Name], undefined> }

const none = {
  picture: null,
  authors: [],
  series: '',
  part: null,
  kind: 'article',
  pinned: false,
  translation_key: '',
} as const

/** The same with what is missing: as it stands, or none. */
export function completed(words: ArticleWords, current?: ArticleRow): WholeWords {
  const { picture, authors, series, part, kind, pinned, translation_key } = current ?? { ...none, authors: [] }
  const { title, markdown, summary, tags, language, slug } = words
  const kept = {
    picture: words.picture === undefined ? picture : words.picture,
    authors: [...new Set(words.authors ?? authors)],
    series: words.series?.trim() ?? series,
    part: words.part === undefined ? part : words.part,
    kind: words.kind ?? kind,
    pinned: words.pinned ?? pinned,
    translationKey: words.translationKey?.trim() ?? translation_key,
  }
  // A number without a series says nothing.
  return { title, markdown, summary, tags, language, slug, ...kept, part: kept.series ? kept.part : null }
}

/** What stands in a row, as words. */
export function plainWords(row: ArticleRow): WholeWords {
  const { title, markdown, summary, tags, language, slug } = row
  return completed({ title, markdown, summary, tags, language, slug }, row)
}

/** Whether saving these words would change nothing. */
export function sameWords(row: ArticleRow, words: ArticleWords): boolean {
  const told = ({ slug: _slug, picture, ...rest }: WholeWords) => {
    const { media, alt, caption } = picture ?? { media: '', alt: '', caption: '' }
    return JSON.stringify([...Object.entries(rest), media, alt, caption])
  }
  // Emptied, it is made from the title, unless it is already, or readers have it.
  const stays = words.slug === '' && (row.published_at !== null || madeFrom(row.slug, row.name))
  return (stays || words.slug === row.slug) && told(completed(words, row)) === told(plainWords(row))
}

/** Whether words change at once what readers see of a published article. */
export function whatReadersSee(
  row: ArticleRow,
  { kind = row.kind, pinned = row.pinned, translationKey = row.translation_key }: ArticleWords,
): boolean {
  return kind !== row.kind || pinned !== row.pinned || translationKey !== row.translation_key
}

/**
 * Refuses authors and pictures that are not there. What stands there already is not asked for again: it may have been thrown away since.
 * @throws Problem `wrong-input`
 */
export async function refuseUnknown(tx: Tx, words: WholeWords, current?: ArticleRow): Promise<void> {
  const { picture, authors, kind, title } = words
  const added = authors.filter((id) => !current?.authors.includes(id))
  if (added.length && (await knownAuthors(tx, added)).size < added.length)
    throw new Problem('wrong-input', noAuthor, { field: 'authors' })
  if (picture && picture.media !== current?.picture?.media) {
    const file = await findMedia(tx, picture.media)
    if (!file?.mime.startsWith('image/')) throw new Problem('wrong-input', noPicture, { field: 'picture' })
  }
  // Readers would have it without a name.
  if (current?.state === 'published' && current.kind === 'note' && kind !== 'note' && !title.trim())
    throw new Problem('wrong-input', noTitle, { field: 'title' })
}

const noAuthor = {
  id: 'Penulis itu tidak ada, mungkin sudah dihapus. Pilih penulis lain.',
  en: 'That author does not exist; perhaps they were deleted. Choose another one.',
}
const noPicture = {
  id: 'Gambar itu tidak ada, mungkin sudah dihapus. Pilih atau unggah gambar lain.',
  en: 'That picture does not exist; perhaps it was deleted. Choose or upload another one.',
}
const noTitle = {
  id: 'Catatan ini belum berjudul. Beri judul dahulu, lalu ubah jenisnya.',
  en: 'This note has no title. Give it one first, then change its kind.',
}
