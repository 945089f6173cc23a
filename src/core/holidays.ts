import { fill, type Words } from './words.ts'

/** A day on which people in a country do not work. */
export interface Holiday {
  /** `2026-08-17` */
  date: string
  name: Words
  /** `joint-leave`: days that the government adds around a holiday (cuti bersama). */
  kind: 'holiday' | 'joint-leave'
  /** Calculated, and not decreed yet: it can be a day earlier or later. */
  estimated: boolean
}

/** Countries whose holidays are known, by ISO 3166 code. */
export const holidayCountries = ['ID'] as const
export type HolidayCountry = (typeof holidayCountries)[number]

const names = {
  newYear: { id: 'Tahun Baru Masehi', en: 'New Year’s Day' },
  ascent: { id: 'Isra Mikraj Nabi Muhammad', en: 'Ascent of the Prophet Muhammad' },
  lunarNewYear: { id: 'Tahun Baru Imlek', en: 'Lunar New Year' },
  silence: { id: 'Hari Suci Nyepi', en: 'Nyepi, Day of Silence' },
  endOfFast: { id: 'Idul Fitri', en: 'Eid al-Fitr' },
  goodFriday: { id: 'Wafat Yesus Kristus', en: 'Good Friday' },
  easter: { id: 'Kebangkitan Yesus Kristus (Paskah)', en: 'Easter' },
  labour: { id: 'Hari Buruh Internasional', en: 'Labour Day' },
  ascension: { id: 'Kenaikan Yesus Kristus', en: 'Ascension Day' },
  sacrifice: { id: 'Idul Adha', en: 'Eid al-Adha' },
  vesak: { id: 'Hari Raya Waisak', en: 'Vesak' },
  pancasila: { id: 'Hari Lahir Pancasila', en: 'Pancasila Day' },
  islamicNewYear: { id: 'Tahun Baru Islam', en: 'Islamic New Year' },
  independence: { id: 'Hari Kemerdekaan', en: 'Independence Day' },
  birthday: { id: 'Maulid Nabi Muhammad', en: 'Birthday of the Prophet Muhammad' },
  christmas: { id: 'Kelahiran Yesus Kristus (Natal)', en: 'Christmas Day' },
} satisfies Record<string, Words>
type Name = keyof typeof names

/** Days of a year as its decree names them: month and day. */
interface Decree {
  holidays: readonly (readonly [string, Name])[]
  jointLeave: readonly (readonly [string, Name])[]
}

/**
 * The joint decrees of the ministers of religion, of manpower and of administrative reform. 2026: Nomor 1497 Tahun 2025, Nomor 2
 * Tahun 2025, Nomor 5 Tahun 2025. A year that is decreed later gets its entry here.
 */
const decrees: Readonly<Record<number, Decree>> = {
  2026: {
    holidays: [
      ['01-01', 'newYear'],
      ['01-16', 'ascent'],
      ['02-17', 'lunarNewYear'],
      ['03-19', 'silence'],
      ['03-21', 'endOfFast'],
      ['03-22', 'endOfFast'],
      ['04-03', 'goodFriday'],
      ['04-05', 'easter'],
      ['05-01', 'labour'],
      ['05-14', 'ascension'],
      ['05-27', 'sacrifice'],
      ['05-31', 'vesak'],
      ['06-01', 'pancasila'],
      ['06-16', 'islamicNewYear'],
      ['08-17', 'independence'],
      ['08-25', 'birthday'],
      ['12-25', 'christmas'],
    ],
    jointLeave: [
      ['02-16', 'lunarNewYear'],
      ['03-18', 'silence'],
      ['03-20', 'endOfFast'],
      ['03-23', 'endOfFast'],
      ['03-24', 'endOfFast'],
      ['05-15', 'ascension'],
      ['05-28', 'sacrifice'],
      ['12-24', 'christmas'],
    ],
  },
}

/**
 * Holidays of a country from one day to another, both included, in order. For years without a decree: what the calendars tell.
 * Nyepi and Vesak are left out then, because no calendar that programs know tells them.
 */
export function holidaysOf(country: HolidayCountry, from: string, to: string): Holiday[] {
  const years: Record<HolidayCountry, (year: number) => Holiday[]> = { ID: indonesia }
  const found: Holiday[] = []
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) found.push(...years[country](year))
  return found.filter(({ date }) => date >= from && date <= to).sort((a, b) => a.date.localeCompare(b.date))
}

const leaveWords = { id: 'Cuti bersama {name}', en: 'Joint leave: {name}' }

function indonesia(year: number): Holiday[] {
  const decree = decrees[year]
  if (!decree) return calculated(year)
  const holiday = ([day, name]: readonly [string, Name]): Holiday => holidayOn(`${year}-${day}`, name)
  const leave = ([day, name]: readonly [string, Name]): Holiday => {
    const { id, en } = names[name]
    const words = { id: fill(leaveWords, { name: id }).id, en: fill(leaveWords, { name: en }).en }
    return { date: `${year}-${day}`, name: words, kind: 'joint-leave', estimated: false }
  }
  return [...decree.holidays.map(holiday), ...decree.jointLeave.map(leave)]
}

function holidayOn(date: string, name: Name, estimated = false): Holiday {
  return { date, name: names[name], kind: 'holiday', estimated }
}

/** What follows from the calendars, without a decree. */
export function calculated(year: number): Holiday[] {
  const sunday = easter(year)
  const around = (days: number) => sunday.add({ days }).toString()
  return [
    holidayOn(`${year}-01-01`, 'newYear'),
    holidayOn(around(-2), 'goodFriday'),
    holidayOn(around(0), 'easter'),
    holidayOn(`${year}-05-01`, 'labour'),
    holidayOn(around(39), 'ascension'),
    holidayOn(`${year}-06-01`, 'pancasila'),
    holidayOn(`${year}-08-17`, 'independence'),
    holidayOn(`${year}-12-25`, 'christmas'),
    ...lunar(year),
  ]
}

/** Month and day of a calendar that follows the moon. */
const lunarDays: readonly (readonly [Name, 'chinese' | 'islamic-umalqura', string, number])[] = [
  ['lunarNewYear', 'chinese', 'M01', 1],
  ['islamicNewYear', 'islamic-umalqura', 'M01', 1],
  ['birthday', 'islamic-umalqura', 'M03', 12],
  ['ascent', 'islamic-umalqura', 'M07', 27],
  ['endOfFast', 'islamic-umalqura', 'M10', 1],
  ['endOfFast', 'islamic-umalqura', 'M10', 2],
  ['sacrifice', 'islamic-umalqura', 'M12', 10],
]

/** Found day by day: a lunar date can fall into a year twice, or not at all. In Indonesia the moon itself decides, hence estimated. */
function lunar(year: number): Holiday[] {
  const found: Holiday[] = []
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 })
  for (let day = first; day.year === year; day = day.add({ days: 1 })) {
    const seen = { chinese: day.withCalendar('chinese'), 'islamic-umalqura': day.withCalendar('islamic-umalqura') }
    for (const [name, calendar, month, date] of lunarDays)
      if (seen[calendar].monthCode === month && seen[calendar].day === date)
        found.push(holidayOn(day.toString(), name, calendar !== 'chinese'))
  }
  return found
}

/** Easter Sunday, after the anonymous Gregorian computus (Nature, 20 April 1876; Meeus, Astronomical Algorithms, chapter 8). */
function easter(year: number): Temporal.PlainDate {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const rest = year % 100
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const moon = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - moon - (rest % 4)) % 7
  const shift = Math.floor((golden + 11 * moon + 22 * weekday) / 451)
  const day = moon + weekday - 7 * shift + 114
  return Temporal.PlainDate.from({ year, month: Math.floor(day / 31), day: (day % 31) + 1 })
}
