import type { Root } from 'mdast'
import type { Entity } from './text/entities.ts'
import type { Styled } from './text/styled.ts'

export type { Entity }

/** A picture that goes with a post. Its bytes are asked for by `id` when it is sent. */
export interface Picture {
  id: string
  mime: string
  width: number
  height: number
  /** Size of the stored file in bytes. */
  bytes: number
  /** What the picture shows, for those who can't see it. */
  alt: string
  /** What of it is to be seen where it is cut, from its upper left corner, as a share of its width and height; missing: its middle. */
  focus?: { x: number; y: number }
  /** Where the public can fetch it while it is sent, fitted as its bytes are; missing: the server has no public address. */
  address?: string
}

/** A video that goes with a post. Its bytes are asked for by `id`, piece by piece, when it is sent. */
export interface Video {
  id: string
  mime: string
  width: number
  height: number
  /** Size of the stored file in bytes. */
  bytes: number
  /** How long it runs. */
  seconds: number
  /**
   * A rendition is sent instead of the file as it is (media/recipe.ts says how it is made); type, size and bytes are then the rendition's, the
   * bytes at most so many as long as it is not made.
   */
  target?: string
  /** What it shows, for those who can't see it. */
  alt: string
  /** Where the public can fetch it while it is sent, fitted as its bytes are; missing: the server has no public address. */
  address?: string
}

/** A whole article, for networks that are blogs themselves. */
export interface ArticleBody {
  title: string
  /** The body as the blog's own HTML. */
  html: string
  summary: string
}

/** What a shared link looks like: the card under a post. */
export interface LinkCard {
  url: string
  title: string
  description: string
  picture?: Picture
}

/** What is to be said, before it is cut for a network. */
export interface Post {
  /** Just the words, also of what was written with Markdown. */
  text: string
  /** The same with its formatting, where it was written with Markdown (core/text/markdown.ts). */
  tree?: Root
  /** Where the reader is led: an article's permalink, usually. A network that shows cards shows this one. */
  link?: LinkCard
  pictures?: readonly Picture[]
  video?: Video
  /** The whole article, where it is to be published on another blog; `text` then is its summary. */
  article?: ArticleBody
  /** BCP 47, of the text. */
  language?: string
  /** A content warning, for networks that have one. */
  warning?: string
  /** A headline, for networks whose posts have one. */
  title?: string
  /** Where the text becomes several parts, each says which of how many it is. */
  numbered?: boolean
  tags?: readonly string[]
  /** What a person chose of the network's own post options (networks/network.ts), by name. */
  options?: Readonly<Record<string, string>>
}

/** One message as it will be sent: what the preview shows is this and nothing else. */
export interface Part {
  text: string
  entities: readonly Entity[]
  /** As the network counts. */
  length: number
  /** What people will see, where that is more than the letters of `text`: bold words, words that lead somewhere. */
  formatted?: Styled
  /** A headline, for networks whose posts have one. */
  title?: string
  /** The body as HTML, for networks that take HTML. */
  html?: string
  /** What the body says in short, for blogs that show it beside a whole article. */
  summary?: string
  card?: LinkCard
  pictures: readonly Picture[]
  video?: Video
  language?: string
  warning?: string
  tags?: readonly string[]
  options?: Readonly<Record<string, string>>
  /** What it hangs on: the part before it, or the first one (a first reply). */
  follows?: 'root'
}
