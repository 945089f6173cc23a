import { expect, test } from 'vitest'
import { dayName } from './day-name.ts'

test('days say their year where another one begins, on the blog’s clock', () => {
  const days = ['2026-11-22', '2026-11-01', '2025-12-31T18:00:00Z', '2008-10-17', '2008-09-05'].map(
    (at) => new Date(at),
  )
  const named = (language: 'id' | 'en', timeZone: string) =>
    days.map((at, n) => dayName(at, days[n - 1], { language, timeZone }))
  expect(named('en', 'UTC')).toEqual([
    'Sun 22 Nov 2026',
    'Sun 1 Nov',
    'Wed 31 Dec 2025',
    'Fri 17 Oct 2008',
    'Fri 5 Sept',
  ])
  // In Jakarta that was in the morning of the first of January.
  expect(named('id', 'Asia/Jakarta')).toEqual([
    'Min, 22 Nov 2026',
    'Min, 1 Nov',
    'Kam, 1 Jan',
    'Jum, 17 Okt 2008',
    'Jum, 5 Sep',
  ])
})
