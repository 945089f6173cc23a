import { fill } from '../words.ts'
import { decrees } from './decrees.ts'
import { type Holiday, type HolidayCountry, type Name, names } from './holiday.ts'

export { type Holiday, type HolidayCountry, holidayCountries } from './holiday.ts'

/** Before it lies no decree that we have; beyond the last year nobody has tried how the Saka year is counted. */
const firstYear = 2024
const lastYear = 2050

/**
 * Holidays of a country from one day to another (`2026-08-17`), both included, in order; none before 2024 or after 2050. A year's
 * decree tells them, and until there is one, the calendars do: those are `expected`.
 */
export async function holidaysOf(country: HolidayCountry, from: string, to: string): Promise<Holiday[]> {
  const years: Record<HolidayCountry, (year: number) => Promise<Holiday[]>> = { ID: indonesia }
  const found: Holiday[] = []
  const last = Math.min(lastYear, Number(to.slice(0, 4)))
  for (let year = Math.max(firstYear, Number(from.slice(0, 4))); year <= last; year++)
    found.push(...(await years[country](year)))
  return found.filter(({ date }) => date >= from && date <= to).sort((a, b) => a.date.localeCompare(b.date))
}

/**
 * The year whose holidays nobody has decreed, as far as this version knows, when it is time to say so: from 1 December before it until it is over.
 * @param today `2027-12-01`, on the person's clock
 */
export function undecreedYear(country: HolidayCountry, today: string): number | undefined {
  const known: Record<HolidayCountry, Readonly<Record<number, unknown>>> = { ID: decrees }
  const year = Number(today.slice(0, 4))
  const soon = today.slice(5, 7) === '12' ? Math.min(year + 1, 9999) : year
  return [year, soon].find((each) => each >= firstYear && !known[country][each])
}

/** The country whose holidays somebody in this zone (an IANA name) most likely keeps; `undefined` where we know none. */
export function countryIn(timeZone: string): HolidayCountry | undefined {
  return /^Asia\/(Jakarta|Pontianak|Makassar|Ujung_Pandang|Jayapura)$/.test(timeZone) ? 'ID' : undefined
}

const leaveWords = { id: 'Cuti bersama {name}', en: 'Joint leave: {name}' }

async function indonesia(year: number): Promise<Holiday[]> {
  const decree = decrees[year]
  // What reckons with the moon is loaded when it is asked for.
  if (!decree) return (await import('./expected.ts')).expectedHolidays(year)
  const days = (list: readonly (readonly [Name, string])[], kind: Holiday['kind']) =>
    list.flatMap(([name, dates]) =>
      dates.split(' ').map((day) => ({ date: `${year}-${day}`, name: wordsOf(name, kind), kind, expected: false })),
    )
  return [...days(decree.holidays, 'holiday'), ...days(decree.jointLeave, 'joint-leave')]
}

function wordsOf(name: Name, kind: Holiday['kind']) {
  const words = names[name]
  if (kind === 'holiday') return words
  return { id: fill(leaveWords, { name: words.id }).id, en: fill(leaveWords, { name: words.en }).en }
}
