/** What can be made of a blog. */
import type { WholeArticle, WholeAuthor } from '../../blog/index.ts'
import type { Language, Words } from '../../core/words.ts'
import type { Sink } from '../sink.ts'

/** Formats to leave with, by the name that the shell has for them. */
export type ExportFormatId = 'markdown' | 'wxr' | 'ghost'

/** A blog as it is moved elsewhere. */
export interface WholeBlog {
  name: string
  /** Its address, without a slash at its end. */
  url: string
  promise: string
  language: Language
  timeZone: string
  authors: readonly WholeAuthor[]
  /** In the order of their numbers; streamed each time anew. */
  articles(): AsyncGenerator<WholeArticle>
  /** Addresses that lead to no article: path and target. */
  redirects: readonly { path: string; target: string }[]
  /** A text as HTML, an article's or a comment's, its addresses as they are. */
  html(words: Pick<WholeArticle, 'markdown' | 'language'>): Promise<string>
  /** A file of the media; `undefined`: it is gone. */
  media(file: string): Promise<Uint8Array | undefined>
  now: Date
}

/** What an export did. */
export interface Exported {
  articles: number
  pages: number
  notes: number
  drafts: number
  comments: number
  pictures: number
  /** Files that are gone. */
  missing: string[]
}

/** A way to leave. */
export interface ExportFormat {
  id: ExportFormatId
  label: string
  /** What one does with it. */
  about: Words
  write(blog: WholeBlog, sink: Sink): Promise<Exported>
}
