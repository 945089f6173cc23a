import { describe, expect, test } from 'vitest'
import { growing } from './testing/growing.ts'
import { overgrowths, rowsBehind, rowsOfCharacters } from './testing/growth.ts'

const minutes = 60_000
/** A sign's row behind something else shows in texts of so many letters. */
const short = 8000

const all = await growing()

describe('twice the text takes about twice the time, as long as a text may be', () => {
  test.each(all)('$name', { timeout: 10 * minutes }, ({ work, most, least }) => {
    expect(overgrowths(work, rowsOfCharacters, most, least)).toEqual([])
    expect(overgrowths(work, rowsBehind, Math.min(most, short), least)).toEqual([])
  })
})
