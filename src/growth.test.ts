import { describe, expect, test } from 'vitest'
import { growing } from './testing/growing.ts'
import { overgrowths, rowsOfCharacters } from './testing/growth.ts'

/** More takes minutes: the slow part goes on to a million letters, with every row for every work. */
const most = 8000
/** Of so many rows one is looked at: another one for the next work. */
const each = 4
const some = (work: number) => new Map([...rowsOfCharacters].filter((_, row) => row % each === work % each))

const all = (await growing()).filter(({ slow }) => !slow)

describe('twice the text takes about twice the time, whatever it is made of', () => {
  test('there is something to look at', () => {
    expect(all.length).toBeGreaterThan(50)
  })

  test.each(all.map((one, number) => ({ ...one, texts: some(number) })))('$name', ({ work, texts, least = 1000 }) => {
    expect(overgrowths(work, texts, Math.max(most, least), least)).toEqual([])
  })
})
