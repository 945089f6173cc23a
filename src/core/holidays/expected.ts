import { easterOf } from './easter.ts'
import { type Holiday, type Name, names } from './holiday.ts'
import { fullMoonOfVesak, islamicMonths } from './moon.ts'

/** The same day every year. */
const fixed = {
  newYear: '01-01',
  labour: '05-01',
  pancasila: '06-01',
  independence: '08-17',
  christmas: '12-25',
} as const satisfies Partial<Record<Name, string>>

/** Days after Easter Sunday. */
const aroundEaster = { goodFriday: -2, easter: 0, ascension: 39 } as const satisfies Partial<Record<Name, number>>

/** Month and day of the Islamic calendar. */
const islamic: readonly (readonly [Name, number, number])[] = [
  ['islamicNewYear', 1, 1],
  ['birthday', 3, 12],
  ['ascent', 7, 27],
  ['endOfFast', 10, 1],
  ['endOfFast', 10, 2],
  ['sacrifice', 12, 10],
]

/**
 * Indonesia's holidays of a year as they follow from the calendars, before anybody decrees them; not in order. Joint leave follows from
 * nothing. All decreed days from 2024 to 2027 agree with it.
 */
export function expectedHolidays(year: number): Holiday[] {
  const sunday = Temporal.PlainDate.from({ year, ...easterOf(year) })
  const found: [Name, Temporal.PlainDate | string][] = [
    ...entries(fixed).map(([name, day]): [Name, string] => [name, `${year}-${day}`]),
    ...entries(aroundEaster).map(([name, days]): [Name, Temporal.PlainDate] => [name, sunday.add({ days })]),
    ['lunarNewYear', lunarNewYear(year)],
    ['silence', dayOfSilence(year)],
    ['vesak', fullMoonOfVesak(year)],
    ...islamicDays(year),
  ]
  return found.map(([name, date]) => ({
    date: date.toString(),
    name: names[name],
    kind: 'holiday' as const,
    expected: true,
  }))
}

function entries<Key extends string, Value>(of: Record<Key, Value>): [Key, Value][] {
  return Object.entries(of) as [Key, Value][]
}

/** A feast of the moon can fall into a year twice, or not at all. */
function islamicDays(year: number): [Name, Temporal.PlainDate][] {
  return islamicMonths(year).flatMap(({ number, begins }) =>
    islamic.flatMap(([name, month, day]): [Name, Temporal.PlainDate][] => {
      const date = begins.add({ days: day - 1 })
      return month === number && date.year === year ? [[name, date]] : []
    }),
  )
}

function lunarNewYear(year: number): Temporal.PlainDate {
  return Temporal.PlainDate.from({ calendar: 'chinese', year, monthCode: 'M01', day: 1 }).withCalendar('iso8601')
}

/** Balinese months have thirty days of the moon, and of these one falls away every 63 days (ngunaratri), since the moon is faster. */
const leftOutEvery = 63
/** Such a day: 14 January 1970. */
const leftOut = 13
const daysInMonth = 30
/** Where a month begins, counted from the days of the moon since 1970. */
const monthBegins = 6

/**
 * Nyepi, the first day of the Saka year's tenth month: the first beginning of a month from 3 March on. So it was on every Nyepi since 2005,
 * after the Saka year was last put in order. https://en.wikipedia.org/wiki/Balinese_saka_calendar
 */
function dayOfSilence(year: number): Temporal.PlainDate {
  const first = Math.floor(Date.UTC(year, 2, 3) / 86_400_000)
  const moonDay = (day: number) => day + Math.floor((day - leftOut) / leftOutEvery) - monthBegins
  const monthOf = (day: number) => Math.floor(moonDay(day) / daysInMonth)
  let day = first
  while (monthOf(day) === monthOf(day - 1)) day++
  return Temporal.PlainDate.from('1970-01-01').add({ days: day })
}
