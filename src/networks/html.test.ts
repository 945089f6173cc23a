import { describe, expect, it } from 'vitest'
import { htmlToStyled, htmlToText } from './html.ts'

describe('htmlToText', () => {
  it.each([
    ['<p>Satu</p><p>Dua<br />Tiga</p>', 'Satu\n\nDua\nTiga'],
    ['<a href="https://a.id/b"><span class="invisible">https://</span><span>a.id/b</span></a>', 'https://a.id/b'],
    ['a &lt;b&gt; &amp;amp; &#39;c&#39; &#x1F44B; &nbsp;&tak;', "a <b> &amp; 'c' 👋 \u00a0&tak;".trim()],
    ['<script>alert(1)</script>aman<style>p{}</style>', 'aman'],
    ['<ul><li>x</li><li>y</li></ul>z', 'x\ny\nz'],
    ['&#0;&#xD800;&#99999999;', '\ufffd\ufffd\ufffd'],
    ['<pre><code>if (a)\n  b()\n\nc()</code></pre>\n<p>x\ny</p>', 'if (a)\n  b()\n\nc()\n\nx y'],
    ['<table><tr><td>a</td> <td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
    ['', ''],
  ])('%j', (html, text) => {
    expect(htmlToText(html)).toBe(text)
  })

  // https://html.spec.whatwg.org/multipage/dom.html#the-innertext-idl-attribute
  it.each([
    ['a<div>b</div>c', 'a\nb\nc'],
    ['<div>Satu</div><div>Dua</div>', 'Satu\nDua'],
    ['Judul<p>Isi</p>', 'Judul\n\nIsi'],
    ['<p>a<p>b', 'a\n\nb'],
    ['<h2>a</h2>b<h3>c', 'a\n\nb\n\nc'],
    ['<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>', 'a\nb\nc\nd'],
    ['<li>a<li>b', 'a\nb'],
    ['<dl><dt>a</dt><dd>b</dd><dt>c<dd>d</dl>', 'a\nb\nc\nd'],
    ['<table><tr><td>a</td><td>b</td></tr></table>', 'a b'],
    ['<tr><th>a<td>b<tr><td>c', 'a b\nc'],
    ['<section>a</section><section>b</section>', 'a\nb'],
    ['<figure><img><figcaption>x</figcaption></figure>y', 'x\ny'],
    ['<details><summary>s</summary>isi</details>lagi', 's\nisi\nlagi'],
    ['a<hr>b', 'a\nb'],
    ['<option>a<option>b', 'a\nb'],
    ['<b>a</b><i>b</i>', 'ab'],
  ])('what lies in blocks of its own never runs together: %j', (html, text) => {
    expect(htmlToText(html)).toBe(text)
  })

  it.each([
    ['<iframe>tidak tampak</iframe>x', 'x'],
    ['<title>judul</title>x', 'x'],
    ['<noframes><p>a</noframes>x', 'x'],
    ['<textarea><b>x</b></textarea>', '<b>x</b>'],
  ])('what a browser reads as one piece: %j', (html, text) => {
    expect(htmlToText(html)).toBe(text)
  })
})

describe('htmlToStyled', () => {
  const formatted = (html: string) => {
    const { text, styles, links } = htmlToStyled(html)
    const said = ({ start, end }: { start: number; end: number }) => text.slice(start, end)
    return [
      text,
      ...styles.map((one) => `${one.type}${one.value ?? ''} ${said(one)}`),
      ...links.map((one) => `${one.value} ${said(one)}`),
    ]
  }

  it.each([
    ['<p>a <strong>b <em>c</em></strong> d</p>', ['a b c d', 'emphasis c', 'strong b c']],
    ['<h2>J <i>k</i></h2><p>x</p>', ['J k\n\nx', 'emphasis k', 'heading2 J k']],
    ['<pre>  <code>a\n b</code></pre>c', ['a\n b\n\nc', 'block a\n b']],
    ['<blockquote><p>a</p><p><code>b</code></p></blockquote>', ['a\n\nb', 'code b', 'quote a\n\nb']],
    ['<p><b> a </b> <i></i><s> </s></p>', ['a', 'strong a']],
    ['<b>a<i>b</b>c</i>', ['abc', 'emphasis b', 'strong ab']],
    ['</b>a<b>b', ['ab']],
    [
      '<a href="https://a.id/b">https://c.id</a> <a>d</a><a href="/e"></a>',
      ['https://c.id d', 'https://a.id/b https://c.id'],
    ],
  ])('%j', (html, expected) => {
    expect(formatted(html)).toEqual(expected)
  })
})
