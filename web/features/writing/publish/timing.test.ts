import { expect, test } from 'vitest'
import { dueOf } from './timing.ts'

const now = new Date('2026-11-29T13:00:00Z')

test('a post goes with its article, after it, or at a time of its own', () => {
  expect(dueOf({ after: 0 }, undefined, now)).toBeUndefined()
  expect(dueOf({ after: 120 }, undefined, now)).toBe('2026-11-29T15:00:00.000Z')
  expect(dueOf({ after: 0 }, '2026-12-08T05:00:00Z', now)).toBe('2026-12-08T05:00:00.000Z')
  expect(dueOf({ after: 1440 }, '2026-12-08T05:00:00Z', now)).toBe('2026-12-09T05:00:00.000Z')
  expect(dueOf({ at: '2026-12-10T05:00:00Z' }, '2026-12-08T05:00:00Z', now)).toBe('2026-12-10T05:00:00Z')
})
