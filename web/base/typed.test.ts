import { describe, expect, it } from 'vitest'
import { sayDate, sayHour, sayLocal } from './times.ts'
import { readDate, readHour, readLocal } from './typed.ts'

const now = new Date('2026-11-29T13:10:00Z')
const reader = { language: 'id', timeZone: 'Asia/Jakarta', now } as const

describe('what a field says, it reads', () => {
  it.each(['id', 'en'] as const)('in every day of four years, in %s', (language) => {
    const here = { ...reader, language }
    const wrong: string[] = []
    for (let day = 0; day < 1461; day += 1) {
      const date = new Date(Date.UTC(2026, 10, 29 + day)).toISOString().slice(0, 10)
      const local = `${date}T${String(day % 24).padStart(2, '0')}:${String((day * 7) % 60).padStart(2, '0')}`
      const back = readLocal(sayLocal(local, here), '09:00', here)
      if (!('value' in back) || back.value !== local) wrong.push(sayLocal(local, here))
      const alone = readDate(sayDate(date, here), here)
      if (!('value' in alone) || alone.value !== date) wrong.push(sayDate(date, here))
    }
    expect(wrong).toEqual([])
  })
  it('names a day of this year without it', () => {
    expect(sayLocal('2026-12-05T09:00', reader)).toBe('Sabtu 5 Desember, 09.00')
    expect(sayLocal('2027-01-01T09:00', { ...reader, language: 'en' })).toBe('Friday 1 January 2027, 09:00')
    expect(sayHour('19:30', 'id')).toBe('19.30')
  })
})

describe('what is typed', () => {
  it('means the person’s clock, or the zone that stands with it', () => {
    expect(readLocal('besok 9', '12:00', reader)).toEqual({ value: '2026-11-30T09:00' })
    expect(readLocal('5/12/2026 19.00 WIT', '12:00', reader)).toEqual({ value: '2026-12-05T17:00' })
    expect(readLocal('5/12/2026 00.30 WIT', '12:00', reader)).toEqual({ value: '2026-12-04T22:30' })
  })
  it('takes the usual time where only a day stands', () => {
    expect(readLocal('lusa', '12:30', reader)).toEqual({ value: '2026-12-01T12:30' })
  })
  it('says why it is none', () => {
    expect(readLocal('31/2/2027', '09:00', reader)).toEqual({ problem: 'no_such_day' })
    expect(readDate('', reader)).toEqual({ problem: 'empty' })
    expect(readHour('besok', reader)).toEqual({ problem: 'unreadable' })
    expect(readHour('jam 7 malam', reader)).toEqual({ value: '19:00' })
  })
})
