import { describe, expect, test } from 'vitest'
import { headings, renderMarkdown, summarise, toPlainText } from './index.ts'

const render = (markdown: string, options = {}) => renderMarkdown(markdown, options)

test('headings get anchors, and links to them find them', async () => {
  expect(await render('# Kopi & Gayo\n\n## Kopi & Gayo\n\n[ke atas](#kopi-gayo)')).toBe(
    '<h1 id="isi-kopi-gayo">Kopi &#x26; Gayo</h1>\n<h2 id="isi-kopi-gayo-2">Kopi &#x26; Gayo</h2>\n' +
      '<p><a href="#isi-kopi-gayo">ke atas</a></p>',
  )
  expect(await render('# A', { headingShift: 1, idPrefix: 'a7-' })).toBe('<h2 id="a7-a">A</h2>')
  expect(headings('# A\n\n###### *B* `c`\n\nx[^1]\n\n[^1]: y', { headingShift: 1 })).toEqual([
    { level: 2, text: 'A', id: 'isi-a' },
    { level: 6, text: 'B c', id: 'isi-b-c' },
  ])
})

test('footnotes lead there and back, in the article’s language', async () => {
  const html = await render('Kata[^x].\n\n[^x]: Catatan.', { language: 'en' })
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1])
  const targets = [...html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1])
  expect(targets).toHaveLength(2)
  for (const target of targets) expect(ids).toContain(target)
  expect(html).toContain('Footnotes')
  expect(await render('Kata[^x].\n\n[^x]: Catatan.')).toContain('Catatan kaki')
})

test('pictures load late and know their size', async () => {
  const pictures = new Map([['/a.jpg', { src: '/a.webp', width: 800, height: 600 }]])
  const html = await render('![Kebun](/a.jpg) ![](b.png)', { pictures })
  expect(html).toContain('<img src="/a.webp" alt="Kebun" loading="lazy" decoding="async" width="800" height="600">')
  expect(html).toContain('<img src="b.png" alt="" loading="lazy" decoding="async">')
})

test('only links elsewhere are external', async () => {
  const html = await render('[a](/x) [b](https://kopi.id/y) [c](https://lain.id) [d](mailto:a@b.id)', {
    site: 'https://kopi.id/blog',
  })
  expect(html.match(/rel="external noopener"/g)).toHaveLength(1)
  expect(html).toContain('<a href="https://lain.id" rel="external noopener">')
})

test('code is coloured by classes; unknown languages and long code stay plain', async () => {
  const html = await render('```js\nconst a = "<b>" // c\n```')
  expect(html).toContain('<span class="tok-keyword">const</span>')
  expect(html).not.toContain('style=')
  expect(await render('```constructor\nx\n```')).toBe(
    '<pre tabindex="0"><code class="language-constructor">x\n</code></pre>',
  )
  expect(await render(`\`\`\`js\n${'a = 1\n'.repeat(10_000)}\`\`\``)).not.toContain('tok-')
})

describe('raw HTML', () => {
  test('figures, details and tables stay', async () => {
    const kept = '<figure class="wide"><figcaption>F</figcaption></figure><details open><summary>S</summary>x</details>'
    expect(await render(kept)).toBe(kept)
    expect(await render('|a|\n|:-:|\n|1|')).toContain('<div class="table" tabindex="0"><table>')
  })
  test('what could run, dress up or clobber is gone', async () => {
    const html = await render(
      '<p style="x" onclick="a()" class="evil" id="x">a</p><iframe src="//a"></iframe><style>*{}</style>' +
        '<form action="//a"><textarea>b</textarea></form><a href="javascript:a()">d</a><img src="data:x">',
    )
    expect(html).toBe('<p id="isi-x">a</p><a>d</a><img alt="" loading="lazy" decoding="async">')
  })
})

test('plain words and excerpts', () => {
  const text =
    '# Judul\n\nKalimat **satu** oleh dr. Sari[^1]. Kalimat dua!\n\n```\nkode\n```\n\n- a\n- b\n\n[^1]: Catatan'
  expect(toPlainText(text)).toBe('Judul\n\nKalimat satu oleh dr. Sari. Kalimat dua!\n\nkode\n\na\nb')
  expect(summarise(text, 35)).toBe('Kalimat satu oleh dr. Sari.')
  expect(summarise(text, 15)).toBe('Kalimat satu…')
  expect(summarise(text, 500)).toBe('Kalimat satu oleh dr. Sari. Kalimat dua! a b')
  expect(summarise('', 10)).toBe('')
})

test('an excerpt of a long text knows addresses and footnotes that stand at its end', () => {
  const text = `Kata [tautan][alamat] dan catatan[^c]. Lagi.\n\n${'Isi biasa saja.\n\n'.repeat(2000)}[alamat]: https://contoh.id\n[^c]: Catatan.`
  expect(summarise(text, 31)).toBe('Kata tautan dan catatan. Lagi.')
})

test('headings may be moved below the page’s title, where the text has one of its own', async () => {
  const shifted = (text: string) => render(text, { headingShift: 'below-title' })
  expect(await shifted('# A\n\n## B')).toBe('<h2 id="isi-a">A</h2>\n<h3 id="isi-b">B</h3>')
  expect(await shifted('## B')).toBe('<h2 id="isi-b">B</h2>')
})
