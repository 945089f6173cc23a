import type { Part, Post } from '../../core/post.ts'
import type { Words } from '../../core/words.ts'
import type { Account } from './account.ts'
import type { Session } from './tools.ts'

/** What a post is on the network: its limits, its length, its parts. Pure, but for the choices that only the network knows. */
export interface TextFacet {
  /** The page that the limits come from. */
  readonly source: string
  /** An account's server may have told others than the usual ones. */
  limits(account?: Account): Limits
  /** The length of a text as the network counts it. */
  measure(text: string): number
  /** Cuts a post for the network: the preview shows exactly what is sent. Over-long text becomes several parts. */
  render(post: Post, limits: Limits): Part[]
  /**
   * The network's own markup as it lays it out: HTML of a fixed set of elements, harmless whatever the text.
   * @param wiki as on a page of the network's wiki, where it has such pages with more markup
   */
  layOut?(markup: string, wiki?: boolean): string
  /** What only this network wants to know of a post. */
  readonly options?: readonly PostOption[]
}

/** What a text may be on a network, or on one server of it. */
export interface Limits {
  /** The longest text, in `unit`s. `Infinity` where there is none. */
  length: number
  /** What the network counts: shown beside the number. */
  unit: 'graphemes' | 'weighted' | 'characters'
  /** A second limit in UTF-8 bytes, where there is one. */
  bytes?: number
  /** What a link counts whatever its length, where the network has such a rule. */
  linkLength?: number
  pictures: number
  /** The largest picture in bytes. */
  pictureBytes: number
  pictureTypes: readonly string[]
  altLength: number
  /**
   * Missing: no videos. A post has pictures or one video. `anyCodec`: it decodes whatever cameras write; missing: an MP4 or MOV must
   * hold H.264 with AAC, a WebM VP8 or VP9.
   */
  video?: { bytes: number; seconds: number; types: readonly string[]; anyCodec?: true }
  /** A post without one of these is refused: the network takes no words alone. Missing: it takes them. */
  needs?: readonly ('picture' | 'video')[]
  /** More hashtags than this look like spam there; a manners limit, not the network's refusal. */
  tags: number
  titleLength?: number
  /** Whether one message can hang on another: a thread, or a first reply. */
  threads: boolean
  /** Whether a content warning stands apart from the text. */
  warnings: boolean
}

/** Something that only this network wants to know of a post; the panel draws it, and knows no network. */
export interface PostOption {
  name: string
  label: Words
  hint?: Words
  kind: 'text' | 'choice' | 'switch'
  /** For `choice`: fixed ones, or those that the network tells when it is asked. */
  choices?: readonly Choice[] | ((session: Session) => Promise<readonly Choice[]>)
  required?: boolean
  /** What holds where nothing was chosen. A switch is `'yes'` or `''`. */
  initial?: string
  /** The longest `text`, in characters. */
  length?: number
}

/** Something that may be chosen for an option. */
export interface Choice {
  value: string
  label: Words
}
