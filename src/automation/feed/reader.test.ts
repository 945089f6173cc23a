import { describe, expect, test } from 'vitest'
import type { Context } from '../../context.ts'
import { fakeClock } from '../../testing/clock.ts'
import { type SuiteCase, suiteCases } from '../../testing/suites.ts'
import { readFeedAt } from './reader.ts'

const contextWith = (fetch: typeof globalThis.fetch) => ({ fetch, clock: fakeClock() }) as unknown as Context
const answering = (body: string) => contextWith(async () => new Response(body))

test('Atom and JSON Feed are read too; relative and odd addresses are put right or left out', async () => {
  const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>A &amp; B</title><id>urn:a</id><link rel="alternate" href="https://a.example/blog/"/>
    <entry><id>u:1</id><title>Satu</title><link rel="alternate" href="satu"/><published>2026-11-24T08:00:00Z</published><summary>S</summary></entry>
    <entry><id>u:2</id><title>Dua</title><link href="javascript:alert(1)"/></entry></feed>`
  const read = await readFeedAt(answering(atom), 'https://a.example/atom')
  expect(read?.title).toBe('A & B')
  expect(read?.items).toMatchObject([
    { guid: 'u:1', url: 'https://a.example/blog/satu', publishedAt: new Date('2026-11-24T08:00:00Z') },
  ])
  const json = {
    version: 'https://jsonfeed.org/version/1.1',
    title: 'J',
    items: [{ id: '1', url: '/x', content_text: 'c' }],
  }
  expect((await readFeedAt(answering(JSON.stringify(json)), 'https://j.example/feed.json'))?.items).toMatchObject([
    { guid: '1', url: 'https://j.example/x', summary: 'c' },
  ])
})

test.each(['', '<html><body>Halo</body></html>', '{"a":1}', '<rss', '\u0000\u0001'])(
  '%j is no feed, and is said so',
  async (body) => {
    await expect(readFeedAt(answering(body), 'https://a.example/')).rejects.toMatchObject({
      kind: 'wrong-input',
      field: 'url',
    })
  },
)

describe('suite xxe', () => {
  test.for(suiteCases<SuiteCase & { input: string }>('xxe.json'))('$id', async ({ input }) => {
    const asked: string[] = []
    const hostile = contextWith(async (url) => {
      asked.push(String(url))
      return new Response(input)
    })
    const spent = process.cpuUsage()
    const read = await readFeedAt(hostile, 'https://a.example/feed').catch((error: unknown) => error)
    expect(JSON.stringify(read)).not.toMatch(/root:|\[boot loader\]/)
    expect(asked.every((url) => url.startsWith('https://a.example/'))).toBe(true)
    expect(process.cpuUsage(spent).user / 1000).toBeLessThan(2000)
  })
})

/** A feed in bytes, as a server of that charset sends it. */
const inBytes = (bytes: Uint8Array<ArrayBuffer>, contentType = 'text/xml') =>
  contextWith(async () => new Response(bytes, { headers: { 'content-type': contentType } }))
const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const utf16 = (text: string, mark: boolean, big = false) => {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le')
  return new Uint8Array(big ? bytes.swap16() : bytes)
}
const titled = (title: string, encoding = '', more = '') =>
  `<?xml version="1.0"${encoding && ` encoding="${encoding}"`}?><rss version="2.0"><channel><title>${title}</title>${more}</channel></rss>`
const titleOf = async (context: Context) => (await readFeedAt(context, 'https://a.example/feed'))?.title

describe('a feed’s letters', () => {
  test.each<[string, Uint8Array<ArrayBuffer>, string?]>([
    ['the prolog says ISO-8859-1', latin(titled('Kafé “kopi”'.replace(/[“”]/g, ''), 'ISO-8859-1'))],
    ['the header says ISO-8859-1', latin(titled('Kafé kopi')), 'text/xml; charset=iso-8859-1'],
    ['nobody says windows-1252', latin(titled('Kafé kopi'))],
    [
      'the header says UTF-8, and that is not true',
      latin(titled('Kafé kopi', 'iso-8859-1')),
      'text/xml; charset=utf-8',
    ],
    ['UTF-16 with its mark', utf16(titled('Kafé kopi', 'UTF-16'), true)],
    ['UTF-16, the other way round', utf16(titled('Kafé kopi', 'UTF-16'), true, true)],
    ['UTF-16 without a mark', utf16(titled('Kafé kopi', 'UTF-16LE'), false)],
    ['UTF-16 without a mark, the other way round', utf16(titled('Kafé kopi', 'UTF-16BE'), false, true)],
    ['UTF-8 with its mark', new Uint8Array(Buffer.from(`\ufeff${titled('Kafé kopi')}`))],
    ['a charset that there is not', new Uint8Array(Buffer.from(titled('Kafé kopi', 'klingon'))), 'text/xml; charset=x'],
  ])('%s', async (_name, bytes, type) => {
    expect(await titleOf(inBytes(bytes, type))).toBe('Kafé kopi')
  })

  test('the signs of windows-1252 are read too', async () => {
    const bytes = latin(titled('\x93kopi\x94 \x80', 'windows-1252'))
    expect(await titleOf(inBytes(bytes))).toBe('“kopi” €')
  })
})

const items = async (body: string) => (await readFeedAt(answering(body), 'https://a.example/feed'))?.items ?? []

describe('what feeds say in their own way', () => {
  test('moments by Dublin Core, in RSS and RDF', async () => {
    const dated = '<item><link>/a</link><dc:date>2026-11-02T03:04:05+07:00</dc:date></item>'
    const instant = new Date('2026-11-01T20:04:05Z')
    expect(
      await items(titled('a', '', dated).replace('<rss', '<rss xmlns:dc="http://purl.org/dc/elements/1.1/"')),
    ).toMatchObject([{ publishedAt: instant }])
    const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>a</title></channel>${dated}</rdf:RDF>`
    expect(await items(rdf)).toMatchObject([{ publishedAt: instant }])
  })

  test.each(['yesterday', '9999-12-31T00:00:00Z', '+300000-01-01T00:00:00Z', '0000-00-00T00:00:00Z', '-1'])(
    'the moment %s hurts nobody',
    async (told) => {
      const [item] = await items(titled('a', '', `<item><link>/a</link><pubDate>${told}</pubDate></item>`))
      expect(item?.url).toBe('https://a.example/a')
      expect(item?.publishedAt?.getTime() ?? 0).toBeLessThanOrEqual(new Date('2100-01-01').getTime())
    },
  )

  test('xml:base, on the feed and on an entry', async () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/x/"><title>a</title>
      <entry><id>u:1</id><title>a</title><link href="satu"/></entry>
      <entry xml:base="y/"><id>u:2</id><title>a</title><link href="dua"/></entry></feed>`
    expect((await items(atom)).map(({ url }) => url)).toEqual(['https://b.example/x/satu', 'https://b.example/x/y/dua'])
    const rss = titled('a', '', '<item><link>tiga</link></item>').replace(
      '<rss',
      '<rss xml:base="https://b.example/z/"',
    )
    expect((await items(rss)).map(({ url }) => url)).toEqual(['https://b.example/z/tiga'])
  })

  test('Atom’s texts are text, HTML or XHTML as they say', async () => {
    const entry = (type: string, value: string) =>
      `<entry><id>u:${type}</id><link href="/${type || 'none'}"/><title ${type && `type="${type}"`}>${value}</title></entry>`
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>a</title>${entry('', '1 &lt;b&gt; 2')}${entry('text', '1 &lt;b&gt; 2 &amp;amp;')}${entry('html', '1 &lt;b&gt;2&lt;/b&gt; &amp;amp;')}${entry('xhtml', '<div xmlns="http://www.w3.org/1999/xhtml">1 <b>2</b> &lt;</div>')}</feed>`
    expect((await items(atom)).map(({ title }) => title)).toEqual(['1 <b> 2', '1 <b> 2 &amp;', '1 2 &', '1 2 <'])
  })

  test('ids that several items bear, or none, are none', async () => {
    const item = (link: string, guid: string) =>
      `<item><link>https://c.example/${link}</link>${guid && `<guid>${guid}</guid>`}</item>`
    const found = await items(titled('a', '', item('a', 'N/A') + item('b', 'N/A') + item('c', '') + item('d', 'own-1')))
    expect(found.map(({ guid }) => guid)).toEqual([
      'https://c.example/a',
      'https://c.example/b',
      'https://c.example/c',
      'own-1',
    ])
  })

  test('NUL, halves of letters and controls are left out', async () => {
    const json = JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'J\0',
      items: [{ id: 'a\0', url: '/x', title: 'b\u000b\ud800c', tags: ['t\0'] }],
    })
    expect(await items(json)).toMatchObject([{ guid: 'a', title: 'b\ufffdc', tags: ['t'] }])
  })
})
