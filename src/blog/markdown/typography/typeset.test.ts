import { describe, expect, test } from 'vitest'
import { layOut } from '../index.ts'
import { typeset, typesetTitle } from './typeset.ts'

/** `~` stands for a space that does not break. */
const shown = (text: string) => text.replaceAll('\u00A0', '~')

describe('in both languages', () => {
  test.each([
    ['"Halo," katanya.', '“Halo,” katanya.'],
    ['Ia berkata, "Kata ibu, \'Pulanglah.\'"', 'Ia berkata, “Kata ibu, ‘Pulanglah.’”'],
    ['"\'Halo,\' katanya," tulisnya', '“‘Halo,’ katanya,” tulisnya'],
    ['("dalam kurung") ["siku"]', '(“dalam kurung”) [“siku”]'],
    ['"Apa?"—"Tidak."', '“Apa?”—“Tidak.”'],
    ['"Tapi aku—" lalu diam', '“Tapi aku—” lalu diam'],
    ["Jum'at, Qur'an, rock", 'Jum’at, Qur’an, rock'],
    ['papan 12" dan 6\'2" tingginya', 'papan 12″ dan 6′2″ tingginya'],
    ['novel "1984" itu', 'novel “1984” itu'],
    ['“sudah” ‘benar’ — itu…', '“sudah” ‘benar’~— itu…'],
    ['kata---kata, kata--kata', 'kata—kata, kata—kata'],
    ['kata -- kata - kata', 'kata~– kata~– kata'],
    ['-- Chairil', '— Chairil'],
    ['pakai --force dan -v saja', 'pakai --force dan -v saja'],
    ['10 - 3 = 7', '10 - 3 = 7'],
    ['halo... ya.... v1..2', 'halo… ya…. v1..2'],
    ['1998-2004; 08.00-10.30; 2026-11-30; 0812-3456-7890', '1998–2004; 08.00–10.30; 2026-11-30; 0812-3456-7890'],
    ['Rp5.000-Rp10.000', 'Rp5.000–Rp10.000'],
    ['COVID-19, Boeing 737-800, ke-2, anak-anak', 'COVID-19, Boeing 737-800, ke-2, anak-anak'],
    ['3 x 4, 1920x1080, 0x1F, 2x', '3~×~4, 1920×1080, 0x1F, 2x'],
    ['5-10 km, 100 °C, 5 kg, 30 %, 3,4 mg/l, 12 km/jam', '5–10~km, 100~°C, 5~kg, 30~%, 3,4~mg/l, 12~km/jam'],
    ['-5 °C', '−5~°C'],
    ['Rp98.000, Rp 98.000, US$ 5', 'Rp98.000, Rp~98.000, US$~5'],
    ['J. K. Rowling, B. J. Habibie', 'J.~K.~Rowling, B.~J.~Habibie'],
    ['10 000 000 orang', '10~000~000 orang'],
    ['Perang Dunia II', 'Perang Dunia~II'],
    [
      'lihat https://a.example/b--c...d?e="f" dan www.a.example/x--y',
      'lihat https://a.example/b--c...d?e="f" dan www.a.example/x--y',
    ],
    ['surat ke a--b@c.example, berkas /var/a--b/c', 'surat ke a--b@c.example, berkas /var/a--b/c'],
    ['("https://a.example/b")', '(“https://a.example/b”)'],
    ["rumus $x' - y'$ dan $$a--b$$, harga $5 dan $10", "rumus $x' - y'$ dan $$a--b$$, harga $5 dan $10"],
    ['a " b " c', 'a " b " c'],
    ['', ''],
  ])('%s', (typed, set) => {
    expect([shown(typeset(typed, 'id')), shown(typeset(typed, 'en'))]).toEqual([set, set])
  })
})

test.each([
  ['4 Maret 2026, 17 Agustus', '4~Maret 2026, 17~Agustus'],
  ['hlm. 12-15, bab 3, pasal 5 ayat 2, no. 7', 'hlm.~12–15, bab~3, pasal~5 ayat~2, no.~7'],
  ['98 ribu, 5 juta, pukul 10.00 WIB', '98~ribu, 5~juta, pukul~10.00~WIB'],
  ['dr. Sari, Prof. Emil, Jl. Merdeka', 'dr.~Sari, Prof.~Emil, Jl.~Merdeka'],
  ['abad XX, Paus Yohanes Paulus II', 'abad~XX, Paus Yohanes Paulus~II'],
  ['umur 7-10 tahun, 4-6 Maret', 'umur 7–10 tahun, 4–6~Maret'],
  ['Sari dkk. datang', 'Sari~dkk. datang'],
  ['4 March', '4 March'],
])('in Indonesian: %s', (typed, set) => {
  expect(shown(typeset(typed, 'id'))).toBe(set)
})

test.each([
  ['4 March 2026, March 4, 22nd November', '4~March 2026, March~4, 22nd~November'],
  ['p. 12, pp. 12-15, chapter 3, no. 7, Fig. 2', 'p.~12, pp.~12–15, chapter~3, no.~7, Fig.~2'],
  ['5 million, 9 a.m., 5 pm', '5~million, 9~a.m., 5~pm'],
  ['Dr. Ward, Mrs. Dalloway, St. Paul', 'Dr.~Ward, Mrs.~Dalloway, St.~Paul'],
  ["don't, dogs' bones, it's", 'don’t, dogs’ bones, it’s'],
  ["'tis the '90s, rock 'n' roll, get 'em", '’tis the ’90s, rock ’n’ roll, get ’em'],
  ["'Cause' and 'effect'", '‘Cause’ and ‘effect’'],
  ["the summer of '69", 'the summer of ’69'],
  ['"I said \'no\'," she said.', '“I said ‘no’,” she said.'],
  ['aged 7-10, 5-10 minutes', 'aged 7–10, 5–10 minutes'],
  ['4 Maret', '4 Maret'],
])('in English: %s', (typed, set) => {
  expect(shown(typeset(typed, 'en'))).toBe(set)
})

test('a title has its quotes set, and is else what it was typed as: it is a name too', () => {
  expect(typesetTitle('"Jum\'at" - bab 3... 5 kg', 'id')).toBe('“Jum’at” - bab 3... 5 kg')
})

test('what is set is set: a second time changes nothing', () => {
  for (const text of ['"Halo," -- kata\'nya... 5-10 km', '-- a', "6'2\" 'n' '90s", '(a - b) "c - d" 3 x 4']) {
    const once = typeset(text, 'en')
    expect(typeset(once, 'en')).toBe(once)
  }
})

test('no text takes long, whatever it is made of', () => {
  for (const piece of [
    '"',
    "'",
    '-',
    '--',
    '. ',
    '... ',
    '1 ',
    '1-',
    '$',
    '$a',
    'a.',
    'a@',
    '/',
    'a/',
    'X ',
    '"\' ',
    'A. ',
    '1 000 ',
    '\uFFFC',
  ]) {
    const text = piece.repeat(Math.ceil(200_000 / piece.length))
    expect(typeset(text, 'en').length).toBeGreaterThan(0)
  }
}, 20_000)

describe('in an article', () => {
  const html = async (markdown: string, language: 'id' | 'en' = 'id') =>
    shown((await layOut(markdown, { language })).html)

  test('passages are read whole, whatever is bold or a link in them', async () => {
    expect(await html('"*Halo*," kata "**Rina**".')).toBe('<p>“<em>Halo</em>,” kata “<strong>Rina</strong>”.</p>')
    expect(await html('**4** Maret, "[a](/b)"-nya')).toBe('<p><strong>4</strong>~Maret, “<a href="/b">a</a>”-nya</p>')
    expect(await html('"a\n\nb"')).toBe('<p>“a</p>\n<p>b”</p>')
    expect(await html('4\nMaret dan  \n"a"')).toBe('<p>4~Maret dan<br>\n“a”</p>')
    expect(await html('"Kata[^1]" lagi.\n\n[^1]: b')).toMatch(/^<p>“Kata<sup>.*<\/sup>” lagi\.<\/p>/)
  })

  test('code, keys, addresses and pictures are left to the letter', async () => {
    const code = '`a--b "c"` dan <kbd>--</kbd> <samp>"x"</samp>\n\n```\n"a" -- b...\n```'
    const all = await html(code)
    for (const kept of ['<code>a--b "c"</code>', '<kbd>--</kbd>', '<samp>"x"</samp>', '"a" -- b...'])
      expect(all).toContain(kept)
    expect(await html('"`a`" dan \'`b`\'')).toBe('<p>“<code>a</code>” dan ‘<code>b</code>’</p>')
    expect(await html('https://a.example/b--c')).toContain('>https://a.example/b--c</a>')
    expect(await html('![a "b"](/c--d.jpg)')).not.toContain('“')
  })

  test('another language stays as it was typed; its own inside is set again', async () => {
    expect(await html('"a" <i lang="en">"b" -- c</i> "d"')).toBe('<p>“a” <i lang="en">"b" -- c</i> “d”</p>')
    expect(await html('<p lang="ja">"a"</p>\n\n"b"')).toBe('<p lang="ja">"a"</p>\n<p>“b”</p>')
    expect(await html('<i lang="id-ID">"a"</i>')).toContain('“a”')
  })

  test('headings, captions, cells, footnotes and titles of callouts are set; anchors are not changed by it', async () => {
    const all = await html(
      '## "Satu" -- dua\n\n![](a.jpg "Kata \\"b\\" -- c")\n\n![](a.jpg)\n*"c"*\n\n|"d"|\n|-|\n|5 kg|\n\n> [!TIP] "e"\n> f[^1]\n\n[^1]: "g"\n\n[toc]',
    )
    for (const set of [
      '“Satu”~– dua</h2>',
      '<figcaption>Kata “b”~– c<',
      '<figcaption>“c”',
      'aria-label="“e”"',
      '“d”</th>',
      '5~kg</td>',
      '“e”</p>',
      '“g”',
      '">“Satu”~– dua</a></li>',
    ])
      expect(all).toContain(set)
    expect(all).toContain('id="isi-satu-dua"')
  })
})
