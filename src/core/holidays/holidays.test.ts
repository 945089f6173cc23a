import { describe, expect, test } from 'vitest'
import { holidaysOf, undecreedYear } from './index.ts'

const year = (number: number) => holidaysOf('ID', `${number}-01-01`, `${number}-12-31`)

describe('a year that is decreed', () => {
  test.each([
    [2024, 17, '02-09 03-12 04-08 04-09 04-12 04-15 05-10 05-24 06-18 12-26'],
    [2025, 17, '01-28 03-28 04-02 04-03 04-04 04-07 05-13 05-30 06-09 08-18 12-26'],
    [2026, 17, '02-16 03-18 03-20 03-23 03-24 05-15 05-28 12-24'],
    [2027, 18, '02-05 03-09 03-12 03-15 03-25 05-18 05-19 12-24'],
  ])('%i has %i holidays and its joint leave', async (number, holidays, leave) => {
    const days = await year(number)
    expect(days.filter(({ kind }) => kind === 'holiday')).toHaveLength(holidays)
    expect(days.flatMap(({ kind, date }) => (kind === 'joint-leave' ? date.slice(5) : [])).join(' ')).toBe(leave)
    expect(days.some(({ expected }) => expected)).toBe(false)
    expect(days.map(({ date }) => date)).toEqual(days.map(({ date }) => date).sort())
  })

  test('says what a joint leave belongs to', async () => {
    expect((await year(2026)).at(-2)?.name).toEqual({
      id: 'Cuti bersama Kelahiran Yesus Kristus (Natal)',
      en: 'Joint leave: Christmas Day',
    })
  })

  test('can have a feast of the moon twice', async () => {
    const ascents = (await year(2027)).filter(({ name }) => name.id === 'Isra Mikraj Nabi Muhammad')
    expect(ascents.map(({ date }) => date)).toEqual(['2027-01-05', '2027-12-26'])
  })
})

describe('a year without a decree', () => {
  test('has each kind of holiday, all of them expected, and no joint leave', async () => {
    const days = await year(2028)
    const names = new Set((await year(2026)).flatMap(({ kind, name }) => (kind === 'holiday' ? name.en : [])))
    expect(new Set(days.map(({ name }) => name.en))).toEqual(names)
    expect(days.every(({ expected, kind }) => expected && kind === 'holiday')).toBe(true)
    expect(days.map(({ date }) => date)).toEqual(days.map(({ date }) => date).sort())
  })

  test('is calculated up to 2050; what lies outside has no days, however long the span is', async () => {
    expect((await year(2050)).length).toBeGreaterThanOrEqual(16)
    expect([await year(2051), await year(2023), await year(9999)]).toEqual([[], [], []])
    const all = await holidaysOf('ID', '0000-01-01', '9999-12-31')
    expect(new Set(all.map(({ date }) => date.slice(0, 4))).size).toBe(2050 - 2024 + 1)
  })
})

test('a span takes both its ends, and crosses years', async () => {
  const days = (await holidaysOf('ID', '2026-12-25', '2027-01-01')).map(({ date }) => date)
  expect(days).toEqual(['2026-12-25', '2027-01-01'])
})

describe('the year to warn of', () => {
  test.each([
    ['2027-11-30', undefined],
    ['2027-12-01', 2028],
    ['2027-12-31', 2028],
    ['2028-01-01', 2028],
    ['2028-12-31', 2028],
    ['2026-12-31', undefined],
    ['2024-01-01', undefined],
    ['1999-12-31', undefined],
    ['9999-12-31', 9999],
  ])('on %s: %s', (day, expected) => {
    expect(undecreedYear('ID', day)).toBe(expected)
  })
})
