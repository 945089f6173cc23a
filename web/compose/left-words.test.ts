import type { TFunction } from 'i18next'
import i18next from 'i18next'
import { expect, test } from 'vitest'
import type { Limits, Part } from '../../src/http/api.ts'
import en from '../words/en.json'
import id from '../words/id.json'
import { leftIn, leftOf } from './left-words.ts'

const words = i18next.createInstance()
await words.init({ resources: { id: { translation: id }, en: { translation: en } }, lng: 'id' })
const said = (language: 'id' | 'en'): TFunction => words.getFixedT(language)
const limits = (length: number | null) => ({ length }) as Limits

test.for([
  [0, 300, 'plain', 'sisa 300', '300 left'],
  [217, 300, 'plain', 'sisa 83', '83 left'],
  [279, 300, 'plain', 'sisa 21', '21 left'],
  [280, 300, 'near', 'sisa 20', '20 left'],
  [300, 300, 'near', 'sisa 0', '0 left'],
  [307, 300, 'over', 'lebih 7', '7 over'],
  [1600, 300, 'over', 'lebih 1.300', '1,300 over'],
  [10, 500, 'plain', 'sisa 490', '490 left'],
  [10, 501, 'plain', 'cukup', 'fits'],
  [60_000, 63_206, 'plain', 'cukup', 'fits'],
  [63_200, 63_206, 'near', 'sisa 6', '6 left'],
  [90_000, null, 'plain', 'cukup', 'fits'],
] as const)('%i of %j: %s, %s, %s', ([length, most, tone, indonesian, english]) => {
  expect(leftOf(length, limits(most), said('id'), 'id')).toEqual({ tone, words: indonesian })
  expect(leftOf(length, limits(most), said('en'), 'en')).toEqual({ tone, words: english })
})

test('several messages are counted, without a first reply; one that is too long is named first', () => {
  const part = (length: number, more: object = {}) => ({ length, ...more }) as Part
  const of = (...parts: Part[]) => leftIn({ parts, limits: limits(300) }, said('en'), 'en').words
  expect(of(part(200), part(100))).toBe('2 parts')
  expect(of(part(200), part(100, { follows: 'root' }))).toBe('100 left')
  expect(of(part(200), part(310))).toBe('10 over')
  expect(of()).toBe('300 left')
})
