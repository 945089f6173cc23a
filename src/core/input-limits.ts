import type { Words } from './words.ts'

/** How long the words of people may be, whichever way they come in: over the API or from a shell. In UTF-16 units, or how many. */
export const longestInput = {
  title: 300,
  markdown: 2_000_000,
  summary: 500,
  slug: 120,
  /** An address of the blog, whole. */
  address: 1200,
  /** What is looked for in all articles, and what comes in its place. */
  replaced: 200,
  replacement: 1000,
  tag: 64,
  tags: 20,
  alt: 1500,
  caption: 500,
  authors: 10,
  authorName: 100,
  bio: 2000,
  series: 120,
  translationKey: 100,
  /** The highest number of a part of a series. */
  part: 9999,
  /** A file of posts. */
  csv: 2_000_000,
  /** A spreadsheet with posts, in bytes. */
  spreadsheet: 4_000_000,
  email: 254,
  /** One word of a command: a name, a path, a moment. */
  argument: 4096,
} as const

/** Whether a word can be a tag: browsers shorten an address whose last piece is one dot or two, however it is written. */
export const canBeTag = (tag: string): boolean => !/^\.{1,2}$/.test(tag.trim())

/** Why a tag of nothing but dots is refused. */
export const noTag: Words = {
  id: 'label yang hanya satu atau dua titik tidak punya alamat; beri nama lain.',
  en: 'a tag of nothing but one dot or two has no address; give it another name.',
}
