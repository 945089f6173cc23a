import data from './emoji.json'

/** One emoji with its names, and other words by which people look for it, of both languages. */
export interface Emoji {
  emoji: string
  id: string
  en: string
  /** All words in lower case, each with a space before it. */
  words: string
}

/** Emoji of one kind. */
export interface EmojiGroup {
  id: string
  en: string
  emoji: readonly Emoji[]
}

/**
 * All emoji up to Unicode 15, in their order. Names and words are those of the Unicode CLDR 48 (Unicode License v3, see LICENSE
 * beside this file), groups those of the Unicode Consortium.
 */
export const emojiGroups: readonly EmojiGroup[] =
  // Of JSON the compiler reads lists, and no pairs of a fixed length.
  (data as unknown as { id: string; en: string; emoji: [string, string, string, string][] }[]).map((group) => ({
    id: group.id,
    en: group.en,
    emoji: group.emoji.map(([emoji, id, en, more]) => ({ emoji, id, en, words: ` ${id} ${en} ${more}`.toLowerCase() })),
  }))

const most = 80

/** Those that have a word beginning with each of the words that are looked for, whichever the language; names first. */
export function findEmoji(query: string): Emoji[] {
  const asked = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (asked.length === 0) return []
  const found = emojiGroups
    .flatMap(({ emoji }) => emoji)
    .filter(({ words }) => asked.every((word) => words.includes(` ${word}`)))
  const named = ({ id, en }: Emoji) => asked.every((word) => ` ${id} ${en}`.toLowerCase().includes(` ${word}`))
  return [...found.filter(named), ...found.filter((one) => !named(one))].slice(0, most)
}
