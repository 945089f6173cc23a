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
const usualLeast = 1000

const all = (await growing()).map((one, n) => ({ ...one, n }))

/** Every eighth row, beginning with another one for each work. */
const longestRows = (n: number): Texts => new Map([...rowsOfCharacters].filter((_, at) => (at + n) % eighth === 0))

describe('twice the text takes about twice the time, as long as a text may be', () => {
  test.each(all)('$name', { timeout: 10 * minutes }, ({ n, work, most, least = usualLeast }) => {
    const shorter = Math.min(most, Math.max(most / eighth, least * eighth))
    expect(overgrowths(work, rowsOfCharacters, shorter, least)).toEqual([])
    if (shorter < most) expect(overgrowths(work, longestRows(n), most, least)).toEqual([])
    expect(overgrowths(work, rowsBehind, Math.min(most, short), least)).toEqual([])
  })
})
