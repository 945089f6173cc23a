import { expect, test } from 'vitest'
import { movedAlong } from './moved-along.ts'

const now = new Date('2026-11-29T13:00:00Z')

test('a post moves by as much as its article, and not into the past', () => {
  expect(movedAlong('2026-12-08T07:00:00Z', '2026-12-08T05:00:00Z', '2026-12-09T05:30:00Z', now)).toBe(
    '2026-12-09T07:30:00.000Z',
  )
  expect(movedAlong('2026-12-08T05:00:00Z', '2026-12-08T05:00:00Z', '2026-11-01T05:00:00Z', now)).toBe(
    '2026-11-29T13:01:00.000Z',
  )
})
