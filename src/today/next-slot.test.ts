import { expect, test } from 'vitest'
import { nextSlotIn } from './next-slot.ts'

const timeZone = 'Asia/Jakarta'
const at = (local: string) => new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds)
/** Tuesdays and one Friday, mostly about nine. */
const published = ['2026-02-24T09:10', '2026-02-20T15:00', '2026-02-17T08:50', '2026-02-10T09:05'].map(at)

test('an article is due in the hollow week, on the usual weekday at the usual half hour', () => {
  const week = at('2026-03-09T00:00')
  expect(nextSlotIn({ week, now: at('2026-03-04T20:00'), published, timeZone })).toEqual(at('2026-03-10T09:00'))
})

test('where the usual day of this week has passed, the next day that is left; none where no day is', () => {
  const week = at('2026-03-02T00:00')
  expect(nextSlotIn({ week, now: at('2026-03-04T08:00'), published, timeZone })).toEqual(at('2026-03-04T09:00'))
  expect(nextSlotIn({ week, now: at('2026-03-04T09:00'), published, timeZone })).toEqual(at('2026-03-05T09:00'))
  expect(nextSlotIn({ week, now: at('2026-03-08T10:00'), published, timeZone })).toBeUndefined()
})

test('of weekdays and hours that are equally usual the latest article’s day counts, and the hour in the middle', () => {
  const two = ['2026-02-26T20:20', '2026-02-24T06:00'].map(at)
  const week = at('2026-03-09T00:00')
  expect(nextSlotIn({ week, now: at('2026-03-04T20:00'), published: two, timeZone })).toEqual(at('2026-03-12T20:30'))
})

test('before the first article: from tomorrow on, at nine', () => {
  const now = at('2026-03-04T05:00')
  expect(nextSlotIn({ week: at('2026-03-02T00:00'), now, published: [], timeZone })).toEqual(at('2026-03-05T09:00'))
  expect(nextSlotIn({ week: at('2026-03-09T00:00'), now, published: [], timeZone })).toEqual(at('2026-03-09T09:00'))
})

test('the hour is the one on the wall, whatever the clocks do that week', () => {
  const zone = 'Europe/London'
  const local = (words: string) => new Date(Temporal.PlainDateTime.from(words).toZonedDateTime(zone).epochMilliseconds)
  const before = [local('2026-03-15T12:00')]
  const week = local('2026-03-23T00:00')
  expect(nextSlotIn({ week, now: local('2026-03-20T12:00'), published: before, timeZone: zone })).toEqual(
    local('2026-03-29T12:00'),
  )
})
