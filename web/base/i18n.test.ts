import i18next from 'i18next'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

describe('numbers in the panel’s words', () => {
  beforeAll(async () => {
    const kept = new Map<string, string>()
    vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: kept.set.bind(kept) })
    vi.stubGlobal('document', { documentElement: { lang: '' } })
    vi.stubGlobal('navigator', { languages: ['id'] })
    await import('./i18n.ts')
  })
  afterAll(() => vi.unstubAllGlobals())

  const said = (lng: string, key: string, values: object) => i18next.t(key, { lng, ...values })

  test('are grouped as the language does', () => {
    expect(said('id', 'posts.length.left', { count: 39846 })).toBe('sisa 39.846 karakter')
    expect(said('en', 'posts.length.left', { count: 39846 })).toBe('39,846 characters left')
    expect(said('en', 'posts.partsSent', { sent: 1200, of: 3000 })).toBe('1,200 of 3,000 parts sent')
  })

  test('one is said in the singular, and none in words where there are some', () => {
    expect(said('en', 'posts.length.left', { count: 1 })).toBe('1 character left')
    expect(said('en', 'slots.count', { count: 1 })).toBe('1 weekly slot')
    expect(said('en', 'slots.count', { count: 0 })).toBe('No schedule yet')
    expect(said('id', 'slots.count', { count: 0 })).toBe('Belum ada jadwal')
  })

  test('a year that is handed in as text stays a year', () => {
    expect(said('en', 'today.undecreed.look', { year: '2027' })).toBe('See 2027 in the calendar')
  })
})
