import { describe, expect, test } from 'vitest'
import { plainText } from '../../core/text/flatten.ts'
import { readMarkdown } from '../../core/text/markdown.ts'
import { defaults, render } from './render.ts'

const textOf = (text: string) => render({ text }, defaults)[0]?.text

test.each([
  ['Plain words stay', 'Halo, apa kabar?', 'Halo, apa kabar?'],
  ['a heading', '#satu', '\\#satu'],
  ['a quote', '> kata orang', '\\> kata orang'],
  ['emphasis', 'ini *penting* dan _ini_ juga', 'ini \\*penting\\* dan \\_ini\\_ juga'],
  ['arithmetic and lists', '2 * 3\n\n* satu\n* dua', '2 * 3\n\n* satu  \n* dua'],
  ['names with underscores', 'nama_berkas_saya u/sari_dewi_ya', 'nama_berkas_saya u/sari_dewi_ya'],
  ['addresses', 'https://contoh.id/_a_/*b*?c=^d', 'https://contoh.id/_a_/*b*?c=^d'],
  ['struck, raised, code', '~~a~~ 2^3 `kode`', '\\~~a\\~~ 2\\^3 \\`kode\\`'],
  ['a link in Markdown', '[kata](tujuan) [biasa]', '\\[kata](tujuan) [biasa]'],
  ['an indent', 'satu\n\n    dua', 'satu\n\n\u00a0\u00a0\u00a0\u00a0dua'],
  ['line breaks', 'satu\ndua\n\ntiga', 'satu  \ndua\n\ntiga'],
])('%s', (_what, text, shown) => {
  expect(textOf(text)).toBe(shown)
})

test('a link post is its title and its link; the words are its first comment, unless the title says them', () => {
  const link = { url: 'https://contoh.id/a', title: 'Judul', description: '' }
  const options = { kind: 'link' }
  expect(render({ text: 'Kata', link, options }, defaults)).toMatchObject([
    { text: '', title: 'Judul', card: link, options },
    { text: 'Kata', pictures: [] },
  ])
  expect(render({ text: 'Judul', link, options }, defaults)).toHaveLength(1)
  expect(render({ text: 'Kata', link }, defaults)).toMatchObject([
    { text: 'Kata\n\nhttps://contoh.id/a', title: 'Judul' },
  ])
})

describe('the preview shows what Reddit makes of it', () => {
  const shown = (text: string) => render({ text, title: 'Judul' }, defaults)[0]?.formatted
  const linked = (text: string) => shown(text)?.links.map(({ value, start, end }) => [text.slice(start, end), value])

  test('what it links by itself', () => {
    expect(linked('lihat r/kopi, u/sari, www.kopi.id dan tanya@kopi.id')).toEqual([
      ['r/kopi', 'https://www.reddit.com/r/kopi'],
      ['u/sari', 'https://www.reddit.com/u/sari'],
      ['www.kopi.id', 'http://www.kopi.id'],
      ['tanya@kopi.id', 'mailto:tanya@kopi.id'],
    ])
  })

  test('white space that it takes for none, and lists that it makes', () => {
    expect(shown('a  b\n\n\n\nc')?.text).toBe('a b\n\nc')
    expect(shown('* satu\n* dua')?.text).toBe('• satu\n• dua')
  })

  test('nothing beside the letters, where they say it all', () => {
    expect(shown('Halo https://kopi.id apa kabar')).toBeUndefined()
  })

  test('the link home under the words is a link', () => {
    const link = { url: 'https://contoh.id/a', title: 'Judul', description: '' }
    expect(render({ text: '2*3*4', link, title: 'J' }, defaults)[0]?.formatted).toMatchObject({
      text: '2*3*4\n\nhttps://contoh.id/a',
      styles: [],
      links: [{ value: 'https://contoh.id/a', start: 7, end: 26 }],
    })
  })
})

describe('Markdown', () => {
  const made = (markdown: string) => {
    const tree = readMarkdown(markdown)
    return render({ text: plainText(tree), tree, title: 'Judul' }, defaults)[0]?.text
  }

  test.for([
    ['**tebal** _miring_ ~~x~~ `y*z`', '**tebal** *miring* ~~x~~ `y*z`'],
    ['[cerita](https://contoh.id/a_(b)) u/sari_dewi', '[cerita](https://contoh.id/a_%28b%29) u/sari_dewi'],
    ['satu\ndua', 'satu  \ndua'],
    ['- satu\n- dua\n  - tiga', '- satu\n- dua\n    - tiga'],
    ['> satu\n> dua\n\ntiga', '> satu  \n> dua\n\ntiga'],
    ['```js\na\n\nb\n```', '    a\n    \n    b'],
    ['| a | b |\n|--:|---|\n| x\\|y | 2 |', '| a | b |\n|--:|---|\n| x&#124;y | 2 |'],
    ['a \\| b\n--\\|--', 'a | b  \n\\--|--'],
    ['\\*bintang\\* 2^3 \\# bukan', '\\*bintang\\* 2\\^3 # bukan'],
    ['### Judul', '### Judul'],
  ] as const)('%j is sent as %j', ([markdown, sent]) => {
    expect(made(markdown)).toBe(sent)
  })
})

test('what a person styled is shown styled, as Reddit reads it back', () => {
  const tree = readMarkdown('## Judul\n\n**tebal _miring_** dan `kode`\n\n> kutip\n\n| a | b |\n|---|---|\n| 1 | 2 |')
  const formatted = render({ text: plainText(tree), tree, title: 'J' }, defaults)[0]?.formatted
  const said = formatted?.styles.map(({ type, start, end }) => [type, formatted.text.slice(start, end)])
  expect(formatted?.text).toBe('Judul\n\ntebal miring dan kode\n\nkutip\n\na | b\n1 | 2')
  expect(said).toEqual([
    ['heading', 'Judul'],
    ['emphasis', 'miring'],
    ['strong', 'tebal miring'],
    ['code', 'kode'],
    ['quote', 'kutip'],
  ])
})
