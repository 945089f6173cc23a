import type { Check } from './check.ts'
import { finding } from './finding.ts'

const places = [
  '\\{\\{[^{}\\n]{0,40}\\}\\}',
  '\\$\\{[^{}\\n]{1,40}\\}',
  '\\[(?:nama|name|judul|title|link|tautan|url|tanggal|date|kota|city|produk|product|harga|price|merek|brand|isi|insert|masukkan)(?: [^\\]\\n]{0,30})?\\](?!\\()',
  '<(?:nama|name|judul|title|link|tautan|url|tanggal|date|isi)>',
  '(?:INSERT|ISI|MASUKKAN) (?:LINK|TAUTAN|NAMA|NAME|JUDUL|TITLE|TEXT|TEKS)(?: (?:HERE|DI SINI))?',
  'lorem ipsum(?: dolor)?',
  '(?:TODO|FIXME|TBD|XXX)(?=[:\\s.,]|$)',
].join('|')
const unfinished = new RegExp(`(?<![\\p{L}\\p{N}])(?:${places})`, 'gu')

/** Nothing is sent with a hole of a template in it. */
export const unfinishedText: Check = {
  id: 'unfinished-text',
  pillar: 'brand',
  severity: 'warning',
  title: { id: 'Teks yang belum selesai', en: 'Unfinished text' },
  why: {
    id: '“Halo {{nama}}” memberi tahu semua orang bahwa mereka disapa oleh mesin. Isilah setiap bagian kosong dari contoh sebelum kiriman berangkat.',
    en: '“Hello {{name}}” tells everyone that a machine greets them. Fill every blank of a template before the post leaves.',
  },
  good: [
    { draft: { text: 'Baca [tautan ini](https://a.id) dan [1].' } },
    { draft: { text: 'Todo list untuk hari ini' } },
    { draft: { text: 'Ukuran S sampai XXXL' } },
  ],
  bad: [
    { draft: { text: 'Halo {{nama}}, ada kabar baik.' } },
    { draft: { text: 'Hello [name], welcome' } },
    { draft: { text: 'Harga: TODO' } },
    { draft: { text: 'lorem ipsum dolor sit amet' } },
  ],
  run(draft) {
    return [...draft.text.matchAll(unfinished)].map((match) =>
      finding(
        unfinishedText,
        draft,
        { start: match.index, end: match.index + match[0].length },
        {
          id: 'Bagian “{hole}” masih kosong dari contohnya. Isilah, atau hapus.',
          en: '“{hole}” is still a blank of the template. Fill it in, or take it out.',
        },
        { values: { hole: match[0] } },
      ),
    )
  },
}
