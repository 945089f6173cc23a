import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { readTypedTime } from './typed-time.ts'

/** A Sunday, ten past eight in the evening. */
const now = { year: 2026, month: 11, day: 29, hour: 20, minute: 10 }

/** `2026-12-05 19:00 Asia/Jakarta`, or the problem. */
function read(typed: string, order?: 'day-first' | 'month-first'): string {
  const found = readTypedTime(typed, now, order)
  if (typeof found === 'string') return found
  const two = (n: number) => String(n).padStart(2, '0')
  const day = `${found.year}-${two(found.month)}-${two(found.day)}`
  const time = found.hour === undefined ? '' : ` ${two(found.hour)}:${two(found.minute ?? -1)}`
  return `${day}${time}${found.timeZone ? ` ${found.timeZone}` : ''}`
}

test.each([
  // What Indonesian tables hold
  ['05/12/2026 19.00', '2026-12-05 19:00'],
  ['5-12-2026 07.05', '2026-12-05 07:05'],
  ['5.12.2026', '2026-12-05'],
  ['05/12/26 19:00:00', '2026-12-05 19:00'],
  ['05/12/2026 19.00 WIB', '2026-12-05 19:00 Asia/Jakarta'],
  ['05/12/2026 19.00wita', '2026-12-05 19:00 Asia/Makassar'],
  ['19:00 WIB', '2026-11-30 19:00 Asia/Jakarta'],
  ['21.00', '2026-11-29 21:00'],
  // As one says it
  ['besok 9', '2026-11-30 09:00'],
  ['Besok pukul 09.30', '2026-11-30 09:30'],
  ['besok jam 7 malam', '2026-11-30 19:00'],
  ['hari ini 21.00', '2026-11-29 21:00'],
  ['lusa 12 siang', '2026-12-01 12:00'],
  ['nanti malam', 'unreadable'],
  ['Sab 19.00', '2026-12-05 19:00'],
  ['Sabtu 5 Desember, 09.00', '2026-12-05 09:00'],
  ['Sabtu, 5 Desember 2026 pukul 09.00 WIB', '2026-12-05 09:00 Asia/Jakarta'],
  ['5 Des 2026 pukul 19.00', '2026-12-05 19:00'],
  ['tgl 5 Des jam 7 malam', '2026-12-05 19:00'],
  ['Minggu 9', '2026-12-06 09:00'],
  ['Minggu 21.00', '2026-11-29 21:00'],
  ['Senin depan 9', '2026-11-30 09:00'],
  ['hari Minggu depan 9', '2026-12-06 09:00'],
  ['minggu depan', '2026-12-06'],
  ['Rabu minggu depan', '2026-12-02'],
  ['3 hari lagi 9', '2026-12-02 09:00'],
  ['2 jam lagi', '2026-11-29 22:10'],
  ['dalam 30 menit', '2026-11-29 20:40'],
  ['setengah 8 pagi besok', '2026-11-30 07:30'],
  ['besok 12 malam', '2026-12-01 00:00'],
  ['jam 7 pagi', '2026-11-30 07:00'],
  ["Jum'at 13.30", '2026-12-04 13:30'],
  // English
  ['tomorrow 9', '2026-11-30 09:00'],
  ['tomorrow at 9pm', '2026-11-30 21:00'],
  ['Saturday 5 December, 09:00', '2026-12-05 09:00'],
  ['Sat, December 5th 2026 at 9:30 a.m.', '2026-12-05 09:30'],
  ['the 5th of December', '2026-12-05'],
  ['Dec 5, 9 AM', '2026-12-05 09:00'],
  ['next Monday 9', '2026-11-30 09:00'],
  ['in 2 hours', '2026-11-29 22:10'],
  ['in 3 days at 9', '2026-12-02 09:00'],
  ['noon tomorrow', '2026-11-30 12:00'],
  ['12am tomorrow', '2026-11-30 00:00'],
  // Machines
  ['2026-12-05T19:00', '2026-12-05 19:00'],
  ['2026-12-05 19:00:00', '2026-12-05 19:00'],
  ['2026-12-05T12:00:00.000Z', '2026-12-05 12:00 UTC'],
  ['2026-12-05T19:00:00+07:00', '2026-12-05 19:00 +07:00'],
  ['2026/12/05 1900', '2026-12-05 19:00'],
  ['5/12/2026 19:00 GMT+7', '2026-12-05 19:00 +07:00'],
  ['5/12/2026 19:00 asia/makassar', '2026-12-05 19:00 Asia/Makassar'],
  // Without a year: the next one of that name
  ['1/1 9', '2027-01-01 09:00'],
  ['28/11', '2027-11-28'],
  ['29/11', '2026-11-29'],
  ['29 Feb', '2028-02-29'],
  // Months first, where nothing else makes a day
  ['12/25/2026', '2026-12-25'],
])('%s', (typed, meant) => expect(read(typed)).toBe(meant))

test.each([
  ['', 'empty'],
  ['  , ', 'empty'],
  ['pukul', 'empty'],
  ['31/02/2026', 'no_such_day'],
  ['31/04', 'no_such_day'],
  ['32 Des', 'no_such_day'],
  ['13/13/2026', 'no_such_day'],
  ['29 Feb 2027', 'no_such_day'],
  ['besok 25.00', 'no_such_hour'],
  ['besok 9.75', 'no_such_hour'],
  ['besok 13 pagi', 'no_such_hour'],
  ['besok 9 siang', 'no_such_hour'],
  ['Minggu 5 Desember 2026', 'other_weekday'],
  ['kapan-kapan', 'unreadable'],
  ['besok 9 10', 'unreadable'],
  ['besok lusa', 'unreadable'],
  ['besok 5 Desember', 'unreadable'],
  ['19.00 XYZ', 'unreadable'],
  ['19.00 Asia/Nowhere', 'unreadable'],
  ['WIB', 'unreadable'],
  ['9'.repeat(101), 'unreadable'],
])('no time: %s', (typed, problem) => expect(read(typed)).toBe(problem))

describe('the order of numbers', () => {
  it('is the asked one where both could be, and the only possible one elsewhere', () => {
    expect(read('05/12/2026', 'month-first')).toBe('2026-05-12')
    expect(read('25/12/2026', 'month-first')).toBe('2026-12-25')
    expect(readTypedTime('12/25/2026', now)).toMatchObject({ monthFirst: true })
    expect(readTypedTime('05/12/2026', now)).not.toHaveProperty('monthFirst')
  })
})

test('whatever is typed, it is a time that the calendar has, or a problem', () => {
  const word = fc.constantFrom(
    ...'besok 9 19.00 5 12 2026 des december sabtu next depan minggu in lagi jam hari setengah malam pm wib +07:00 31/2 2026-02-29 24 24:00 noon 0 99'.split(
      ' ',
    ),
  )
  const anything = fc.oneof(
    fc.array(word, { maxLength: 7 }).map((words) => words.join(' ')),
    fc.string(),
  )
  fc.assert(
    fc.property(anything, (typed) => {
      const found = readTypedTime(typed, now)
      if (typeof found === 'string') return
      const { year, month, day, hour = 0, minute = 0 } = found
      const date = new Date(Date.UTC(year, month - 1, day, hour, minute))
      expect([date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]).toEqual([year, month, day])
      expect([date.getUTCHours(), date.getUTCMinutes()]).toEqual([hour, minute])
    }),
    { numRuns: 2000 },
  )
})

test('a year that nobody plans for is no time, in whatever words, and 24:00 is the next day', () => {
  const now = { year: 2026, month: 12, day: 5, hour: 9, minute: 0 }
  for (const typed of ['31/12/9999 24.00', '1999-12-31 10:00', '31 Dec 2100 24:00', '1 Jan 2101 00:00'])
    expect(readTypedTime(typed, now), typed).toBe('no_such_year')
  expect(readTypedTime('31 Dec 2099 24:00', now)).toMatchObject({ year: 2100, month: 1, day: 1, hour: 0, minute: 0 })
})
