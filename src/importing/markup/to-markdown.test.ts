import { describe, expect, test } from 'vitest'
import { renderMarkdown } from '../../blog/markdown/render.ts'
import { toMarkdown } from './to-markdown.ts'
import { readHtml } from './tree.ts'

const base = 'https://lama.example/2020/kopi/'
const from = (html: string) => toMarkdown({ html, base }).markdown.trimEnd()
const losses = (html: string) => toMarkdown({ html, base }).losses.map(({ what, detail }) => `${what} ${detail}`)

describe('words', () => {
  test.each([
    ['<p>Halo <b>dunia </b>dan <i> miring</i>. a<b> b </b>c</p>', 'Halo **dunia** dan _miring_. a **b** c'],
    [
      '<p>1. bukan daftar * bukan _tekan_</p><p># bukan judul</p>',
      '1\\. bukan daftar \\* bukan \\_tekan\\_\n\n\\# bukan judul',
    ],
    [
      '<p>H<sub>2</sub>O, <mark>penting</mark>, <abbr title="Teh">T</abbr></p>',
      'H<sub>2</sub>O, <mark>penting</mark>, <abbr title="Teh">T</abbr>',
    ],
    ['<p><strong><strong>dua kali</strong></strong></p>', '**dua kali**'],
    ['<p>&nbsp;</p><p>isi</p><p><br></p>', 'isi'],
    ['Satu<br><br>Dua<br>masih dua<br /><br /><br /><div>tiga</div>', 'Satu\n\nDua\\\nmasih dua\n\ntiga'],
    ['<h2 id="a">Judul</h2><p><a href="#a">ke atas</a></p>', '## Judul\n\n[ke atas](#judul)'],
    ['<ul><li>a<ul><li>b</li></ul></li></ul>', '- a\n  - b'],
    ['<ul><li><input type="checkbox" checked> beres</li></ul>', '- [x] beres'],
    ['<blockquote data-callout="warning"><p>Awas</p></blockquote>', '> [!WARNING]\n>\n> Awas'],
    [
      '<figure class="wp-block-pullquote"><blockquote><p>Kata</p><cite>Rina</cite></blockquote></figure>',
      '> [!QUOTE]\n>\n> Kata\n>\n> Rina',
    ],
    ['<blockquote class="kg-blockquote-alt">Kata</blockquote>', '> [!QUOTE]\n>\n> Kata'],
    ['<aside class="pull"><p>Kata</p></aside><p>isi</p>', '> [!QUOTE]\n>\n> Kata\n\nisi'],
  ])('%s', (html, markdown) => {
    expect(from(html)).toBe(markdown)
  })

  test('what is nested without end keeps its words', () => {
    expect(from(`${'<div>'.repeat(20_000)}dalam${'</div>'.repeat(20_000)}`)).toBe('dalam')
    expect(from(`${'<b><i>'.repeat(3000)}tebal`)).toContain('tebal')
  })
})

describe('pictures', () => {
  test.each([
    [
      'a caption in plain words',
      '<figure><img src="/a.jpg" alt="A"><figcaption>Di kebun</figcaption></figure>',
      '![A](https://lama.example/a.jpg "Di kebun")',
    ],
    [
      'a caption with a link stays HTML',
      '<figure><img src="/a.jpg" alt=""><figcaption><a href="/b">B</a></figcaption></figure>',
      '<figure><img src="https://lama.example/a.jpg" alt=""><figcaption><a href="https://lama.example/b">B</a></figcaption></figure>',
    ],
    [
      'WordPress’s older caption',
      '<div class="wp-caption"><a href="https://lama.example/k.jpg"><img src="https://lama.example/k-300x200.jpg" alt="K"></a><p class="wp-caption-text">Kopi</p></div>',
      '![K](https://lama.example/k.jpg "Kopi")',
    ],
    [
      'Blogger’s table',
      '<table class="tr-caption-container"><tr><td><a href="/s1600/k.jpg"><img src="/s320/k.jpg"></a></td></tr><tr><td class="tr-caption">Kopi</td></tr></table>',
      '![](https://lama.example/s1600/k.jpg "Kopi")',
    ],
    [
      'lazily loaded',
      '<img src="data:image/gif;base64,R0" data-src="/besar.jpg">',
      '![](https://lama.example/besar.jpg)',
    ],
    [
      'a second time for browsers without script',
      '<img data-lazy-src="/a.jpg"><noscript><img src="/a.jpg"></noscript>',
      '![](https://lama.example/a.jpg)',
    ],
    [
      'the largest of its sizes',
      '<img srcset="/a-300.jpg 300w, /a-1200.jpg 1200w">',
      '![](https://lama.example/a-1200.jpg)',
    ],
    [
      'a link elsewhere stays',
      '<a href="https://lain.example/"><img src="/a.jpg"></a>',
      '[![](https://lama.example/a.jpg)](https://lain.example/)',
    ],
    [
      'a gallery',
      '<figure><figure><img src="/1.jpg"></figure><figure><img src="/2.jpg"></figure><figcaption>Dua</figcaption></figure>',
      '![](https://lama.example/1.jpg) ![](https://lama.example/2.jpg)\n\n_Dua_',
    ],
    ['a video of one’s own', '<video controls><source src="/film.mp4"></video>', '![](https://lama.example/film.mp4)'],
  ])('%s', (_what, html, markdown) => {
    expect(from(html)).toBe(markdown)
  })
})

describe('what stands there from elsewhere', () => {
  test.each([
    [
      '<iframe src="https://www.youtube.com/embed/abcDEF12345?rel=0"></iframe>',
      'https://www.youtube.com/watch?v=abcDEF12345',
    ],
    ['<iframe src="//player.vimeo.com/video/123456"></iframe>', 'https://vimeo.com/123456'],
    ['<div class="wp-block-embed"><div>\nhttps://x.com/rina/status/12\n</div></div>', 'https://x.com/rina/status/12'],
    [
      '<blockquote class="twitter-tweet"><p>Halo</p><a href="https://twitter.com/r/status/12?ref_src=x">1 Mei</a></blockquote><script src="https://platform.twitter.com/widgets.js"></script>',
      '> Halo\n>\n> [1 Mei](https://twitter.com/r/status/12?ref_src=x)\n\nhttps://twitter.com/r/status/12',
    ],
  ])('%s', (html, markdown) => {
    expect(from(html)).toBe(markdown)
    expect(losses(html)).toEqual([])
  })

  test('a frame of a site that nobody knows becomes a link, and is named', () => {
    const html = '<iframe src="https://peta.example/x" title="Peta"></iframe>'
    expect(from(html)).toBe('[Peta](https://peta.example/x)')
    expect(losses(html)).toEqual(['frame https://peta.example/x'])
  })
})

describe('notes, code and tables', () => {
  test.each([
    [
      '<p>Satu<sup><a href="#fn1" id="r1">1</a></sup>.</p><hr><h3>Footnotes</h3><ol><li id="fn1">Catatan <a href="#r1">↩</a></li></ol>',
      'Satu[^1].\n\n[^1]: Catatan',
    ],
    ['<pre class="brush: php">echo 1;</pre>', '```php\necho 1;\n```'],
    [
      '<div class="highlight"><pre><code class="language-js">let a\nlet b</code></pre></div>',
      '```js\nlet a\nlet b\n```',
    ],
    [
      '<table><tr><td class="gutter"><pre>1\n2</pre></td><td><pre>a</pre></td></tr></table>',
      '<table><tbody><tr><td><pre><code>1\n2</code></pre></td><td><pre><code>a</code></pre></td></tr></tbody></table>',
    ],
    ['<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>', '| a | b |\n| - | - |\n| 1 | 2 |'],
    ['<table role="presentation"><tr><td><p>bingkai</p></td></tr></table>', 'bingkai'],
    ['<details><summary>s</summary><p>isi</p></details>', '<details><summary>s</summary><p>isi</p></details>'],
  ])('%s', (html, markdown) => {
    expect(from(html)).toBe(markdown)
  })

  test('a table that Markdown can’t write is kept as HTML, and named', () => {
    const html = '<table><tr><td colspan="2">x</td></tr><tr><td>a</td><td>b</td></tr></table>'
    expect(from(html)).toContain('colspan="2"')
    expect(losses(html)).toEqual(['html table'])
  })
})

test('nothing runs, and what can’t come over is named', async () => {
  const html =
    '<script>alert(1)</script><p onclick="x()">a <a href="javascript:alert(1)">b</a> <a href="java\nscript:alert(1)">c</a></p><svg onload="x()"></svg><form action="/x"><button>Kirim</button></form><details ontoggle="x()"><summary>s</summary><img src=x onerror=alert(1)></details>'
  const { markdown, losses: all } = toMarkdown({ html, base })
  expect(await renderMarkdown(markdown)).not.toMatch(/script|onclick|ontoggle|onerror|onload/i)
  expect(all.map(({ what }) => what)).toEqual(['script', 'drawing', 'form', 'form', 'html'])
})

test('Markdown that stood in HTML is taken as it is', () => {
  expect(from('<p>a</p><div data-markdown="# B\n\n- [ ] c"></div>')).toBe('a\n\n# B\n\n- [ ] c')
})

test('what is nested too deep moves up, and its gaps are one: a text of thousands costs no more than its letters', () => {
  const count = (node: object): number =>
    'children' in node ? (node.children as object[]).reduce((sum, one) => sum + count(one), 1) : 1
  const deep = `${'<div>\n'.repeat(3000)}kata${'\n</div>'.repeat(3000)}`
  expect(count(readHtml(deep))).toBeLessThan(400)
  expect(from(deep)).toBe('kata')
})
