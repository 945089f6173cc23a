import { expect, test } from 'vitest'
import { emojiGroups, findEmoji } from './emoji.ts'

const all = emojiGroups.flatMap(({ emoji }) => emoji)

test('every emoji is there once, with a name in both languages', () => {
  expect(all.length).toBeGreaterThan(1500)
  expect(new Set(all.map(({ emoji }) => emoji)).size).toBe(all.length)
  expect(all.filter(({ id, en }) => !id.trim() || !en.trim())).toEqual([])
})

test.for([
  ['kopi', '☕'],
  ['coffee', '☕'],
  ['tertawa', '🤣'],
  ['laugh', '😂'],
  ['HATI MERAH', '❤️'],
  ['red heart', '❤️'],
  ['buku', '📚'],
] as const)('%s finds %s', ([query, emoji]) => {
  expect(findEmoji(query).map((one) => one.emoji)).toContain(emoji)
})

test('nothing is found by nothing, and by words that no emoji has', () => {
  expect(findEmoji('  ')).toEqual([])
  expect(findEmoji('xyzzy')).toEqual([])
  // From its beginning: the inside of a word is no word.
  expect(findEmoji('offee')).toEqual([])
})
