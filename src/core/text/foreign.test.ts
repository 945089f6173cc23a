import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  foreignAddress,
  foreignCursor,
  foreignId,
  foreignInstant,
  foreignJson,
  foreignLine,
  foreignText,
  longest,
} from './foreign.ts'

const now = new Date('2026-11-24T08:00:00Z')

describe('text of strangers', () => {
  test('loses what no database and no XML takes, and keeps the rest', () => {
    expect(foreignText('a\0b\u000bc\ud800d\udc00e\ufffef\u0085g\r\nh\ri\tj')).toBe('abc\ufffdd\ufffdef\ng\nh\ni\tj')
    expect(foreignText('👨‍👩‍👧 é e\u0301 — “x”\n\ny')).toBe('👨‍👩‍👧 é e\u0301 — “x”\n\ny')
    expect(foreignLine(' Rina\n\u0007 Kopi \u2028 ')).toBe('Rina Kopi')
  })

  test('whatever comes, what goes in is whole, clean and no longer than its kind', () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 400 })
    fc.assert(
      fc.property(units, fc.integer({ min: 2, max: 50 }), (codes, most) => {
        const text = foreignText(String.fromCharCode(...codes), most)
        expect(text.isWellFormed()).toBe(true)
        expect(text.length).toBeLessThanOrEqual(most)
        expect(text).not.toMatch(/[^\t\n\x20-\x7e\xa0-\ufffd\u{10000}-\u{10ffff}]/u)
        expect(foreignText(text, most)).toBe(text)
      }),
    )
  })

  test('a cut says so, and never leaves half an emoji', () => {
    expect(foreignText('ab😀cd', 4)).toBe('ab…')
    expect(foreignText('x'.repeat(100_000))).toHaveLength(longest.said)
  })

  test('long ids stay different', () => {
    const [a, b] = ['x'.repeat(5000), `${'x'.repeat(4999)}y`].map(foreignId)
    expect(a).not.toBe(b)
    expect(a?.length).toBeLessThanOrEqual(longest.id)
    expect(foreignId('a\0b')).toBe('ab')
  })
})

test.each([
  ['https://a.example/b', 'https://a.example/b'],
  ['at://did:plc:a/b', 'at://did:plc:a/b'],
  ['mailto:a@b.example', 'mailto:a@b.example'],
  [' https://a.example/\0b ', 'https://a.example/b'],
  ['javascript:alert(1)', undefined],
  ['java\nscript:alert(1)', undefined],
  ['JavaScript:alert(1)', undefined],
  ['data:text/html,<script>', undefined],
  ['file:///etc/passwd', undefined],
  ['blob:https://a.example/1', undefined],
  ['vbscript:x', undefined],
  ['/a', undefined],
  ['', undefined],
  [`https://a.example/${'x'.repeat(3000)}`, undefined],
])('the address %j is kept as %j', (address, kept) => {
  expect(foreignAddress(address)).toBe(kept)
})

test.each([
  ['2026-11-24T07:00:00Z', '2026-11-24T07:00:00.000Z'],
  ['2026-11-25T07:00:00Z', '2026-11-25T07:00:00.000Z'],
  ['2026-11-26T08:00:00Z', '2026-11-24T08:00:00.000Z'],
  ['+275000-01-01T00:00:00Z', '2026-11-24T08:00:00.000Z'],
  ['-000001-01-01T00:00:00Z', '1990-01-01T00:00:00.000Z'],
  ['yesterday', '2026-11-24T08:00:00.000Z'],
])('the moment %s is taken for %s', (told, taken) => {
  expect(foreignInstant(new Date(told), now).toISOString()).toBe(taken)
})

test('a cursor of the future becomes now; others stay', () => {
  expect(foreignCursor('9999-12-31T23:59:59.000Z', now)).toBe(now.toISOString())
  expect(foreignCursor('2026-11-24T07:00:00.123Z', now)).toBe('2026-11-24T07:00:00.123Z')
  expect(foreignCursor('{"since":"12\0"}', now)).toBe('{"since":"12"}')
  expect(foreignCursor('', now)).toBe('')
})

test('JSON of strangers is clean down to its leaves, and bounded', () => {
  expect(foreignJson({ a: ['x\0', { b: '\ud800' }], n: 1 })).toEqual({ a: ['x', { b: '\ufffd' }], n: 1 })
  expect(() => foreignJson({ a: 'x'.repeat(longest.reference) })).toThrow(RangeError)
})
