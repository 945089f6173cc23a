import { expect, test } from 'vitest'
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
