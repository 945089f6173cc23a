import { describe, expect, test } from 'vitest'
import { briefOf, briefVersion, countWords, summaryOf } from './brief.ts'

test.each([
  ['', 0],
  ['satu dua  tiga', 3],
  ["Rina’s don't well-known 2026", 4],
  ['[kata](https://contoh.id/satu/dua) lain', 2],
  ['```js title\nsatu dua\n```\ntiga', 3],
  ['é è — … !', 2],
  ['a\u0301b', 1],
])('%j has %i words', (markdown, words) => {
  expect(countWords(markdown)).toBe(words)
})

describe('what a list shows of an article', () => {
  test('is what its writer gave', () => {
    expect(briefOf({ summary: 'Ringkas.', markdown: 'Satu dua.' })).toEqual({
      excerpt: 'Ringkas.',
      words: 2,
      brief_by: briefVersion,
    })
  })

  test('or its beginning, without marks, at most two hundred letters', () => {
    const long = 'kata '.repeat(200)
    expect(summaryOf({ summary: '', markdown: '**Satu** _dua_.\n\nTiga.' })).toMatch(/^Satu dua\./)
    const short = summaryOf({ summary: '', markdown: long })
    expect(short.length).toBeLessThanOrEqual(200)
    expect(short).toMatch(/^kata kata .*…$/)
  })

  test('or, where it can’t be laid out, what was typed', () => {
    const endless = `satu  \n dua ${'>'.repeat(200_000)}`
    const summary = summaryOf({ summary: '', markdown: endless })
    expect(summary).toMatch(/^satu dua >+…$/)
    expect(summary.length).toBeLessThanOrEqual(200)
    expect(() => summaryOf({ summary: '', markdown: undefined as never })).toThrow(TypeError)
  })
})
