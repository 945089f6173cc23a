import { describe, expect, test } from 'vitest'
import type { Language } from '../../core/words.ts'
import { layOut, summarise, toPlainText } from './index.ts'

const lay = async (markdown: string, options: Parameters<typeof layOut>[1] = {}) =>
  (await layOut(markdown, options)).html
/** An image without what every one has. */
const plain = (html: string) => html.replaceAll(/ loading="lazy" decoding="async"| fetchpriority="high"/g, '')

describe('pictures that stand alone', () => {
  test('a title is the caption, and is not said twice', async () => {
    expect(plain(await lay('![Kebun](/a.jpg "Pagi di *Gayo*")'))).toBe(
      '<figure><img src="/a.jpg" alt="Kebun"><figcaption>Pagi di *Gayo*</figcaption></figure>',
    )
    expect(plain(await lay('![Kebun](/a.jpg)'))).toBe('<figure><img src="/a.jpg" alt="Kebun"></figure>')
  })

  test('a line in italics right below is the caption, with what it holds', async () => {
    const below = '<figure><img src="a.jpg" alt=""><figcaption>Foto: <a href="/r">Rina</a></figcaption></figure>'
    expect(plain(await lay('![](a.jpg)\n*Foto: [Rina](/r)*'))).toBe(below)
    expect(plain(await lay('![](a.jpg)  \n*Foto: [Rina](/r)*'))).toBe(below)
    // Beside it, it is a picture in a sentence.
    expect(plain(await lay('![](a.jpg) *Foto*'))).toBe('<p><img src="a.jpg" alt=""> <em>Foto</em></p>')
    expect(plain(await lay('![](a.jpg)\n\n*Foto*'))).toBe(
      '<figure><img src="a.jpg" alt=""></figure>\n<p><em>Foto</em></p>',
    )
  })

  test('one in a sentence, a list or a table stays where it is', async () => {
    expect(await lay('Lihat ![ini](a.jpg)')).not.toContain('figure')
    expect(await lay('- ![ini](a.jpg)\n\n|a|\n|-|\n|![](b.jpg)|')).not.toContain('figure')
    expect(await lay('- ![ini](a.jpg)\n\n- b')).toContain('<li>\n<figure>')
  })

  test('a link around it stays; a figure that was typed holds no second one', async () => {
    expect(plain(await lay('[![a](b.jpg "c")](/d)'))).toBe(
      '<figure><a href="/d"><img src="b.jpg" alt="a"></a><figcaption>c</figcaption></figure>',
    )
    expect(plain(await lay('<figure>\n\n![a](b.jpg)\n\n<figcaption>c</figcaption></figure>'))).toMatch(
      /^<figure>\s*<img src="b.jpg" alt="a">\s*<figcaption>c<\/figcaption><\/figure>$/,
    )
  })
})

describe('several pictures in one paragraph', () => {
  const sizes = new Map([
    ['1.jpg', { width: 1200, height: 800 }],
    ['2.jpg', { width: 800, height: 1200 }],
    ['3.jpg', { width: 1000, height: 1000 }],
    ['4.jpg', { width: 1600, height: 900 }],
  ])
  const picture = (number: number) => `![n${number}](${number}.jpg)`

  test('are a gallery, whose ratios are classes; each leads to itself', async () => {
    const html = await lay(`${picture(1)} ${picture(2)}\n${picture(3)} ![](4.jpg "Empat")`, { pictures: sizes })
    expect(html).not.toContain('style')
    expect(html.match(/<a href="\d.jpg" class="r\d+"|<figure[^>]*>/g)).toEqual([
      '<figure class="gallery">',
      '<a href="1.jpg" class="r32"',
      '<a href="2.jpg" class="r23"',
      '<a href="3.jpg" class="r11"',
      '<figure class="r169">',
    ])
    expect(html).toContain('<figcaption>Empat</figcaption></figure></div></figure>')
    expect(html.match(/<div class="row">/g)).toHaveLength(2)
  })

  test('never leave one alone in a row, whatever their number', async () => {
    for (let count = 2; count <= 20; count++) {
      const html = await lay(Array.from({ length: count }, (_, at) => picture(at)).join(' '))
      const rows = html.split('<div class="row">').slice(1)
      const sizesOfRows = rows.map((row) => row.match(/<img/g)?.length ?? 0)
      expect(sizesOfRows.reduce((a, b) => a + b)).toBe(count)
      expect(Math.min(...sizesOfRows), `${count}`).toBeGreaterThan(1)
      expect(Math.max(...sizesOfRows), `${count}`).toBeLessThan(4)
    }
  })

  test('have the paragraph in italics behind them as their caption; what else follows stays', async () => {
    const html = await lay(`${picture(1)}\n${picture(2)}\n\n*Dua **November**.*\n\nLanjut.`)
    expect(html).toContain('</div><figcaption>Dua <strong>November</strong>.</figcaption></figure>')
    expect(html.match(/November/g)).toHaveLength(1)
    expect(await lay(`${picture(1)}\n${picture(2)}\n\n*Dua* biasa.`)).not.toContain('figcaption')
  })
})

describe('files that play', () => {
  test('a film has its size and a link for those who can’t play it; a sound is asked for when it is played', async () => {
    const pictures = new Map([['/media/a.mp4', { width: 640, height: 360 }]])
    expect(await lay('![Menyangrai](/media/a.mp4 "Menit delapan")', { pictures })).toBe(
      '<figure><video src="/media/a.mp4" controls aria-label="Menyangrai" width="640" height="360" preload="metadata" playsinline>' +
        '<a href="/media/a.mp4">Menyangrai</a></video><figcaption>Menit delapan</figcaption></figure>',
    )
    expect(await lay('![](a.mp3?x=1)', { language: 'en' })).toBe(
      '<figure><audio src="a.mp3?x=1" controls aria-label="Audio recording" preload="none"><a href="a.mp3?x=1">Audio recording</a></audio></figure>',
    )
  })

  test('stand each by itself, in no gallery and in no link', async () => {
    const html = await lay('![](a.mp4) ![](b.webm)\n![](c.jpg)\n\n[![d](d.ogg)](/e)')
    expect(html).not.toContain('gallery')
    expect(html.match(/<figure>/g)).toHaveLength(4)
    expect(html).not.toContain('href="/e"')
    expect(await lay('Dengar ![ini](a.mp3).')).toMatch(/^<p>Dengar <audio .*<\/audio>\.<\/p>$/)
  })
})

describe('callouts', () => {
  test.each([
    ['NOTE', 'note', 'Catatan', 'Note'],
    ['TIP', 'tip', 'Kiat', 'Tip'],
    ['IMPORTANT', 'important', 'Penting', 'Important'],
    ['WARNING', 'warning', 'Peringatan', 'Warning'],
    ['caution', 'caution', 'Hati-hati', 'Caution'],
  ])('%s is named in the article’s language', async (mark, kind, id, en) => {
    for (const [language, name] of [['id', id] as const, ['en', en] as const])
      expect(await lay(`> [!${mark}]\n> Isi *tebal*.\n>\n> - a`, { language })).toBe(
        `<aside class="callout ${kind}" aria-label="${name}"><p class="callout-title">${name}</p><p>Isi <em>tebal</em>.</p>\n<ul>\n<li>a</li>\n</ul>\n</aside>`,
      )
  })

  test('may have a title of their own, and nothing else', async () => {
    expect(await lay('> [!TIP] Coba di *rumah*\n> Wajan besi.')).toBe(
      '<aside class="callout tip" aria-label="Coba di rumah"><p class="callout-title">Coba di <em>rumah</em></p><p>Wajan besi.</p>\n</aside>',
    )
    expect(await lay('> [!NOTE]\n>\n> Isi.')).toContain('</p>\n<p>Isi.</p>')
    expect(await lay('> [!NOTE]  \n> Isi.')).toBe(await lay('> [!NOTE]\n> Isi.'))
  })

  test('a pull quote has no title: what stands behind its mark are its first words', async () => {
    for (const text of ['> [!QUOTE]\n> Pasar adalah *percakapan*.', '> [!quote] Pasar adalah *percakapan*.'])
      expect((await lay(text)).trim()).toMatch(
        /^<aside class="pull"><p>Pasar adalah <em>percakapan<\/em>\.<\/p>\s*<\/aside>$/,
      )
    expect(toPlainText('> [!QUOTE]\n> Isi.')).toBe('Isi.')
  })

  test('are no other quotes', async () => {
    for (const text of ['> [!MAYBE]\n> a', '> a [!NOTE]', '> \\[!NOTE]\n> a', '> **[!NOTE]**\n> a', '> `[!NOTE]`\n> a'])
      expect(await lay(text), text).toContain('<blockquote>')
  })

  test('and bare addresses leave no mark in excerpts and in what is searched', () => {
    expect(summarise('> [!NOTE]\n> Isi.\n\nhttps://youtu.be/aqz-KE-bpKQ\n\nLalu.', 100)).toBe('Isi. Lalu.')
    expect(toPlainText('[toc]\n\n> [!TIP] Coba\n> Isi.')).toBe('Coba\n\nIsi.')
  })
})

describe('the contents', () => {
  const three = 'Awal.\n\n## Satu\n\na\n\n### Satu A\n\n## Dua & *tiga*[^1]\n\n[^1]: b'
  const nav = (html: string) => /<nav.*?<\/nav>/s.exec(html)?.[0]

  test('of three headings and more stand before the first, and lead to each', async () => {
    const html = await lay(three, { language: 'en' })
    expect(nav(html)).toBe(
      '<nav class="toc" aria-label="Contents"><details open><summary>Contents</summary><ol>' +
        '<li><a href="#isi-satu">Satu</a><ol><li><a href="#isi-satu-a">Satu A</a></li></ol></li>' +
        '<li><a href="#isi-dua-tiga">Dua &#x26; tiga</a></li></ol></details></nav>',
    )
    expect(html).toMatch(/^<p>Awal.<\/p>\n<nav/)
    for (const [, id] of html.matchAll(/<li><a href="#([^"]+)">/g)) expect(html).toContain(` id="${id}"`)
  })

  test('of fewer stand where they are asked for; of more, there alone; and nowhere where that is said', async () => {
    expect(nav(await lay('## Satu\n\n## Dua'))).toBeUndefined()
    expect(await lay('## Satu\n\n[TOC]\n\n## Dua')).toMatch(/<\/h2>\n<nav/)
    const asked = await lay(`${three.replace('\n\na\n', '\n\n[toc]\n\na\n')}`)
    expect(asked).toMatch(/<h2 id="isi-satu">Satu<\/h2>\n<nav/)
    expect(asked.match(/<nav/g)).toHaveLength(1)
    for (const none of ['[notoc]', '[no toc]']) {
      const html = await lay(`${none}\n\n${three}`)
      expect(nav(html)).toBeUndefined()
      expect(html).not.toContain('toc]')
    }
  })

  test('of an article without headings, and of marks that are none, is nothing', async () => {
    expect(await lay('[toc]\n\nIsi.')).toBe('\n<p>Isi.</p>')
    for (const text of ['\\[toc]', '`[toc]`', '> [toc]', 'a [toc]'])
      expect(await lay(`## A\n\n${text}`)).toContain('[toc]')
    expect(await lay('## A\n\n[toc]\n\n[toc]: /x')).toContain('<a href="/x">toc</a>')
  })
})

test('a table that scrolls says what it is, and what heads its columns', async () => {
  const table = '|a|b|\n|-|-:|\n|1|2|'
  for (const [language, name] of [['id', 'Tabel'] as const, ['en', 'Table'] as const] satisfies [Language, string][])
    expect(await lay(table, { language })).toContain(
      `<div class="table" tabindex="0" role="group" aria-label="${name}"><table>`,
    )
  expect(await lay(table)).toContain('<th scope="col">a</th>')
  expect(await lay('<table><caption>Hujan</caption><tr><td>4</td></tr></table>')).toContain('aria-label="Hujan"')
})

describe('a picture of ours', () => {
  const sources = [
    { type: 'image/avif', srcSet: '/media/a-480.avif 480w' },
    { type: 'image/webp', srcSet: '/media/a-480.webp 480w' },
  ]
  const known = {
    width: 600,
    height: 400,
    sources,
    placeholder: 'data:image/webp;base64,AA',
    focus: { x: 0.05, y: 0.5 },
  }
  const pictures = new Map([['/media/a.jpg', known]])

  test('is offered in all that was made of it, held at its focal point, and behind it is what is seen until it is there', async () => {
    expect(await lay('Awal.\n\n![Kebun](/media/a.jpg "Pagi")', { pictures })).toBe(
      '<p>Awal.</p>\n<figure><span class="pic"><img class="blur" src="data:image/webp;base64,AA" alt=""><picture>' +
        '<source type="image/avif" srcset="/media/a-480.avif 480w" sizes="(min-width: 800px) 720px, 100vw">' +
        '<source type="image/webp" srcset="/media/a-480.webp 480w" sizes="(min-width: 800px) 720px, 100vw">' +
        '<img src="/media/a.jpg" alt="Kebun" loading="lazy" decoding="async" width="600" height="400" class="fx0">' +
        '</picture></span><figcaption>Pagi</figcaption></figure>',
    )
  })

  test('is asked for at once where the article begins with it', async () => {
    const html = await lay('![](/media/a.jpg)\n\n![](/media/a.jpg)', { pictures })
    const [first, second] = html.split('</figure>')
    expect(first).toContain('fetchpriority="high"')
    expect(first).not.toContain('lazy')
    expect(second).toContain('loading="lazy"')
    expect(await lay('Awal. ![](/media/a.jpg)', { pictures })).not.toContain('fetchpriority')
  })

  test('takes less of the column in a row; typed with sources of its own it keeps those', async () => {
    const html = await lay('![](/media/a.jpg) ![](/media/a.jpg) ![](/media/a.jpg)', { pictures })
    expect(html).toContain('sizes="(min-width: 800px) 300px, 42vw"')
    const typed = '<picture><source srcset="/b.webp"><img src="/media/a.jpg" alt="a"></picture>'
    expect((await lay(typed, { pictures })).match(/<source/g)).toHaveLength(1)
  })
})
