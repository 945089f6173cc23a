import { describe, expect, test } from 'vitest'
import { freeSlug, madeFrom, reservedSlugs, slugify } from './slug.ts'

describe('a title as a piece of an address', () => {
  test.each([
    ['Kopi Gayo: panen 2026!', 'kopi-gayo-panen-2026'],
    ['  — Élan & Crème —  ', 'elan-creme'],
    ["Rina’s don't", 'rinas-dont'],
    ['ﬁnal ½', 'final-1-2'],
    ['日本 コーヒー', '日本-コーヒー'],
    ['---', ''],
    ['', ''],
    ['🙂', ''],
  ])('%j is %j', (title, slug) => {
    expect(slugify(title)).toBe(slug)
  })

  test('a long one ends with a whole word, within eighty letters', () => {
    const words = (count: number) => Array.from({ length: count }, () => 'kata').join(' ')
    expect(slugify(words(16))).toBe(words(16).replaceAll(' ', '-'))
    expect(slugify(`${words(16)} x`)).toHaveLength(79)
    expect(slugify('a'.repeat(80))).toBe('a'.repeat(80))
    expect(slugify(`${'a'.repeat(80)}b`)).toBe('a'.repeat(80))
    expect(slugify(`${words(15)} panjangsekali`)).toBe(words(15).replaceAll(' ', '-'))
  })
})

describe('a slug that is free', () => {
  test('is the wanted one, or the first with a number behind it', () => {
    const taken = new Set(['kopi', 'kopi-2', 'artikel'])
    expect(freeSlug('teh', 'id', (slug) => taken.has(slug))).toBe('teh')
    expect(freeSlug('kopi', 'id', (slug) => taken.has(slug))).toBe('kopi-3')
    expect(freeSlug('', 'id', (slug) => taken.has(slug))).toBe('artikel-2')
    expect(freeSlug('', 'id', () => false)).toBe('artikel')
    expect(freeSlug('', 'en', () => false)).toBe('article')
  })

  test('is none that the program answers itself', () => {
    for (const slug of ['panel', 'api', 'media', 'card', 'tag', 'feed', 'sitemap', 'robots', 'healthz', 'inbox'])
      expect(freeSlug(slug, 'id', () => false)).toBe(`${slug}-2`)
    expect(reservedSlugs.has('kopi')).toBe(false)
  })
})

test.each([
  ['kopi', 'Kopi', true],
  ['kopi-2', 'Kopi', true],
  ['kopi-23', 'Kopi', true],
  ['kopi-2a', 'Kopi', false],
  ['kopi-a2', 'Kopi', false],
  ['kopi-', 'Kopi', false],
  ['kopi2', 'Kopi', false],
  ['teh', 'Kopi', false],
  ['teh9-2', 'Kopi', false],
  ['artikel', '', true],
  ['artikel-4', '!', true],
  ['article', '', true],
  ['article', 'Kopi', false],
  ['', '', false],
])('whether %j was made from %j: %s', (slug, title, made) => {
  expect(madeFrom(slug, title)).toBe(made)
})
