import { describe, expect, test } from 'vitest'
import { rawBecause } from '../round-trip.ts'
import { embedAddress, insertions, withBlock, withFootnote } from './insertions.ts'

test('rich mode holds all that its menu puts in', () => {
  for (const { name, markdown } of insertions) expect([name, rawBecause(markdown)]).toEqual([name, []])
})

test.each([
  ['youtu.be/aqz-KE-bpKQ', 'https://youtu.be/aqz-KE-bpKQ'],
  ['  https://mastodon.example/@a/1 ', 'https://mastodon.example/@a/1'],
  ['javascript:alert(1)', undefined],
  ['dua kata.id', undefined],
  ['kopi', undefined],
  ['', undefined],
])('an address to show: %s', (typed, address) => {
  expect(embedAddress(typed)).toBe(address)
})

describe('in Markdown', () => {
  test('a block goes below the line of the cursor, and nothing else changes', () => {
    expect(withBlock('satu\n\ndua', 2, '[toc]')).toEqual({ text: 'satu\n\n[toc]\n\ndua', end: 11 })
    expect(withBlock('satu', 4, '[toc]').text).toBe('satu\n\n[toc]\n')
    expect(withBlock('', 0, '[toc]')).toEqual({ text: '[toc]\n', end: 5 })
  })

  test('a footnote has the next number, and the cursor waits for its words', () => {
    const first = withFootnote('Kopi pahit.', 4)
    expect(first.text).toBe('Kopi[^1] pahit.\n\n[^1]: ')
    expect(first.end).toBe(first.text.length)
    expect(withFootnote(`${first.text}Gayo.`, 15).text).toBe('Kopi[^1] pahit.[^2]\n\n[^1]: Gayo.\n\n[^2]: ')
  })
})
