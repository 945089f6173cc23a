import { describe, expect, it } from 'vitest'
import { htmlToText } from './html.ts'

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
})
