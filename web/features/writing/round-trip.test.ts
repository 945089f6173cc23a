import { describe, expect, it } from 'vitest'
import { countWords, joinBlocks, rawBecause, readMarkdown, writeBlock } from './round-trip.ts'

const written = (markdown: string) => joinBlocks((readMarkdown(markdown).content ?? []).map(writeBlock))

describe('rich mode', () => {
  const held = {
    headings: '# Satu\n\n## Dua\n\nTeks **tebal** *miring* ~~coret~~ `kode`.',
    lists: '- a\n- b\n  - c\n\n3. tiga\n4. empat',
    table: '| Kota | Jumlah |\n|:--|--:|\n| Solo \\| Raya | **3** |',
    code: '```js\nconst a = "`"\n\nb()\n```',
    quote: '> kata\n> orang\n\n---\n\nselesai',
    pictures: '![Pasar pagi](/media/1.png "judul")\n\nteks ![kecil](/a.png) lagi',
    links: '[rumah](https://contoh.id/a_b "judul") dan https://contoh.id',
    chars: '2 * 3 * 4, nama_berkas_ini, a < b & c',
    breaks: 'baris  \nberikut',
    callouts: '> [!NOTE]\n> Catatan.\n\n> [!warning] Jangan *itu*\n>\n> - a\n\n> [!QUOTE]\n> Kutipan.',
    'where the contents go': '[toc]\n\nIsi.\n\n[notoc]',
  }
  for (const [name, markdown] of Object.entries(held)) {
    it(`holds ${name}`, () => {
      expect(rawBecause(markdown), written(markdown)).toEqual([])
    })
  }

  const kept = {
    footnotes: ['Teks[^1].\n\n[^1]: Catatan.', 'footnotes'],
    html: ['Tekan <kbd>Ctrl</kbd>.', 'html'],
    'html blocks': ['<details>\n<summary>Buka</summary>\n</details>', 'html'],
    tasks: ['- [ ] tulis\n- [x] baca', 'tasks'],
    references: ['[rumah][1]\n\n[1]: https://contoh.id', 'references'],
    'a mark that shall be words': ['> \\[!NOTE]\n> a', 'other'],
    'contents that shall be words': ['\\[toc]', 'other'],
    'callouts inside lists': ['- a\n\n  > [!TIP]\n  > b', 'other'],
    'a number that is no list': ['1\\. Januari adalah awal tahun.', 'other'],
  } as const
  for (const [name, [markdown, reason]] of Object.entries(kept)) {
    it(`leaves ${name} to raw mode, and says why`, () => {
      expect(rawBecause(markdown)).toContain(reason)
    })
  }

  it('writes marks as marks: with a backslash before it a callout would be a quote', () => {
    expect(written(held.callouts)).toMatch(/^> \[!NOTE\]\n> Catatan\.\n\n> \[!warning\] Jangan[\s\S]*\n> \[!QUOTE\]\n/)
    expect(written(held['where the contents go'])).toBe(held['where the contents go'])
    expect(written('Lihat [toc] dan [!NOTE].')).toBe('Lihat \\[toc\\] dan \\[!NOTE\\].')
  })

  it('writes the same again: a second trip changes nothing', () => {
    for (const markdown of Object.values(held)) expect(written(written(markdown))).toBe(written(markdown))
  })
})

describe('counting words', () => {
  it('leaves markup and addresses out', () => {
    expect(countWords('# Pagi *di* [pasar](https://contoh.id/a/b) Jum’at 24-jam')).toBe(5)
    expect(countWords('')).toBe(0)
  })
})
