import { describe, expect, it } from 'vitest'
import { fromLocalInput, sayAgo, sayDay, sayExactly, sayPlanned, sayTime, toLocalInput } from './times.ts'

const now = new Date('2026-11-23T10:00:00Z')
const jakarta = { language: 'id', timeZone: 'Asia/Jakarta', now } as const
const english = { language: 'en', timeZone: 'Asia/Jakarta', now } as const

describe('times in words', () => {
  it('says tomorrow in the person’s zone', () => {
    expect(sayTime('2026-11-24T02:00:00Z', jakarta)).toBe('besok 09.00 WIB')
    expect(sayTime('2026-11-24T02:00:00Z', english)).toBe('tomorrow 09:00 WIB')
  })
  it('lets the zone decide which day it is', () => {
    expect(sayTime('2026-11-23T17:30:00Z', jakarta)).toBe('besok 00.30 WIB')
    expect(sayTime('2026-11-23T17:30:00Z', { ...jakarta, timeZone: 'UTC' })).toMatch(/^hari ini 17\.30/)
    expect(sayTime('2026-11-23T17:30:00Z', { ...jakarta, timeZone: 'Asia/Jayapura' })).toBe('besok 02.30 WIT')
  })
  it('names near days, then dates, and the year only when it is another', () => {
    expect(sayDay(new Date('2026-11-25T03:00:00Z'), jakarta)).toBe('lusa')
    expect(sayDay(new Date('2026-11-26T03:00:00Z'), jakarta)).toBe('Kamis')
    expect(sayDay(new Date('2026-12-24T03:00:00Z'), english)).toBe('24 December')
    expect(sayDay(new Date('2027-01-05T03:00:00Z'), english)).toBe('5 January 2027')
  })
  it('says a moment to plan by with its whole day', () => {
    expect(sayPlanned('2026-12-05T02:00:00Z', jakarta)).toBe('Sabtu 5 Desember, 09.00 WIB')
    expect(sayPlanned('2027-01-05T02:00:00Z', english)).toBe('Tuesday 5 January 2027, 09:00 WIB')
  })
  it('says the exact moment', () => {
    expect(sayExactly('2026-11-24T02:00:00Z', jakarta)).toBe('Selasa, 24 November 2026, 09.00 WIB')
  })
  it('says how long ago', () => {
    expect(sayAgo('2026-11-23T09:55:00Z', { language: 'id', now })).toBe('5 menit yang lalu')
    expect(sayAgo('2026-11-23T12:00:00Z', { language: 'en', now })).toBe('in 2 hours')
  })
})

describe('a chosen time', () => {
  it('comes back as it was typed, in every zone', () => {
    for (const zone of ['Asia/Jakarta', 'Asia/Kathmandu', 'America/New_York', 'Pacific/Apia', 'UTC']) {
      for (const local of ['2026-11-24T09:00', '2026-07-01T00:00', '2028-02-29T23:59']) {
        const at = fromLocalInput(local, zone)
        expect(at && toLocalInput(at, zone), `${zone} ${local}`).toBe(local)
      }
    }
  })
  it('names the instant', () => {
    expect(fromLocalInput('2026-11-24T09:00', 'Asia/Jakarta')?.toISOString()).toBe('2026-11-24T02:00:00.000Z')
  })
  it('moves on over a skipped hour, and takes the first of a doubled one', () => {
    expect(fromLocalInput('2026-03-08T02:30', 'America/New_York')?.toISOString()).toBe('2026-03-08T07:30:00.000Z')
    expect(fromLocalInput('2026-11-01T01:30', 'America/New_York')?.toISOString()).toBe('2026-11-01T05:30:00.000Z')
  })
  it('refuses what is no time', () => {
    expect(fromLocalInput('besok', 'UTC')).toBeUndefined()
    expect(fromLocalInput('2026-13-01T00:00', 'UTC')).toBeUndefined()
  })
})
