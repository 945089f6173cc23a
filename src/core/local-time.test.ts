import { describe, expect, test } from 'vitest'
import { byDays, instantOf, localDate, onDate } from './local-time.ts'

const newYork = 'America/New_York'
const jakarta = 'Asia/Jakarta'
const at = (iso: string) => new Date(iso)

describe('a local time', () => {
  test('in a gap moves forward by the gap', () => {
    // On 8 March 2026 New York goes from 02:00 to 03:00.
    expect(instantOf('2026-03-08T02:30', newYork)).toEqual(at('2026-03-08T07:30:00Z')) // 03:30 EDT
    expect(onDate(at('2026-03-07T07:30:00Z'), newYork, '2026-03-08')).toEqual(at('2026-03-08T07:30:00Z'))
    expect(byDays(at('2026-03-07T07:30:00Z'), newYork, 1)).toEqual(at('2026-03-08T07:30:00Z'))
  })

  test('that happens twice is the first of the two', () => {
    // On 1 November 2026 New York goes from 02:00 back to 01:00.
    expect(instantOf('2026-11-01T01:30', newYork)).toEqual(at('2026-11-01T05:30:00Z')) // 01:30 EDT
    expect(byDays(at('2026-10-31T05:30:00Z'), newYork, 1)).toEqual(at('2026-11-01T05:30:00Z'))
    expect(byDays(at('2026-11-02T06:30:00Z'), newYork, -1)).toEqual(at('2026-11-01T05:30:00Z'))
  })

  test('stays the same over a change of clocks, though the days have 23 and 25 hours', () => {
    expect(byDays(at('2026-03-07T14:00:00Z'), newYork, 1)).toEqual(at('2026-03-08T13:00:00Z')) // 09:00
    expect(byDays(at('2026-10-31T13:00:00Z'), newYork, 1)).toEqual(at('2026-11-01T14:00:00Z')) // 09:00
  })

  test('knows the leap day, and refuses it in other years', () => {
    expect(byDays(at('2028-02-28T02:00:00Z'), jakarta, 1)).toEqual(at('2028-02-29T02:00:00Z'))
    expect(onDate(at('2026-01-31T02:00:00Z'), jakarta, '2028-02-29')).toEqual(at('2028-02-29T02:00:00Z'))
    expect(byDays(at('2028-02-29T02:00:00Z'), jakarta, 366)).toEqual(at('2029-03-01T02:00:00Z'))
    expect(() => onDate(at('2026-01-31T02:00:00Z'), jakarta, '2026-02-29')).toThrow(RangeError)
  })

  test('belongs to the day of its own zone', () => {
    const lateInLondon = at('2026-11-24T18:30:00Z')
    expect(localDate(lateInLondon, jakarta)).toBe('2026-11-25')
    expect(localDate(lateInLondon, newYork)).toBe('2026-11-24')
    expect(onDate(lateInLondon, jakarta, '2026-12-01')).toEqual(at('2026-11-30T18:30:00Z')) // 01.30 WIB
  })

  test('keeps its seconds and milliseconds', () => {
    expect(byDays(at('2026-11-24T02:03:04.567Z'), jakarta, 7)).toEqual(at('2026-12-01T02:03:04.567Z'))
  })
})
