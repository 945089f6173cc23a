/** What every format of another blog is read into, and what a format is. */
import type { Language, Words } from '../../core/words.ts'
import type { Loss } from '../markup/losses.ts'
import type { Markup } from '../markup/to-markdown.ts'
import type { Source } from '../source/source.ts'

/** Formats of other blogs, by the name that the shell and the rows have for them. */
export type FormatId =
  | 'wordpress'
  | 'blogger'
  | 'ghost'
  | 'medium'
  | 'substack'
  | 'jekyll'
  | 'hugo'
  | 'markdown'
  | 'percakapan'

/** The blog that was left. */
export interface FoundSite {
  piece: 'site'
  /** Its address; `''` where the export doesn't say. */
  url: string
  title: string
  language?: Language
  /** IANA, where the export says it. */
  timeZone?: string
}

/** Somebody who wrote. Their address stays behind. */
export interface FoundAuthor {
  piece: 'author'
  /** How items name them. */
  key: string
  name: string
  bio?: string
  url?: string
  picture?: string
}

/** A file that items name by its key. */
export interface FoundFile {
  piece: 'file'
  key: string
  /** A whole address, or a path in the source. */
  address: string
  alt: string
  caption: string
}

/** Something that articles share, by its key: a reusable block. */
export interface FoundBlock {
  piece: 'block'
  key: string
  body: string
}

/** An answer of a reader. */
export interface FoundComment {
  piece: 'comment'
  key: string
  /** Of the item that it stands under. */
  item: string
  /** The comment that it answers; `''`: none. */
  parent: string
  name: string
  url: string
  /** Only where it was asked for. */
  email?: string
  html: string
  /** In place of HTML, where the source has Markdown. */
  markdown?: string
  at: Date | null
  standing: 'shown' | 'waiting' | 'spam' | 'trash'
}

/** An article, page or note. */
export interface FoundItem {
  piece: 'item'
  /** Its number here, where it came from here. */
  id?: string
  /** Tells it apart in its blog, whatever else changes: never its title, never its date. */
  key: string
  kind: 'article' | 'page' | 'note'
  state: 'published' | 'scheduled' | 'draft'
  title: string
  /** As its own format writes it; {@link Format.markup} reads it. */
  body: string
  summary: string
  /** The last piece of its address; `''`: none was given. */
  slug: string
  /** Where readers found it: a whole address, or a path from `/`. */
  address: string
  /** What else led there: `/?p=12`. */
  earlier: readonly string[]
  tags: readonly string[]
  series?: string
  /** Its place in the series, from 1. */
  part?: number
  /** What it shares with its translations. */
  translationKey?: string
  authors: readonly string[]
  publishedAt: Date | null
  createdAt: Date | null
  modifiedAt: Date | null
  language?: Language
  /** At its head: a file's key, or an address. */
  picture?: { file?: string; address?: string; alt: string; caption: string }
  pinned: boolean
  /** Keys of files and blocks that its body names. */
  uses: readonly string[]
  losses: readonly Loss[]
}

/** Something of the source that is not taken, and why. */
export interface FoundFault {
  piece: 'fault'
  /** Where: a path, a line, a title. */
  where: string
  words: Words
}

/** One thing after the other. */
export type Found = FoundSite | FoundAuthor | FoundFile | FoundBlock | FoundComment | FoundItem | FoundFault

/** What items name, by its key. */
export interface Known {
  files: ReadonlyMap<string, FoundFile>
  blocks: ReadonlyMap<string, string>
}

/** What a person says of an import. */
export interface ReadOptions {
  /** The address that the blog had, where the export doesn't say it. */
  site?: string
  /** Of dates that say no zone. */
  timeZone: string
  /** Keep commenters' addresses. */
  emails: boolean
}

/** A kind of export. */
export interface Format {
  id: FormatId
  /** As people know it. */
  label: string
  /** What a person brings. */
  file: Words
  /** Where they get it. */
  how: Words
  /** Whether a source is one, by what is in it. */
  recognises(source: Source): Promise<boolean>
  /** Everything in it, streamed; what can't be read is a fault, and the rest goes on. */
  read(source: Source, options: ReadOptions): AsyncGenerator<Found>
  /** An item's body as HTML or Markdown. Synchronous: it runs in a thread. */
  markup(
    item: Pick<FoundItem, 'body' | 'address'>,
    known: Known,
  ): Markup | { markdown: string; losses: readonly Loss[] }
}
