import { describe, expect, test } from 'vitest'
import { type Format, formatted, seemsFormatted } from './formatting.ts'

/** `‹` and `›` are where the selection begins and ends. */
function press(marked: string, format: Format): string {
  const start = marked.indexOf('‹')
  const end = marked.indexOf('›') - 1
  const text = marked.replace(/[‹›]/g, '')
  const change = formatted(text, start, end, format)
  const after = text.slice(0, change.from) + change.insert + text.slice(change.to)
  const { select } = change
  return `${after.slice(0, select.start)}‹${after.slice(select.start, select.end)}›${after.slice(select.end)}`
}

describe('a format', () => {
  test.for([
    ['Halo ‹dunia›!', 'bold', 'Halo **‹dunia›**!'],
    ['Halo **‹dunia›**!', 'bold', 'Halo ‹dunia›!'],
    ['Halo ‹ dunia ›!', 'italic', 'Halo  _‹dunia›_ !'],
    ['Halo ‹›', 'strike', 'Halo ~~‹›~~'],
    ['‹npm start›', 'code', '`‹npm start›`'],
    ['Baca ‹ini› ya', 'link', 'Baca [ini](‹https://›) ya'],
    ['Baca ‹https://contoh.id/a› ya', 'link', 'Baca [‹›](https://contoh.id/a) ya'],
    ['awal\nsa‹tu\ndu›a\nakhir', 'bullets', 'awal\n- satu\n- dua‹›\nakhir'],
    ['- satu\n‹- dua›', 'bullets', '- satu\ndua‹›'],
    ['‹kata›', 'quote', '> kata‹›'],
  ] as const)('%s, %s: %s', ([before, format, after]) => {
    expect(press(before, format)).toBe(after)
  })

  test('pressed twice, the text is what it was', () => {
    for (const format of ['bold', 'italic', 'strike', 'code'] as const)
      expect(press(press('satu ‹dua› tiga', format), format)).toBe('satu ‹dua› tiga')
  })
})

test('Markdown is told from what people write anyway', () => {
  for (const text of ['Ini **tebal**.', 'Baca [ini](https://a.id/x).', '~~mahal~~', 'awal\n## Judul'])
    expect(seemsFormatted(text), text).toBe(true)
  for (const text of ['2**3**4', '#tag saja', '# ', 'a * b * c', '[1] dan [2]', 'https://a.id/~~x', 'satu_dua_tiga'])
    expect(seemsFormatted(text), text).toBe(false)
})
