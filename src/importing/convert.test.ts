import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { beside } from '../networks/testing/beside.ts'
import { addressesOf } from './convert.ts'
import { toMarkdown } from './markup/to-markdown.ts'

const suites = beside('suites', 'importers')

/** Addresses that are in the Markdown, and not among those that are known of the HTML. */
function unknownIn(html: string): string[] {
  const { markdown, addresses } = toMarkdown({ html, base: 'https://lama.example/2020/kopi/' })
  if (addresses === undefined) return []
  const known = new Set(addresses.map(({ kind, url }) => `${kind} ${url}`))
  return addressesOf(markdown)
    .map(({ kind, url }) => `${kind} ${url}`)
    .filter((one) => !known.has(one))
}

describe('addresses of HTML are those of its Markdown', () => {
  test.each([
    '<a href="/a b">dua kata</a> <a href="/(a)">kurung</a> <a href="/a)b">tutup</a> <a href="/a<b>">sudut</a>',
    '<a href="/?a=1&amp;copy=2&amp;amp=3">tanda</a> <a href="/%20%2F">persen</a> <a href="/\\a">garis miring</a>',
    '<a href="/a*b_c~d`e">tanda lain</a> <a href="/a&quot;b">kutip</a> <a href="">kosong</a> <a>tanpa</a>',
    '<a href="https://lama.example/x">https://lama.example/x</a>, https://lama.example/teks www.lama.example surel@lama.example',
    '<a href="mailto:rina@lama.example">rina@lama.example</a> <a href="tel:+62">telepon</a> <a href="#a">di sini</a>',
    '<img src="a.jpg"><img src="/b c.jpg" alt="B &lt;b&gt;"><a href="/c.jpg"><img src="c-300x200.jpg" title="C"></a>',
    '<figure><img src="/d.jpg"><figcaption><a href="/e">E</a></figcaption></figure><p><img src="x&amp;y.jpg"></p>',
    '<details><summary><a href="/f">F</a></summary><img src="/g&amp;h.jpg"></details><dl><dt>a<dd><a href="/i">I</a></dl>',
    '<table><tr><td colspan="2"><a href="/j|k">J</a></table><table><tr><th>a<tr><td><a href="/l|m">L</a></table>',
    '<h2 id="n"><a href="/n">N</a></h2><ul><li><a href="/o">O</a><pre><code>[p](/p)</code></pre></ul><code>![q](/q)</code>',
    '<p>[bukan](/tautan) ![bukan](/gambar) &lt;https://lama.example/bukan&gt; [r]: /r</p>',
    '<a href="\u00a0/s\u00a0">S</a> <a href="/t\nu">T</a> <a href="/é ü">É</a> <a href="//lama.example/v">V</a>',
  ])('%s', (html) => {
    expect(unknownIn(html)).toEqual([])
  })

  test('a card of Markdown is read', () => {
    expect(toMarkdown({ html: '<div data-markdown="[a](/b)"></div>' }).addresses).toBeUndefined()
  })

  test.runIf(suites)('in all exports of other projects', () => {
    const files = filesIn(suites ?? '').filter((path) => /\.(?:xml|wxr|html|json)$/.test(path))
    expect(files.length).toBeGreaterThan(50)
    // Whatever is in them is read as one piece of HTML: strange enough.
    for (const path of files) expect(unknownIn(bodiesOf(readFileSync(path, 'utf8'))), path).toEqual([])
  })
})

const bodiesOf = (text: string) =>
  text
    .slice(0, 60_000)
    .replace(/<!\[CDATA\[|\]\]>/g, '')
    .replaceAll('\\"', '"')

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesIn(path) : [path]
  })
}
