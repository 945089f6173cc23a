import { expect, test } from 'vitest'
import type { Calendar } from '../../src/http/api.ts'
import { whenChoices } from './when-choices.ts'

const free = [
  { at: '2026-12-05T02:00:00Z', channelIds: ['a', 'b'] },
  { at: '2026-12-05T12:00:00Z', channelIds: ['a'] },
  { at: '2026-12-06T17:30:00Z', channelIds: ['a', 'b'] },
]
const posts = [{ at: '2026-12-06T02:00:00Z' }] as Calendar['posts']
const repeats = [{ at: '2026-12-07T02:00:00Z' }] as Calendar['repeats']
const look = (channelIds: string[], zone = 'Asia/Jakarta') => {
  const { marks, slots } = whenChoices({ free, posts, repeats }, channelIds, zone)
  return { marks: Object.fromEntries(marks), slots: Object.fromEntries(slots) }
}

test('days and times are told on the clock that is shown; what goes out makes a day busy, a repeat too', () => {
  expect(look(['a'])).toEqual({
    marks: { '2026-12-05': 'free', '2026-12-06': 'busy', '2026-12-07': 'busy' },
    slots: {
      '2026-12-05': [
        { time: '09:00', free: true },
        { time: '19:00', free: true },
      ],
      '2026-12-06': [{ time: '09:00', free: false }],
      '2026-12-07': [
        { time: '00:30', free: true },
        { time: '09:00', free: false },
      ],
    },
  })
  expect(look(['a'], 'UTC').slots['2026-12-06']).toEqual([
    { time: '02:00', free: false },
    { time: '17:30', free: true },
  ])
})

test('of several channels a slot is offered that is free for each', () => {
  expect(look(['a', 'b']).slots['2026-12-05']).toEqual([{ time: '09:00', free: true }])
  expect(look(['a', 'c']).marks).toEqual({ '2026-12-06': 'busy', '2026-12-07': 'busy' })
})
