import { describe, expect, test } from 'vitest'
import { growing } from './testing/growing.ts'
import { overgrowths } from './testing/growth.ts'

const minutes = 60_000

const all = await growing()

describe('twice the text takes about twice the time, as long as a text may be', () => {
  test.each(all)('$name', { timeout: 10 * minutes }, ({ work, most, least }) => {
    expect(overgrowths(work, most, 1, least)).toEqual([])
    expect(overgrowths(work, Math.min(most, 8000), undefined, least)).toEqual([])
  })
})
