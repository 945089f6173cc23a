import { expect, test } from 'vitest'
import { waitAfter } from './backoff.ts'

const now = new Date('2026-01-01T00:00:00Z')
const seconds = (nth: number, random?: number, jitter?: number) =>
  (waitAfter(nth, { first: 30, most: 3600, ...(jitter ? { jitter } : {}) }, now, random).getTime() - now.getTime()) /
  1000

test('twice as long each time, up to the longest', () => {
  expect([1, 2, 3, 8, 9, 2000].map((nth) => seconds(nth))).toEqual([30, 60, 120, 3600, 3600, 3600])
  expect(seconds(0)).toBe(30)
})

test('spread to either side', () => {
  expect([0, 0.5, 1].map((random) => seconds(1, random, 0.5))).toEqual([22.5, 30, 37.5])
})
