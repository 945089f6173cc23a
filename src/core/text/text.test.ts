import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { effort } from '../../testing/effort.ts'
import { findLinks, findMentions, findTags, placeSpans } from './entities.ts'
import { firstGraphemes, graphemeBorders, graphemeLength } from './graphemes.ts'
import { byteOffsets, utf8Length, utf16Offset } from './offsets.ts'
import { sentenceEnds } from './sentences.ts'
import { splitText } from './split.ts'

const family = '👨‍👩‍👧‍👧'
const encoder = new TextEncoder()
const anyText = fc.string({ unit: 'grapheme', maxLength: 400 })

describe('graphemes', () => {
  test('a family, a flag, a letter with its mark and a line end are one each', () => {
    expect([family, '🇮🇩', 'e\u0301', '\r\n', 'ꦏꦺ', ''].map(graphemeLength)).toEqual([1, 1, 1, 1, 1, 0])
  })
  test('the quick way for ASCII counts what the slow way counts', () => {
    const segmenter = new Intl.Segmenter('und')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(graphemeLength(text)).toBe([...segmenter.segment(text)].length)
        expect(graphemeBorders(text).length).toBe(graphemeLength(text) + 1)
      }),
    )
  })
  test('the first graphemes are whole', () => {
    expect(firstGraphemes(`${family}ab`, 2)).toBe(`${family}a`)
    expect(firstGraphemes('abc', 5)).toBe('abc')
  })
})

describe('offsets', () => {
  test('bytes are those that are sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(40), (text, at) => {
        expect(utf8Length(text)).toBe(encoder.encode(text).length)
        const offset = Math.min(at, text.length)
        const inPair = /[\ud800-\udbff]/.test(text.charAt(offset - 1)) && /[\udc00-\udfff]/.test(text.charAt(offset))
        if (inPair) return
        const bytes = encoder.encode(text.slice(0, offset)).length
        expect(byteOffsets(text)(offset)).toBe(bytes)
        expect(utf16Offset(text, bytes)).toBe(offset)
      }),
    )
  })
})

describe('links, mentions and tags in running text', () => {
  const values = (spans: { value: string }[]) => spans.map(({ value }) => value)
  test('punctuation around an address is not part of it', () => {
    const text = 'Baca (https://a.id/x_(y)), lalu "https://b.id/?q=1". Juga https://c.id/!'
    expect(values(findLinks(text))).toEqual(['https://a.id/x_(y)', 'https://b.id/?q=1', 'https://c.id/'])
  })
  test('an email address is no mention, and an anchor is no tag', () => {
    const text = 'Halo @rina.bsky.social dan @budi@toko.id, surel ke a@b.id, https://a.id/@x#y #UMKM #1 #2024an'
    expect(values(findMentions(text))).toEqual(['rina.bsky.social', 'budi@toko.id'])
    expect(values(findTags(text))).toEqual(['UMKM', '2024an'])
  })
  test('placed spans are in order, do not overlap, and know their bytes', () => {
    const spans = placeSpans('é #a', [
      { type: 'tag', value: 'a', start: 2, end: 4 },
      { type: 'tag', value: 'x', start: 3, end: 4 },
    ])
    expect(spans).toEqual([{ type: 'tag', value: 'a', start: 2, end: 4, byteStart: 3, byteEnd: 5 }])
  })
})

describe('sentences', () => {
  const sentences = (text: string) => {
    const ends = [0, ...sentenceEnds(text), text.length]
    return ends.slice(1).map((end, index) => text.slice(ends[index], end).trim())
  }
  test('Indonesian and English abbreviations, initials and list numbers end none', () => {
    const whole = [
      'Temui dr. Sari di Jl. Merdeka No. 5, a.n. PT. Maju Jaya.',
      'Puisi W. S. Rendra, H. Agus S.H. dan Prof. Dr. Budi.',
      'Beras, gula, dll. tersedia s.d. besok.',
      'Mr. Smith met Dr. Jones at St. Mary, e.g. on Sun. morning.',
      'Harganya Rp. 5.000 saja.',
    ]
    for (const text of whole) expect(sentences(text)).toEqual([text])
    expect(sentences('1. Satu itu awal\n2. Dua itu lanjut')).toHaveLength(1)
  })
  test('real ends are found, with their quotes', () => {
    expect(sentences('Ia berkata, “Pergi!” Aku diam… Lalu pulang. Selesai?')).toEqual([
      'Ia berkata, “Pergi!”',
      'Aku diam…',
      'Lalu pulang.',
      'Selesai?',
    ])
    expect(sentences('終わり。始まり。')).toEqual(['終わり。', '始まり。', ''])
  })
})

describe('splitting into a thread', () => {
  const fits = (limit: number) => (part: string) => graphemeLength(part) <= limit
  test('what fits stays as it is', () => {
    expect(splitText('  satu dua ', [], fits(20))).toEqual(['  satu dua '])
  })
  test('sentences are kept whole where they can be', () => {
    const text = 'Ini kalimat pertama yang cukup panjang. Temui dr. Sari besok pagi. Ini yang ketiga.'
    expect(splitText(text, [], fits(45))).toEqual([
      'Ini kalimat pertama yang cukup panjang.',
      'Temui dr. Sari besok pagi. Ini yang ketiga.',
    ])
  })
  test('a title stays with its name', () => {
    expect(splitText('aaaa bbbb cccc dr. Sari', [], fits(18))).toEqual(['aaaa bbbb cccc', 'dr. Sari'])
  })
  test('an over-long link stands alone and whole', () => {
    const link = `https://a.id/${'x'.repeat(50)}`
    const text = `Baca ini ${link} ya`
    expect(splitText(text, findLinks(text), fits(20))).toEqual(['Baca ini', link, 'ya'])
  })
  test('nothing but spaces is lost, every part fits, and no grapheme or link is cut', () => {
    const word = fc.oneof(
      { arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }), weight: 4 },
      fc.constantFrom('https://contoh.id/jalan', '@rina.id', '#UMKM', family, 'dr.', 'Selesai.', '\n\n', '\n'),
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), fc.integer({ min: 30, max: 80 }), (words, limit) => {
        const text = words.join(' ')
        const whole = placeSpans(text, [...findLinks(text), ...findMentions(text), ...findTags(text)])
        const parts = splitText(text, whole, fits(limit))
        const bare = (piece: string) => piece.replace(/\s+/gu, '')
        expect(bare(parts.join(''))).toBe(bare(text))
        const borders = new Set(graphemeBorders(text))
        let at = 0
        for (const part of parts) {
          const start = text.indexOf(part, at)
          at = start + part.length
          expect(borders.has(at) || /^\s/u.test(text.slice(at))).toBe(true)
          expect(whole.some((span) => span.start < at && at < span.end)).toBe(false)
          const alone = whole.some((span) => start <= span.start && span.end <= at)
          if (!alone) expect(graphemeLength(part)).toBeLessThanOrEqual(limit)
        }
      }),
      { numRuns: 300 },
    )
  })
  test('a book of 100,000 characters is cut with little effort', async () => {
    const text = 'Kata demi kata ditulis tanpa henti 🙂. '.repeat(2600)
    let parts: ReturnType<typeof splitText> = []
    const spent = await effort(() => {
      parts = splitText(text, [], fits(300))
    })
    expect(spent).toBeLessThan(2000)
    expect(parts.length).toBeGreaterThan(300)
  })
  test('any text at all', () => {
    fc.assert(fc.property(anyText, (text) => splitText(text, [], fits(7)).length > 0))
  })
})
