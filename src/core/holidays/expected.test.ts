import { describe, expect, test } from 'vitest'
import { expectedHolidays } from './expected.ts'
import { holidaysOf } from './index.ts'

const daysOf = (year: number) =>
  expectedHolidays(year)
    .map(({ date, name }) => `${date} ${name.en}`)
    .sort()
const named = (year: number, name: string) =>
  expectedHolidays(year).flatMap((day) => (day.name.en === name ? day.date.slice(5) : []))

describe('what is calculated, beside what was decreed', () => {
  test.each([2024, 2025, 2026, 2027])('%i: no day differs', async (year) => {
    const decreed = (await holidaysOf('ID', `${year}-01-01`, `${year}-12-31`)).filter(({ kind }) => kind === 'holiday')
    expect(daysOf(year)).toEqual(decreed.map(({ date, name }) => `${date} ${name.en}`).sort())
  })
})

describe('the moon, in years that nothing here was made after', () => {
  test('2023, the first whole year of the ministry’s present rule', () => {
    expect(named(2023, 'Ascent of the Prophet Muhammad')).toEqual(['02-18'])
    expect(named(2023, 'Eid al-Fitr')).toEqual(['04-22', '04-23'])
    expect(named(2023, 'Eid al-Adha')).toEqual(['06-29'])
    expect(named(2023, 'Islamic New Year')).toEqual(['07-19'])
    expect(named(2023, 'Birthday of the Prophet Muhammad')).toEqual(['09-28'])
    expect(named(2023, 'Vesak')).toEqual(['06-04'])
  })

  test('the Lunar New Year, as it was kept', () => {
    const kept = { 2005: '02-09', 2012: '01-23', 2015: '02-19', 2019: '02-05', 2021: '02-12', 2023: '01-22' }
    for (const [year, day] of Object.entries(kept)) expect(named(Number(year), 'Lunar New Year')).toEqual([day])
  })

  test('Nyepi, as it was kept since the Saka year was last put in order', () => {
    const kept =
      '2005-03-11 2006-03-30 2007-03-19 2008-03-07 2009-03-26 2010-03-16 2011-03-05 2012-03-23 2013-03-12 2014-03-31 2015-03-21 2016-03-09 2017-03-28 2018-03-17 2019-03-07 2020-03-25 2021-03-14 2022-03-03 2023-03-22'
    for (const date of kept.split(' '))
      expect(named(Number(date.slice(0, 4)), 'Nyepi, Day of Silence')).toEqual([date.slice(5)])
  })

  test('Vesak, as it was kept', () => {
    const kept =
      '2005-05-24 2006-05-13 2007-06-01 2008-05-20 2009-05-09 2010-05-28 2011-05-17 2012-05-06 2013-05-25 2014-05-15 2015-06-02 2016-05-22 2017-05-11 2018-05-29 2019-05-19 2020-05-07 2021-05-26 2022-05-16 2023-06-04'
    for (const date of kept.split(' ')) expect(named(Number(date.slice(0, 4)), 'Vesak')).toEqual([date.slice(5)])
  })

  test('Easter', () => {
    const kept = { 2008: '03-23', 2011: '04-24', 2024: '03-31', 2025: '04-20', 2029: '04-01', 2038: '04-25' }
    for (const [year, day] of Object.entries(kept)) expect(named(Number(year), 'Easter')).toEqual([day])
  })
})

test('no year lacks a feast or has one too often', () => {
  for (let year = 2024; year <= 2050; year++) {
    const days = expectedHolidays(year)
    expect(
      days.every(({ date }) => date.startsWith(`${year}-`)),
      String(year),
    ).toBe(true)
    for (const name of ['Lunar New Year', 'Nyepi, Day of Silence', 'Vesak', 'Easter'])
      expect(named(year, name), `${name} ${year}`).toHaveLength(1)
    // A year of the Islamic calendar is eleven days shorter.
    expect([16, 17, 18, 19]).toContain(days.length)
  }
})
