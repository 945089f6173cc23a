import { describe, expect, test, vi } from 'vitest'
import { Problem } from '../core/problem.ts'
import { briefOf, briefVersion, countWords, summaryOf } from './brief.ts'
import * as markdown from './markdown/index.ts'

// What can't be laid out depends on the machine: its time, and its stack.
vi.mock('./markdown/index.ts', { spy: true })

test.each([
  ['', 0],
  ['satu dua  tiga', 3],
  ["Rina’s don't well-known 2026", 4],
  ['[kata](https://contoh.id/satu/dua) lain', 2],
  ['[kata](https://contoh.id)lain', 2],
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
    const refuse = (error: Error) =>
      vi.mocked(markdown.summarise).mockImplementationOnce(() => {
        throw error
      })
    refuse(new Problem('wrong-input', { id: 'Terlalu rumit.', en: 'Too much.' }))
    expect(summaryOf({ summary: '', markdown: 'satu  \n *dua*' })).toBe('satu *dua*')
    refuse(new Problem('wrong-input', { id: 'Terlalu rumit.', en: 'Too much.' }))
    const cut = summaryOf({ summary: '', markdown: 'kata '.repeat(100) })
    expect(cut).toMatch(/^kata kata .*…$/)
    expect(cut.length).toBeLessThanOrEqual(200)
    refuse(new Problem('wrong-input', { id: 'Terlalu rumit.', en: 'Too much.' }))
    expect(summaryOf({ summary: '', markdown: `${' '.repeat(400)}kata` })).toBe('')
    refuse(new RangeError('ours'))
    expect(() => summaryOf({ summary: '', markdown: 'satu' })).toThrow('ours')
  })
})
