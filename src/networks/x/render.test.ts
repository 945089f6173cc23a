import { describe, expect, test } from 'vitest'
import { type SuiteCase, suiteCases } from '../../testing/suites.ts'
import { accepts, defaults, measure, render } from './render.ts'

interface Weighted extends SuiteCase {
  text: string
  expected: { weightedLength: number; valid: boolean }
}
interface Extract extends SuiteCase {
  text: string
  expected: unknown[]
}
const roomy = { ...defaults, length: 100_000 }
const entities = (text: string) => render({ text }, roomy)[0]?.entities ?? []
const of = (text: string, type: string) => entities(text).filter((entity) => entity.type === type)
const values = (text: string, type: string) => of(text, type).map(({ value }) => value)

describe('suite twitter-text/validate, weighted', () => {
  // The counter v2 sections count every emoji by its code points; we follow v3 as X does, so those with emoji differ.
  const emoji = /\p{Extended_Pictographic}|\p{RI}/u
  const cases = suiteCases<Weighted>('twitter-text/validate.json').filter(
    ({ section, text }) =>
      section === 'WeightedTweetsWithDiscountedEmojiCounterTest' ||
      (section === 'WeightedTweetsCounterTest' && !emoji.test(text)),
  )
  test.for(cases)('$id', ({ text, expected }) => {
    expect(measure(text)).toBe(expected.weightedLength)
    expect(accepts(text) && measure(text) > 0 && measure(text) <= defaults.length).toBe(expected.valid)
  })
})

describe('suite twitter-text/extract', () => {
  const cases = suiteCases<Extract>('twitter-text/extract.json')
  const section = (...names: string[]) => cases.filter((given) => names.includes(given.section ?? ''))
  test.for(section('urls', 'tco_urls_with_params'))('$id', ({ text, expected }) => {
    expect(values(text, 'link')).toEqual(expected)
  })
  test.for(section('urls_with_indices', 'urls_with_directional_markers'))('$id', ({ text, expected }) => {
    expect(of(text, 'link').map(({ value, start, end }) => ({ url: value, indices: [start, end] }))).toEqual(expected)
  })
  test.for(section('mentions'))('$id', ({ text, expected }) => {
    expect(values(text, 'mention')).toEqual(expected)
  })
  test.for(section('hashtags'))('$id', ({ text, expected }) => {
    expect(values(text, 'tag').filter((value) => !value.startsWith('$'))).toEqual(expected)
  })
  test.for(section('cashtags'))('$id', ({ text, expected }) => {
    expect(values(text, 'tag').filter((value) => value.startsWith('$'))).toEqual(expected.map((tag) => `$${tag}`))
  })
})

test('the link stands in the text once, and counts 23', () => {
  const link = { url: 'https://toko.id/artikel/yang-panjang-sekali-alamatnya', title: 'A', description: '' }
  expect(render({ text: 'Halo', link }, defaults)).toMatchObject([{ text: `Halo\n\n${link.url}`, length: 29 }])
  expect(render({ text: `Halo ${link.url}`, link }, defaults)).toMatchObject([{ text: `Halo ${link.url}` }])
  expect(render({ text: 'a'.repeat(255), link }, defaults).map(({ length }) => length)).toEqual([280])
  expect(render({ text: `${'a'.repeat(255)} b`, link }, defaults).map(({ length }) => length)).toEqual([280, 1])
})
