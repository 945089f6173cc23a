import { describe, expect, test } from 'vitest'
import { calculated, holidaysOf } from './holidays.ts'

const year = (number: number) => holidaysOf('ID', `${number}-01-01`, `${number}-12-31`)

describe('holidays of Indonesia', () => {
  test('2026 has the 17 holidays and 8 days of joint leave of its decree', () => {
    const days = year(2026)
    expect(days.filter(({ kind }) => kind === 'holiday')).toHaveLength(17)
    expect(days.filter(({ kind }) => kind === 'joint-leave').map(({ date }) => date)).toEqual(
      ['02-16', '03-18', '03-20', '03-23', '03-24', '05-15', '05-28', '12-24'].map((day) => `2026-${day}`),
    )
    expect(days.every(({ estimated }) => !estimated)).toBe(true)
    expect(days.at(-2)?.name).toEqual({
      id: 'Cuti bersama Kelahiran Yesus Kristus (Natal)',
      en: 'Joint leave: Christmas Day',
    })
  })

  test('what is calculated agrees with the decree: exactly, or within two days where it is estimated', () => {
    const decreed = year(2026).filter(({ kind }) => kind === 'holiday')
    const day = 86_400_000
    for (const { name, date, estimated } of calculated(2026)) {
      const near = decreed
        .filter((one) => one.name.en === name.en)
        .map((one) => Date.parse(one.date) - Date.parse(date))
      expect(near.length, name.en).toBeGreaterThan(0)
      expect(Math.min(...near.map(Math.abs)), name.en).toBeLessThanOrEqual(estimated ? 2 * day : 0)
    }
    const missing = decreed.filter((one) => !calculated(2026).some(({ name }) => name.en === one.name.en))
    expect(missing.map(({ name }) => name.id)).toEqual(['Hari Suci Nyepi', 'Hari Raya Waisak'])
  })

  test('a year without a decree tells what is sure, and what is estimated', () => {
    const days = year(2027)
    const on = (date: string) => days.find((one) => one.date === date)
    expect(on('2027-03-28')).toMatchObject({ name: { en: 'Easter' }, estimated: false })
    expect(on('2027-02-06')).toMatchObject({ name: { id: 'Tahun Baru Imlek' }, estimated: false })
    expect(days.find(({ name }) => name.id === 'Idul Fitri')).toMatchObject({ estimated: true })
    expect(days.map(({ date }) => date)).toEqual(days.map(({ date }) => date).sort())
  })

  test('a span takes both its ends, and crosses years', () => {
    const days = holidaysOf('ID', '2026-12-25', '2027-01-01').map(({ date }) => date)
    expect(days).toEqual(['2026-12-25', '2027-01-01'])
  })

  test('Easter follows the moon', () => {
    const sunday = (number: number) => calculated(number).find(({ name }) => name.en === 'Easter')?.date
    expect([2024, 2025, 2026, 2029, 2038].map(sunday)).toEqual([
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2029-04-01',
      '2038-04-25',
    ])
  })
})
