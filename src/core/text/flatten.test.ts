import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Formatting, flatten, plainText } from './flatten.ts'
import { readMarkdown } from './markdown.ts'
import { pieceOf, styleTypes } from './styled.ts'

const plain = (markdown: string) => plainText(readMarkdown(markdown))
const everything: Formatting = { links: true, styles: styleTypes }
const styled = (markdown: string, formatting: Partial<Formatting> = {}) =>
  flatten(readMarkdown(markdown), { ...everything, ...formatting })

/** Styles as the words that they are about. */
function formattedOf(markdown: string, formatting: Partial<Formatting> = {}) {
  const { text, styles, links } = styled(markdown, formatting)
  return [
    ...styles.map(({ type, start, end, value }) => [type, text.slice(start, end), ...(value ? [value] : [])]),
    ...links.map(({ value, start, end }) => ['link', text.slice(start, end), value]),
  ]
}

describe('Markdown as just words', () => {
  test.for([
    ['Halo **dunia** yang _indah_ dan ~~lama~~ `x`', 'Halo dunia yang indah dan lama x'],
    ['satu\ndua\n\n\n\ntiga', 'satu\ndua\n\ntiga'],
    ['# Judul\nisi', 'Judul\n\nisi'],
    ['Baca [tulisan ini](https://contoh.id/a) ya', 'Baca tulisan ini (https://contoh.id/a) ya'],
    ['[https://contoh.id/](https://contoh.id) [contoh.id](https://contoh.id/)', 'https://contoh.id/ contoh.id'],
    ['[](https://contoh.id/a)', 'https://contoh.id/a'],
    [
      '[kami][k] dan ![foto][k]\n\n[k]: https://contoh.id/k',
      'kami (https://contoh.id/k) dan foto (https://contoh.id/k)',
    ],
    ['- satu\n- dua\n  1. a\n  2. b\n- [x] tiga', '• satu\n• dua\n  1. a\n  2. b\n• ☑ tiga'],
    ['2025. Tahun baru', '2025. Tahun baru'],
    ['> Pasar adalah percakapan.', '“Pasar adalah percakapan.”'],
    ['> "Sudah bertanda."', '"Sudah bertanda."'],
    ['> satu\n> dua\n>\n> tiga', '> satu\n> dua\n>\n> tiga'],
    ['```\na *b*\n\nc\n```', 'a *b*\n\nc'],
    ['| a | b |\n|---|---|\n| 1 | 2 |', 'a · b\n1 · 2'],
    ['satu\n\n---\n\ndua', 'satu\n\n———\n\ndua'],
  ] as const)('%j is %j', ([markdown, text]) => {
    expect(plain(markdown)).toBe(text)
  })

  test.for([
    '@_ani_ dan #_tag_ dan snake_case_kata',
    '2*3*4 = 24',
    'https://contoh.id/_a_b_c',
    'ani_@contoh.id',
    '#tag bukan judul',
    'Judul\n===',
    'a <b>tebal</b> &lt; <3 <!-- x -->',
    'lihat [1] dan [^2]',
  ])('what only looks like markup stays: %j', (text) => {
    expect(plain(text)).toBe(text.replace('&lt;', '<'))
  })
})

describe('Markdown with its looks', () => {
  test('each style stands where its words do, outer ones first', () => {
    expect(formattedOf('# A *b*\n\n**c `d`** ~~e~~\n\n> f\n\n```js\ng\n```')).toEqual([
      ['heading', 'A b', '1'],
      ['emphasis', 'b'],
      ['strong', 'c d'],
      ['code', 'd'],
      ['strike', 'e'],
      ['quote', 'f'],
      ['block', 'g', 'js'],
    ])
  })

  test('an address hides behind words only where it can be opened', () => {
    const text = '[a](https://a.id) [b](/b) [c](javascript:alert(1)) [d](mailto:d@a.id)'
    expect(formattedOf(text, { styles: [] })).toEqual([
      ['link', 'a', 'https://a.id'],
      ['link', 'd', 'mailto:d@a.id'],
    ])
    expect(styled(text, { styles: [] }).text).toBe('a b (/b) c (javascript:alert(1)) d')
  })

  test('a heading is strong where there are no headings', () => {
    expect(formattedOf('## Judul', { styles: ['strong'] })).toEqual([['strong', 'Judul']])
  })

  test('a table has its bars where the network lays tables out', () => {
    const { text } = styled('| a | b |\n|:-:|--:|\n| 1 | 2 |', { tables: { bar: '/' } })
    expect(text).toBe('| a | b |\n|:-:|--:|\n| 1 | 2 |')
  })

  test('a piece keeps the looks that it has', () => {
    const whole = styled('satu **dua tiga** [empat lima](https://a.id)')
    const { text, styles, links } = pieceOf(whole, 9, 19)
    expect(text).toBe('tiga empat')
    expect(styles).toEqual([{ type: 'strong', start: 0, end: 4 }])
    expect(links).toEqual([{ type: 'link', value: 'https://a.id', start: 5, end: 10 }])
  })
})

describe('whatever is typed', () => {
  const chars = [
    '**',
    '_',
    '~~',
    '`',
    '[',
    '](',
    ')',
    '> ',
    '- ',
    '1. ',
    '\n',
    '\n\n',
    '# ',
    '| ',
    '```',
    '<',
    '@',
    'kata',
    ' ',
    '👩‍👩‍👧',
    'https://a.id',
  ]
  const anything = fc.array(fc.constantFrom(...chars), { maxLength: 40 }).map((pieces) => pieces.join(''))

  test('styles nest inside the text, and the letters are the same with and without them', () => {
    fc.assert(
      fc.property(anything, (markdown) => {
        const { text, styles, links } = styled(markdown, { styles: ['strong', 'emphasis', 'strike', 'code', 'block'] })
        for (const one of [...styles, ...links]) {
          expect(0 <= one.start && one.start < one.end && one.end <= text.length).toBe(true)
          for (const other of styles)
            expect(other.end <= one.start || one.end <= other.start || inside(one, other) || inside(other, one)).toBe(
              true,
            )
        }
        const letters = (said: string) => said.replace(/[^\p{L}\p{Emoji}]/gu, '')
        if (links.length === 0) expect(letters(plain(markdown))).toBe(letters(text))
      }),
      { numRuns: 500 },
    )
  })

  interface Range {
    start: number
    end: number
  }
  const inside = (inner: Range, outer: Range) => outer.start <= inner.start && inner.end <= outer.end

  test('what is nested beyond sense is refused in words, at its field', () => {
    expect(() => readMarkdown('> '.repeat(500))).toThrow(
      expect.objectContaining({ kind: 'wrong-input', field: 'text' }),
    )
    expect(() => readMarkdown('> '.repeat(40000))).toThrow(expect.objectContaining({ kind: 'wrong-input' }))
  })
})
