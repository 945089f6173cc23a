import { expect, test } from 'vitest'
import { readDate, zoneOr } from './dates.ts'

const jakarta = 'Asia/Jakarta'

test.each([
  ['2016-09-26 21:00', '2016-09-26T14:00:00Z'],
  ['2016-09-26 21:00:00 +7', '2016-09-26T14:00:00Z'],
  ['2016-09-26 21:00 +09:00', '2016-09-26T12:00:00Z'],
  ['2016-09-26 21:00 PST', '2016-09-27T05:00:00Z'],
  ['2016-09-26 21:00 WIT', '2016-09-26T12:00:00Z'],
  ['2016-09-26T21:00:00Z', '2016-09-26T21:00:00Z'],
  // Without a zone it is that of the blog, never that of the server.
  ['September 26, 2016 21:00', '2016-09-26T14:00:00Z'],
  ['26 Sep 2016 21:00:00', '2016-09-26T14:00:00Z'],
  ['2016/09/26', '2016-09-25T17:00:00Z'],
  ['09-26-2016', '2016-09-25T17:00:00Z'],
  ['Mon, 26 Sep 2016 21:00:00 GMT', '2016-09-26T21:00:00Z'],
  ['Mon, 26 Sep 2016 21:00:00 +0900', '2016-09-26T12:00:00Z'],
  ['Mon Sep 26 2016 21:00:00 GMT+0900 (Waktu Indonesia Timur)', '2016-09-26T12:00:00Z'],
])('%s is %s', (written, at) => {
  expect(readDate(written, jakarta)).toEqual(new Date(at))
})

test.each(['', '0000-00-00 00:00:00', '2020-02-30', 'besok', '9999-12-31'])('%j is no date', (written) => {
  expect(readDate(written, jakarta)).toBeNull()
})

test('a zone that nobody knows is none', () => {
  const zones = ['Asia/Jayapura', 'Mars/Phobos', ''].map((said) => zoneOr(said, jakarta))
  expect(zones).toEqual(['Asia/Jayapura', jakarta, jakarta])
})
