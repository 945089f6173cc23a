import { expect, test } from 'vitest'
import { fill, isLanguage, say } from './words.ts'

const words = { id: 'Halo {name}, {n} kali', en: 'Hello {name}, {n} times' }

test('values are put in, and a missing one stays visible', () => {
  expect(say(words, 'id', { name: 'Rina', n: 2 })).toBe('Halo Rina, 2 kali')
  expect(say(words, 'en', { name: 'Rina' })).toBe('Hello Rina, {n} times')
  expect(fill(words, { name: 'R', n: 1 })).toEqual({ id: 'Halo R, 1 kali', en: 'Hello R, 1 times' })
})

test('a number is grouped as the language does; text stays as it is', () => {
  const left = { id: 'sisa {n}, tahun {year}', en: '{n} left, year {year}' }
  expect(fill(left, { n: 39846, year: '2027' })).toEqual({
    id: 'sisa 39.846, tahun 2027',
    en: '39,846 left, year 2027',
  })
  expect(fill({ id: '{n}', en: '{n}' }, { n: 1.5 })).toEqual({ id: '1,5', en: '1.5' })
})

test('one is said in the singular', () => {
  const rows = { id: '{n} baris', en: '{n} {n|row|rows}' }
  expect([0, 1, 2].map((n) => say(rows, 'en', { n }))).toEqual(['0 rows', '1 row', '2 rows'])
  expect(say(rows, 'id', { n: 1 })).toBe('1 baris')
  expect(say(rows, 'en')).toBe('{n} {n|row|rows}')
})

test('only the two languages are languages', () => {
  expect(['id', 'en', 'fr', '', undefined].map(isLanguage)).toEqual([true, true, false, false, false])
})
