import fc from 'fast-check'
import { expect, test } from 'vitest'
import { retryTime } from '../networks/http.ts'
import { believed, leastWait, nextLookup } from './waiting.ts'

const now = new Date('2026-11-24T08:00:00Z')
const seconds = (at: Date) => (at.getTime() - now.getTime()) / 1000

test.each(['0', '-5', '1000000000', '1e308', 'NaN', 'Tue, 03 Jun 1980 08:00:00 GMT', '9999-12-31', 'soon', ''])(
  'a server that says “Retry-After: %s” is waited for between a second and a day',
  (told) => {
    const at = believed(retryTime(new Headers({ 'retry-after': told }), now), leastWait(1, now), now)
    expect(seconds(at)).toBeGreaterThanOrEqual(1)
    expect(seconds(at)).toBeLessThanOrEqual(86_400)
  },
)

test('a time that makes sense is believed; none, or no date at all, is the least', () => {
  const soon = new Date(now.getTime() + 90_000)
  expect(believed(soon, leastWait(1, now), now)).toEqual(soon)
  expect(believed(undefined, leastWait(3, now), now)).toEqual(leastWait(3, now))
  expect(believed(new Date(Number.NaN), leastWait(3, now), now)).toEqual(leastWait(3, now))
})

test('whatever a network tells, waits in a row grow to an hour, and looks to ten minutes', () => {
  const inARow = [1, 2, 3, 10, 20, 1000]
  expect(inARow.map((waits) => seconds(leastWait(waits, now)))).toEqual([1, 2, 4, 512, 3600, 3600])
  expect(inARow.map((lookups) => seconds(nextLookup(lookups, now)))).toEqual([20, 40, 80, 600, 600, 600])
  fc.assert(
    fc.property(fc.date({ noInvalidDate: false }), fc.integer({ min: 1, max: 100 }), (told, waits) => {
      const at = seconds(believed(told, leastWait(waits, now), now))
      expect(at).toBeGreaterThanOrEqual(seconds(leastWait(waits, now)))
      expect(at).toBeLessThanOrEqual(86_400)
    }),
  )
})
