import { describe, expect, test } from 'vitest'
import { growing } from './testing/growing.ts'
import { overgrowths, rowsOfCharacters } from './testing/growth.ts'

/** More takes minutes: the slow part goes on to a million letters. */
const most = 8000

const all = (await growing()).filter(({ slow }) => !slow)

describe('twice the text takes about twice the time, whatever it is made of', () => {
  test('there is something to look at', () => {
    expect(all.length).toBeGreaterThan(50)
  })

  test.each(all)('$name', ({ work, least = 1000 }) => {
    expect(overgrowths(work, rowsOfCharacters, Math.max(most, least), least)).toEqual([])
  })
})
