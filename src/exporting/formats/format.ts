/** What can be made of a blog. */
import type { Answer, WholeArticle, WholeAuthor } from '../../blog/index.ts'
import type { Language, Words } from '../../core/words.ts'
import type { Sink } from '../sink.ts'

/** Formats to leave with, by the name that the shell has for them. */
export type ExportFormatId = 'markdown' | 'static' | 'wxr' | 'ghost'

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
  /** The same, however big it is. */
  mediaInPieces(file: string): Promise<AsyncIterable<Uint8Array> | undefined>
  /** What readers get at a path, with addresses that begin with {@link url}. */
  page(path: string): Promise<Answer>
  /** The icon and the fonts, by their paths. */
  file(path: string): Promise<Uint8Array | undefined>
  /** Its address now, where {@link url} is the one to come. */
  earlierUrl: string
  /** Told now and then how far it is. */
  told?: (done: Exported) => void
  /** Told of what could not be made; the log has why. */
  failed(path: string, error: unknown): void
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
  /** Files of somebody else that stood where one would have come. */
  kept?: readonly string[]
}

/** A way to leave. */
export interface ExportFormat {
  id: ExportFormatId
  label: string
  /** What one does with it. */
  about: Words
  write(blog: WholeBlog, sink: Sink): Promise<Exported>
}
