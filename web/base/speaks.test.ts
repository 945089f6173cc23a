import i18next from 'i18next'
import { describe, expect, test } from 'vitest'
import { catalogues, numbers, speaks } from './speaks.ts'

const panel = i18next.createInstance().use(numbers)
await panel.init({
  ...speaks,
  resources: { id: { translation: await catalogues.id() }, en: { translation: await catalogues.en() } },
})
const said = (lng: string, key: string, values: object) => panel.t(key, { lng, ...values })

describe('numbers in the panel’s words', () => {
  test('are grouped as the language does', () => {
    expect(said('id', 'writing.words', { count: 39846 })).toBe('39.846 kata')
    expect(said('en', 'writing.words', { count: 39846 })).toBe('39,846 words')
    expect(said('en', 'posts.partsSent', { sent: 1200, of: 3000 })).toBe('1,200 of 3,000 parts sent')
  })

  test('one is said in the singular, and none in words where there are some', () => {
    expect(said('en', 'writing.words', { count: 1 })).toBe('1 word')
    expect(said('en', 'slots.count', { count: 1 })).toBe('1 weekly slot')
    expect(said('en', 'slots.count', { count: 0 })).toBe('No schedule yet')
    expect(said('id', 'slots.count', { count: 0 })).toBe('Belum ada jadwal')
  })

  test('a year that is handed in as text stays a year', () => {
    expect(said('en', 'today.undecreed.look', { year: '2027' })).toBe('See 2027 in the calendar')
  })
})
