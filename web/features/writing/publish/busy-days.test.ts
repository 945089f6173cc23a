import { expect, test } from 'vitest'
import type { Calendar } from '../../../../src/http/api.ts'
import { busyDays } from './busy-days.ts'

const calendar = {
  articles: [{ id: 'a', at: '2026-12-01T18:30:00.000Z' }],
  posts: [{ id: 'p', at: '2026-12-03T02:00:00.000Z' }],
  repeats: [{ seriesId: 'r', at: '2026-12-07T02:00:00.000Z' }],
  free: [],
} as unknown as Calendar

test('days are those of the person’s clock: busy with an article, a post or a repeat, else free where a slot is', () => {
  const { marks } = busyDays(calendar, ['2026-12-08T02:00:00.000Z', '2026-12-07T05:00:00.000Z'], 'Asia/Jakarta')
  expect(Object.fromEntries(marks)).toEqual({
    '2026-12-02': 'busy',
    '2026-12-03': 'busy',
    '2026-12-07': 'busy',
    '2026-12-08': 'free',
  })
})

test('a day’s slots stand in order of time, on the person’s clock', () => {
  const { slots } = busyDays(calendar, ['2026-12-08T12:00:00.000Z', '2026-12-08T02:00:00.000Z'], 'Asia/Jakarta')
  expect(slots.get('2026-12-08')).toEqual([
    { time: '09:00', free: true },
    { time: '19:00', free: true },
  ])
  expect(slots.get('2026-12-09')).toBeUndefined()
})
