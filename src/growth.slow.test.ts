import { describe, expect, test } from 'vitest'
import { growing } from './testing/growing.ts'
import { overgrowths, rowsBehind, rowsOfCharacters, type Texts } from './testing/growth.ts'

const minutes = 60_000
/** A sign's row behind something else shows in texts of so many letters. */
const short = 8000
/**
 * What grows by the square shows in a text of an eighth of the longest already: every row is looked at as far as there, and as far as a
 * text may be each is looked at in one of so many works.
 */
const eighth = 8
/** A row behind something else is looked at in one of so many works: each that a network does with a text is among them. */
const quarter = 4
const usualLeast = 1000

const all = (await growing()).map((one, n) => ({ ...one, n }))

/** Every such row, beginning with another one for each work: so many works in a row look at each of them. */
const oneOf = (count: number, texts: Texts, n: number): Texts =>
  new Map([...texts].filter((_, at) => (at + Math.floor(at / count) + n) % count === 0))

describe('twice the text takes about twice the time, as long as a text may be', () => {
  test('each row is looked at in one of so many works in a row', () => {
    for (const [count, texts] of [
      [eighth, rowsOfCharacters],
      [quarter, rowsBehind],
    ] as const) {
      const seen = Array.from({ length: count }, (_, n) => [...oneOf(count, texts, n).keys()]).flat()
      expect(seen.sort()).toEqual([...texts.keys()].sort())
    }
  })

  test.each(all)('$name', { timeout: 10 * minutes }, ({ n, work, most, least = usualLeast, alike = 1 }) => {
    const shorter = Math.min(most, Math.max(most / eighth, least * eighth))
    expect(overgrowths(work, oneOf(alike, rowsOfCharacters, n), shorter, least)).toEqual([])
    if (shorter < most) expect(overgrowths(work, oneOf(eighth, rowsOfCharacters, n), most, least)).toEqual([])
    expect(overgrowths(work, oneOf(quarter, rowsBehind, n), Math.min(most, short), least)).toEqual([])
  })
})
