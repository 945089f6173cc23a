import { expect, test } from 'vitest'
import { defaults } from './limits.ts'
import { fromLittle, toLittle } from './little.ts'
import { render } from './render.ts'

test.each([
  ['Halo dunia', 'Halo dunia'],
  [
    'Harga (baru) *murah* a_b ~c~ <d> [e] {f} g|h \\',
    'Harga \\(baru\\) \\*murah\\* a\\_b \\~c\\~ \\<d\\> \\[e\\] \\{f\\} g\\|h \\\\',
  ],
  ['Surel rina@toko.example, nomor #1', 'Surel rina\\@toko.example, nomor \\#1'],
  ['Beli #batik_tulis ya', 'Beli #batik_tulis ya'],
  ['Baca https://toko.example/a_b(c)?d=~e#f.', 'Baca https://toko.example/a_b\\(c\\)?d=~e#f.'],
])('%s', (text, little) => {
  expect(toLittle(text)).toBe(little)
  expect(fromLittle(little)).toBe(text)
})

test('what the API gives back is read as people see it', () => {
  expect(fromLittle('Beli {hashtag|\\#|batik\\_tulis} dari @[Toko \\(Sari\\)](urn:li:organization:1)')).toBe(
    'Beli #batik_tulis dari Toko (Sari)',
  )
})

test('a link has its own card, and stands in the text only beside pictures or a video', () => {
  const link = { url: 'https://toko.example/a', title: 'A', description: '' }
  expect(render({ text: 'Halo', link }, defaults)[0]).toMatchObject({ text: 'Halo', card: link })
  const picture = { id: 'p', mime: 'image/png', width: 1, height: 1, bytes: 1, alt: '' }
  expect(render({ text: 'Halo', link, pictures: [picture] }, defaults)[0]?.text).toBe('Halo\n\nhttps://toko.example/a')
})
