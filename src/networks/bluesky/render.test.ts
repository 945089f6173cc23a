import { RichText } from '@atproto/api'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { placeSpans } from '../../core/text/entities.ts'
import { plainText } from '../../core/text/flatten.ts'
import { readMarkdown } from '../../core/text/markdown.ts'
import { type SuiteCase, suiteCases } from '../../testing/suites.ts'
import { findFacets } from './facets.ts'
import { defaults, measure, render } from './render.ts'

interface Case extends SuiteCase {
  segments?: [string, string?][]
  tags?: string[]
  byteRanges?: { byteStart: number; byteEnd: number }[]
  input?: string
  expected?: string
  utf8?: number
  graphemes?: number
}
const cases = suiteCases<Case>('atproto/richtext.json')
const first = (text: string) => {
  const [part] = render({ text }, { ...defaults, length: 10_000, bytes: 100_000 })
  if (!part) throw new Error('no part')
  return part
}
const bytes = (text: string) => Buffer.from(text)

describe('suite atproto/richtext', () => {
  test.for(cases.filter(({ section }) => section === 'facets'))('$id', ({ text = '', segments }) => {
    let at = 0
    const found: [string, string?][] = []
    const { entities } = first(text)
    for (const entity of entities) {
      if (entity.start > at) found.push([text.slice(at, entity.start)])
      const value = entity.type === 'mention' ? `did:fake:${entity.value}` : entity.value
      found.push([text.slice(entity.start, entity.end), value])
      at = entity.end
    }
    if (at < text.length) found.push([text.slice(at)])
    expect(found).toEqual(segments)
  })
  test.for(cases.filter(({ section }) => section === 'tags' || section === 'cashtags'))('$id', (given) => {
    const { entities } = first(given.text ?? '')
    const tags = entities.filter(({ type }) => type === 'tag')
    expect(tags.map(({ value }) => value)).toEqual(given.tags)
    expect(tags.map(({ byteStart, byteEnd }) => ({ byteStart, byteEnd }))).toEqual(given.byteRanges)
  })
  test.for(cases.filter(({ section }) => section === 'clean_newlines'))('$id', ({ input, expected }) => {
    expect(first(input ?? '').text).toBe(expected)
  })
  test.for(cases.filter(({ section }) => section === 'length'))('$id', ({ text = '', utf8, graphemes }) => {
    expect([measure(text), bytes(text).length]).toEqual([graphemes, utf8])
  })
})

test('the facets are those of the official library, on texts made by chance', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 6 }),
    fc.constantFrom(
      '@rina.bsky.social',
      '(@a.test)',
      '@x.',
      'https://a.id/b_(c)',
      '(toko.id)',
      'Toko.ID',
      'a.b.c.dev:80/x?',
    ),
    fc.constantFrom(
      '#satu',
      '#1',
      '＃dua!',
      '#️⃣x',
      '$BBCA',
      '($a)',
      '.',
      ',',
      ' ',
      '\n',
      '\u200b',
      'http://',
      'HTTPS://A.id',
    ),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.constantFrom(' ', ''), (pieces, glue) => {
      const text = pieces.join(glue).toWellFormed()
      const rich = new RichText({ text })
      rich.detectFacetsWithoutResolution()
      const official = (rich.facets ?? []).map(({ index, features: [feature] }) => {
        const { uri, tag, did } = feature as { uri?: string; tag?: string; did?: string }
        return { start: index.byteStart, end: index.byteEnd, value: uri ?? tag ?? did }
      })
      const ours = findFacets(text).flatMap((span) => placeSpans(text, [span]))
      const order = (a: { start: number }, b: { start: number }) => a.start - b.start
      expect(
        ours.map(({ byteStart, byteEnd, value }) => ({ start: byteStart, end: byteEnd, value })).sort(order),
      ).toEqual(official.sort(order))
    }),
    { numRuns: 2000 },
  )
})

test('the limit in bytes cuts too', () => {
  const flag = '🏴󠁧󠁢󠁥󠁮󠁧󠁿'
  const parts = render({ text: flag.repeat(250) }, defaults)
  expect(parts.length).toBe(3)
  for (const part of parts) expect(bytes(part.text).length).toBeLessThanOrEqual(3000)
})

test('the card leads home, and the text need not hold the link', () => {
  const link = { url: 'https://toko.id/a', title: 'A', description: '' }
  const [part, second] = render({ text: 'Halo', link }, defaults)
  expect(part).toMatchObject({ text: 'Halo', card: link, length: 4 })
  expect(second).toBeUndefined()
})

test('words lead to an address by a facet over their bytes', () => {
  const tree = readMarkdown('Kopi ☕ **[cerita kami](https://contoh.id/a_b)** dan @sari.bsky.social')
  const [part] = render({ text: plainText(tree), tree }, defaults)
  expect(part?.text).toBe('Kopi ☕ cerita kami dan @sari.bsky.social')
  expect(part?.length).toBe(40)
  const bytes = Buffer.from(part?.text ?? '')
  expect(
    part?.entities.map(({ type, value, byteStart, byteEnd }) => [
      type,
      value,
      bytes.subarray(byteStart, byteEnd).toString(),
    ]),
  ).toEqual([
    ['link', 'https://contoh.id/a_b', 'cerita kami'],
    ['mention', 'sari.bsky.social', '@sari.bsky.social'],
  ])
})

test('words that lead somewhere are never cut', () => {
  const tree = readMarkdown(`${'kata '.repeat(58)}[cerita yang panjang sekali](https://contoh.id/a)`)
  const parts = render({ text: plainText(tree), tree }, defaults)
  expect(parts.map(({ entities }) => entities.length)).toEqual([0, 1])
  expect(parts[1]?.text).toBe('cerita yang panjang sekali')
})
