import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { segments } from './segments.ts'

describe('segments', () => {
  it('cuts at the borders and says what covers each piece', () => {
    const cut = segments('halo dunia', [
      { start: 0, end: 4, name: 'a' },
      { start: 2, end: 7, name: 'b' },
    ])
    expect(cut.map(({ text, ranges }) => [text, ranges.map(({ name }) => name).join('')])).toEqual([
      ['ha', 'a'],
      ['lo', 'ab'],
      [' du', 'b'],
      ['nia', ''],
    ])
  })
  it('always makes up the whole text, whatever the ranges', () => {
    const range = fc.record({ start: fc.integer({ min: -3, max: 30 }), end: fc.integer({ min: -3, max: 30 }) })
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.array(range, { maxLength: 6 }), (text, ranges) => {
        expect(
          segments(text, ranges)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text)
      }),
    )
  })
})
