import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findLinks, findMentions, findTags, outside } from '../core/text/entities.ts'
import { graphemeLength } from '../core/text/graphemes.ts'
import type { Limits } from './network.ts'
import { renderParts, type TextRules } from './parts.ts'

const spans = (text: string) => {
  const links = findLinks(text)
  return [...links, ...outside(links, [...findMentions(text), ...findTags(text)])]
}
const rules: TextRules = { measure: graphemeLength, spans, linkInText: true, thread: true }
const limits = (length: number, more: Partial<Limits> = {}): Limits => ({
  length,
  unit: 'graphemes',
  pictures: 4,
  pictureBytes: 1,
  pictureTypes: [],
  altLength: 1,
  tags: 5,
  threads: true,
  warnings: false,
  ...more,
})
const number = /(?:^|\n\n)(\d+)\/(\d+)$/
const textsOf = (text: string, length: number, more: Parameters<typeof renderParts>[0] = { text }) =>
  renderParts({ ...more, text, numbered: true }, limits(length), rules).map((part) => part.text)
const plain = (text: string) => text.replace(/\s+/g, '')

describe('numbered parts', () => {
  it('say which of how many they are, on a line of their own', () => {
    const texts = textsOf('Satu dua tiga. Empat lima enam. Tujuh delapan.', 22)
    expect(texts).toEqual(['Satu dua tiga.\n\n1/3', 'Empat lima enam.\n\n2/3', 'Tujuh delapan.\n\n3/3'])
  })

  it('are none where one part is enough, or nobody wants them', () => {
    expect(textsOf('a'.repeat(22), 22)).toEqual(['a'.repeat(22)])
    expect(renderParts({ text: 'kata '.repeat(9) }, limits(22), rules).some(({ text }) => number.test(text))).toBe(
      false,
    )
    const single = renderParts({ text: 'kata '.repeat(9), numbered: true }, limits(22), { ...rules, thread: false })
    expect(single.map(({ text }) => number.test(text))).toEqual([false])
  })

  it('stand under the link of the first part', () => {
    const link = { url: 'https://contoh.id/a', title: '', description: '' }
    const [first = ''] = textsOf('kata '.repeat(20), 60, { text: '', link })
    expect(first).toMatch(/^kata[^\n]*\n\nhttps:\/\/contoh\.id\/a\n\n1\/\d$/)
  })

  it('fit when there are ten and more, where every letter counts', () => {
    // Nine parts of 15 letters leave room for "1/9"; one letter more makes ten, and "10/10" takes more.
    expect(textsOf('a'.repeat(9 * 15), 20)).toHaveLength(9)
    const texts = textsOf('a'.repeat(9 * 15 + 1), 20)
    expect(texts.length).toBeGreaterThanOrEqual(10)
    for (const text of texts) expect(graphemeLength(text)).toBeLessThanOrEqual(20)
    expect(texts.at(-1)).toMatch(new RegExp(`\\n\\n${texts.length}/${texts.length}$`))
  })

  it('count along in bytes', () => {
    const parts = renderParts({ text: '漢'.repeat(100), numbered: true }, limits(300, { bytes: 60 }), rules)
    expect(parts.length).toBeGreaterThan(1)
    for (const { text } of parts) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60)
  })

  const word = fc.oneof(
    fc.constantFrom(
      'kata',
      'panjang,',
      'selesai.',
      '👩‍👩‍👧‍👦',
      '🇮🇩',
      'é',
      '漢字',
      '12/34',
      '#kabar',
      '@sari.test',
      'https://contoh.id/a',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
  )
  const separator = fc.constantFrom(' ', ' ', ' ', '\n', '\n\n')
  const text = fc
    .array(fc.tuple(word, separator), { minLength: 1, maxLength: 250 })
    .map((pieces) => pieces.flat().join('').trim())

  it('give the text back without their numbers, and every one fits', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 40, max: 120 }), (said, length) => {
        const parts = renderParts({ text: said, numbered: true }, limits(length), rules)
        const several = parts.length > 1
        const bare = parts.map((part, at) => {
          if (!several) return part.text
          const [, mine, all] = number.exec(part.text) ?? []
          expect([mine, all]).toEqual([String(at + 1), String(parts.length)])
          return part.text.replace(number, '')
        })
        expect(plain(bare.join(''))).toBe(plain(said))
        for (const part of parts) {
          // What can't be cut stands alone, too long, as it does without numbers.
          const alone = spans(part.text).some((span) => span.end - span.start > length - 10)
          if (!alone) expect(part.length).toBeLessThanOrEqual(length)
          expect(part.length).toBe(graphemeLength(part.text))
        }
        // Neither a link nor a grapheme is cut, nor made longer by a number.
        const links = (from: string) => spans(from).map(({ value }) => value)
        expect(bare.flatMap(links)).toEqual(parts.flatMap((part) => links(part.text)))
      }),
      { numRuns: 300 },
    )
  })
})
