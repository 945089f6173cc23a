import { describe, expect, test } from 'vitest'
import { type Growth, overgrowth, overgrowths, rowsOfCharacters } from './growth.ts'

const million = 2 ** 20

/** What a made-up work costs, in milliseconds of the processor. */
type Cost = (letters: number) => number

/** Looks at work that costs so much, and counts the letters that it was given. @param read what the clock shows of what was spent */
function look(
  cost: Cost,
  most = million,
  least?: number,
  read: Cost = (spent) => spent,
): { found: Growth | undefined; letters: number } {
  let letters = 0
  let spent = 0
  const work = (text: string) => {
    letters += text.length
    spent += cost(text.length)
  }
  const found = overgrowth(
    work,
    'a',
    (length) => 'a'.repeat(length),
    most,
    least,
    () => read(spent),
  )
  return { found, letters }
}

/** Powers of the length, each so that a million letters take a second. */
const power =
  (exponent: number): Cost =>
  (length) =>
    1000 * (length / million) ** exponent

describe('what grows too fast is found', () => {
  test.each([
    ['by the square', power(2)],
    ['by the third power', power(3)],
    ['by the square, and hardly yet', (length: number) => length / 10_000 + power(2)(length) / 3],
    ['by the square, with a beginning of its own', (length: number) => 30 + power(2)(length) / 6],
    ['by the square up to a length from which on it is refused', refused(power(2), 600_000)],
    ['by the square, dear, and refused early', refused((length) => 40 * power(2)(length), 100_000)],
    ['by the square up to a length, and evenly from there on', (length: number) => quadratic(Math.min(length, 70_000))],
    ['by a leap in the middle', (length: number) => length / 2000 + (length > 60_000 ? 100 : 0)],
  ] as [string, Cost][])('%s', (_, cost) => {
    expect(look(cost).found).toBeDefined()
  })

  test('it says at which length, and what half of it cost', () => {
    const { found } = look(power(2))
    expect(found).toMatchObject({ text: 'a', length: 512_000 })
    expect((found?.whole ?? 0) / (found?.half ?? 1)).toBeCloseTo(4)
  })

  test('by the square in texts of eight thousand letters, and from thirty thousand on', () => {
    expect(look((length) => length ** 2 / 500_000, 8000).found).toBeDefined()
    expect(look(quadratic, 131_072, 32_000).found).toBeDefined()
    expect(look(quadratic, 32_768, 32_000).found).toBeDefined()
  })

  test('real work too', () => {
    const pairs = (text: string) => {
      let same = 0
      for (let at = 0; at < text.length; at++) for (let to = 0; to < at; to++) if (text[at] === text[to]) same++
      return same
    }
    const named = overgrowths(pairs, new Map([...rowsOfCharacters].slice(0, 1)), 16_000)
    expect(named).toEqual([expect.stringMatching(/ of \d+: \d+ → \d+ ms$/)])
  })
})

const quadratic: Cost = (length) => length ** 2 / 10_000_000

function refused(cost: Cost, most: number): Cost {
  return (length) => (length > most ? 0.01 : cost(length))
}

describe('what grows evenly is let be, and is looked at once', () => {
  test.each([
    ['dear', (length: number) => length / 1000],
    ['cheap', (length: number) => length / 1_000_000],
    ['with a beginning of its own', (length: number) => 30 + length / 2000],
    ['refused from a length on', refused((length) => length / 10_000, 20_000)],
    ['and a little faster', power(1.1)],
  ] as [string, Cost][])('%s', (_, cost) => {
    const { found, letters } = look(cost)
    expect(found).toBeUndefined()
    expect(letters).toBeGreaterThanOrEqual(1_024_000)
    expect(letters).toBeLessThan(1.25 * million)
  })
})

describe('what a machine does beside it is no growth', () => {
  /** Work that takes 80 ms for 8,000 letters; while the clock shows such a time, all of it takes so many times as long. */
  const slowed = (from: number, to: number, times: number) => {
    let spent = 0
    return (length: number) => {
      const cost = (length / 100) * (spent >= from && spent < to ? times : 1)
      spent += cost
      return cost
    }
  }

  test.each([0, 10, 20, 40, 80, 120, 160, 240])('a slow while that begins after %i ms', (from) => {
    for (const long of [100, 400, 1000, 4000]) expect(look(slowed(from, from + long, 2.7), 8000).found).toBeUndefined()
  })

  test('a clock that counts in ticks', () => {
    const tick = (spent: number) => Math.floor(spent / 4) * 4
    for (const each of [5, 7, 9, 11]) {
      expect(look((length) => (each * length) / 8000, 65_536, 1000, tick).found, `${each} ms`).toBeUndefined()
    }
  })

  test('a memory that is slower for long texts', () => {
    const far = (length: number) => (length > 800_000 ? 1.4 : 1) * (length / 8000)
    expect(look(far).found).toBeUndefined()
  })
})
