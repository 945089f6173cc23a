import { expect, test } from 'vitest'
import { fill, isLanguage, say } from './words.ts'

const words = { id: 'Halo {name}, {n} kali', en: 'Hello {name}, {n} times' }

test('values are put in, and a missing one stays visible', () => {
  expect(say(words, 'id', { name: 'Rina', n: 2 })).toBe('Halo Rina, 2 kali')
  expect(say(words, 'en', { name: 'Rina' })).toBe('Hello Rina, {n} times')
  expect(fill(words, { name: 'R', n: 1 })).toEqual({ id: 'Halo R, 1 kali', en: 'Hello R, 1 times' })
})

test('only the two languages are languages', () => {
  expect(['id', 'en', 'fr', '', undefined].map(isLanguage)).toEqual([true, true, false, false, false])
})
