import { describe, expect, it } from 'vitest'
import { readMarkdown } from './index.ts'

/** One line of text, without its paragraph. */
const line = (markdown: string) => readMarkdown(markdown).replace(/^<p>([\s\S]*)<\/p>\n$/, '$1')

describe('inside a line', () => {
  it.each([
    [
      '*a* **b** ***c*** _d_ __e__',
      '<em>a</em> <strong>b</strong> <strong><em>c</em></strong> <em>d</em> <strong>e</strong>',
    ],
    ['satu_dua_tiga, 2*3*4', 'satu_dua_tiga, 2<em>3</em>4'],
    ['a * b* c ** d**', 'a * b* c ** d**'],
    ['*a `*` b*', '<em>a <code>*</code> b</em>'],
    ['*a [*](/x) b*', '<em>a <a href="/x">*</a> b</em>'],
    ['~~a~~ ~b~ ~~ c~~', '<del>a</del> ~b~ ~~ c~~'],
    ['>!a *b*!< >! c!<', '<span class="md-spoiler-text">a <em>b</em></span> &gt;! c!&lt;'],
    ['a^b c^(d e) f^', 'a<sup>b</sup> c<sup>d e</sup> f^'],
    ['^a^b^c', '<sup>a<sup>b<sup>c</sup></sup></sup>'],
    ['`` a`b `` `x', '<code>a`b</code> `x'],
    ['satu  \ndua\ntiga', 'satu<br/>\ndua\ntiga'],
    ['\\*a\\* \\a \\', '\\*a\\* \\a \\'.replace(/\\\*/g, '*')],
    [
      '&copy; &COPY; &#169; &#XA9; &#0; &#xD800; &#1114112; &',
      '&copy; &amp;COPY; &#169; &#xA9; &amp;#0; &amp;#xD800; &amp;#1114112; &amp;',
    ],
    ['<b>"\'</b>', '&lt;b&gt;&quot;&#39;&lt;/b&gt;'],
    ['a\u0001\u0000b', 'ab'],
  ])('%j', (markdown, html) => {
    expect(line(markdown)).toBe(html)
  })
})

describe('links', () => {
  it.each([
    ['[a](/b "c \'d\'") [e]( <http://f.id> )', '<a href="/b" title="c &#39;d&#39;">a</a> <a href="http://f.id">e</a>'],
    ['[a](http://b.id/\\)c)', '<a href="http://b.id/)c">a</a>'],
    ['[a [b] c](/d)', '<a href="/d">a [b] c</a>'],
    ['[a](javascript:alert(1)) [b](data:x) [c](/) [d](e)', '[a](javascript:alert(1)) [b](data:x) [c](/) [d](e)'],
    ['![a](/b)', '![a](/b)'],
    [
      '[a][B] [b][] [b], [c]\n\n[b]: http://x.id "t"',
      '<a href="http://x.id" title="t">a</a> <a href="http://x.id" title="t">b</a> <a href="http://x.id" title="t">b</a>, [c]',
    ],
    [
      '<https://a.id/?b&c> <me@a.id> <javascript:x>',
      '<a href="https://a.id/?b&amp;c">https://a.id/?b&amp;c</a> <a href="mailto:me@a.id">me@a.id</a> &lt;javascript:x&gt;',
    ],
    ['(lihat https://a.id/b_(c)), ya?', '(lihat <a href="https://a.id/b_(c)">https://a.id/b_(c)</a>), ya?'],
    [
      'https://a.id/b. HTTP://A.ID, xhttp://a.id',
      '<a href="https://a.id/b">https://a.id/b</a>. <a href="HTTP://A.ID">HTTP://A.ID</a>, xhttp://a.id',
    ],
    ['http://a http://kopi.id/é"', 'http://a <a href="http://kopi.id/%C3%A9">http://kopi.id/é</a>&quot;'],
    ['me@a.id, a@b, a@b@c', '<a href="mailto:me@a.id">me@a.id</a>, a@b, a@b@c'],
    ['[lihat www.a.id](/b)', '<a href="/b">lihat www.a.id</a>'],
  ])('%j', (markdown, html) => {
    expect(line(markdown)).toBe(html)
  })

  it('lead to communities and people', () => {
    const linked = (text: string) =>
      [...readMarkdown(text).matchAll(/<a href="([^"]+)">([^<]+)<\/a>/g)].map(([, a, b]) => [a, b])
    expect(linked('r/kopi, (/r/a_b+c2) u/Budi-1 /u/a/m/b/')).toEqual([
      ['/r/kopi', 'r/kopi'],
      ['/r/a_b+c2', '/r/a_b+c2'],
      ['/u/Budi-1', 'u/Budi-1'],
      ['/u/a/m/b/', '/u/a/m/b/'],
    ])
    expect(linked(`r/a /r/_ab xr/kopi r/${'a'.repeat(25)} R/kopi \\/r/kopi r/aa+b r/reddit.community`)).toEqual([])
    expect(linked('r/all-kopi-teh r/kopi-teh')).toEqual([
      ['/r/all-kopi-teh', 'r/all-kopi-teh'],
      ['/r/kopi', 'r/kopi'],
    ])
  })

  it('without a server lead to the one that is named', () => {
    const html = readMarkdown('r/kopi [a](/b) [c](//d.id/) [e](#f) http://g.id', { home: 'https://h.id' })
    expect([...html.matchAll(/href="([^"]+)"/g)].map(([, address]) => address)).toEqual([
      'https://h.id/r/kopi',
      'https://h.id/b',
      '//d.id/',
      '#f',
      'http://g.id',
    ])
  })
})

describe('blocks', () => {
  it.each([
    ['a\nb\n\nc', '<p>a\nb</p>\n\n<p>c</p>\n'],
    ['#a\n## b ##\n####### c\n#', '<h1>a</h1>\n\n<h2>b</h2>\n\n<h6># c</h6>\n'],
    ['a\nb\n===\nc\n-', '<p>a</p>\n\n<h1>b</h1>\n\n<h2>c</h2>\n'],
    ['***\n- - -\n_ _', '<hr/>\n\n<hr/>\n\n<p>_ _</p>\n'],
    [
      '> a\nb\n>> c\n\nd',
      '<blockquote>\n<p>a\nb</p>\n\n<blockquote>\n<p>c</p>\n</blockquote>\n</blockquote>\n\n<p>d</p>\n',
    ],
    [
      '>! a\n>! b\n\n> c',
      '<blockquote class="md-spoiler-text">\n<p>a\nb</p>\n</blockquote>\n\n<blockquote>\n<p>c</p>\n</blockquote>\n',
    ],
    ['- a\n- b\n\n1. c', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n\n<ol>\n<li>c</li>\n</ol>\n'],
    ['- a\n    - b\n- c\n\n  d', '<ul>\n<li>a\n\n<ul>\n<li>b</li>\n</ul></li>\n<li><p>c</p>\n\n<p>d</p></li>\n</ul>\n'],
    ['    a <b>\n\n\tc\n\nd', '<pre><code>a &lt;b&gt;\n\nc\n</code></pre>\n\n<p>d</p>\n'],
    ['~~~ {.a .b}\n*x*\n```\ny', '<pre><code class="md-code-language-a b">*x*\n</code></pre>\n\n<p>y</p>\n'],
    ['```\na', '<pre><code>a\n</code></pre>\n'],
    ['\ufeff\r\n', ''],
    ['', ''],
  ])('%j', (markdown, html) => {
    expect(readMarkdown(markdown)).toBe(html)
  })

  it('make tables, whose columns keep to a side', () => {
    const rows = readMarkdown('|a|b|c|\n|:-|-:|:-:|\nx|`y`|z|more\n|only').match(/<t[hd]\b[^\n]*/g)
    expect(rows).toEqual([
      '<th align="left">a</th>',
      '<th align="right">b</th>',
      '<th align="center">c</th>',
      '<td align="left">x</td>',
      '<td align="right"><code>y</code></td>',
      '<td align="center">z</td>',
      '<td align="left">only</td>',
      '<td colspan="2"  align="right"></td>',
    ])
    expect(readMarkdown('a|b\n-\nc')).not.toContain('<table>')
  })

  it('are left out where they are nested too deep, and nothing else is', () => {
    const deep = readMarkdown(`${'> '.repeat(40)}a\n\nb`)
    expect(deep.match(/<blockquote>/g)).toHaveLength(17)
    expect(deep).not.toContain('a</p>')
    expect(deep).toContain('<p>b</p>')
  })
})

describe('pages of a wiki', () => {
  const wiki = (markdown: string) => readMarkdown(markdown, { wiki: true })

  it('take the tags of tables, with five attributes', () => {
    const table = '<table cellpadding="1" onclick="x"><tr><th ROWSPAN=\'2\'>*a*</th></tr></table>'
    expect(wiki(table)).toBe('<p><table cellpadding="1"><tr><th ROWSPAN="2"><em>a</em></th></tr></table></p>\n')
    expect(readMarkdown(table)).not.toContain('<table')
    expect(wiki('<tablet> <script> <TABLE>')).toBe('<p>&lt;tablet&gt; &lt;script&gt; &lt;TABLE&gt;</p>\n')
    expect(wiki(`<td scope="&quot;<'" colspan="a=b">`)).toBe('<p><td scope="&amp;quot;&lt;&#39;"></p>\n')
  })

  it('show pictures of addresses that run nothing', () => {
    expect(wiki('![a "b"](https://c.id/d "e")')).toBe(
      '<p><img src="https://c.id/d" alt="a &quot;b&quot;" title="e"/></p>\n',
    )
    expect(wiki('![a](javascript:b)')).toBe('<p>![a](javascript:b)</p>\n')
  })
})
