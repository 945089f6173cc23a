import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cleanPicture } from '../../media/index.ts'
import { parseFeedText } from './items.ts'

const then = new Date('2026-11-24T08:00:00Z')
const read = (text: string) => parseFeedText(text, 'https://a.example/feed', then)

const laughs = Array.from({ length: 9 }, (_, at) =>
  at === 0 ? '<!ENTITY a0 "ha">' : `<!ENTITY a${at} "${`&a${at - 1};`.repeat(10)}">`,
).join('')
const outside = '<!ENTITY luar SYSTEM "file:///etc/passwd">'
const feed = (doctype: string, title: string) =>
  `<?xml version="1.0"?>${doctype}<rss version="2.0"><channel><title>Kopi</title><item><link>https://a.example/1</link><title>${title}</title></item></channel></rss>`

describe('attacks#A16 a feed that declares entities of its own', () => {
  test.each<[string, string]>([
    ['a billion laughs', feed(`<!DOCTYPE rss [${laughs}]>`, '&a8;')],
    ['a file of ours', feed(`<!DOCTYPE rss [${outside}]>`, '&luar;')],
    ['a parameter', feed('<!DOCTYPE rss [<!ENTITY % d SYSTEM "http://10.0.0.1/d"> %d;]>', 'a')],
    ['written apart by a sign that means nothing', feed(`<!DOC\0TYPE rss [<!EN\0TITY a "b">]>`, '&a;')],
    ['in small letters', feed('<!doctype rss [<!entity a "b">]>', '&a;')],
    ['behind a comment and an instruction', feed('<!-- <a> --><?x <y> ?>\n<!DOCTYPE rss [<!ENTITY a "b">]>', '&a;')],
    ['behind an address with a bracket', feed('<!DOCTYPE rss SYSTEM "a>b" [<!ENTITY a "b">]>', '&a;')],
    ['in Atom', `<!DOCTYPE feed [${laughs}]><feed xmlns="http://www.w3.org/2005/Atom"><title>&a8;</title></feed>`],
    ['never ended', `<!DOCTYPE rss [${laughs}`],
  ])('is none: %s', (_name, text) => {
    const spent = process.cpuUsage()
    expect(read(text)).toBeUndefined()
    expect(process.cpuUsage(spent).user / 1000).toBeLessThan(2000)
  })

  test('what names only where its kind is described is read, and nothing is asked there', () => {
    const netscape =
      '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">'
    expect(read(feed(netscape, 'Satu'))?.items).toMatchObject([{ title: 'Satu' }])
  })

  test('an article about such things is an article', () => {
    const words = '<![CDATA[Apa itu <!ENTITY a "b"> dan <!DOCTYPE rss [ … ]>?]]>'
    expect(read(feed('', `XXE ${words}`))?.items).toHaveLength(1)
    const json = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'J',
      items: [{ id: '1', url: '/x', title: '<!DOCTYPE a [<!ENTITY b "c">]>' }],
    }
    expect(read(JSON.stringify(json))?.items).toHaveLength(1)
  })

  test('an entity that nobody declared stays as it is written', () => {
    expect(read(feed('', '&luar; kopi'))?.items).toMatchObject([{ title: '&luar; kopi' }])
  })
})

describe('attacks#A16 other XML', () => {
  test.each([
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&a;</text></svg>',
  ])('a drawing is no picture, and its XML is not begun: %s', async (svg) => {
    const { cause } = (await cleanPicture(Buffer.from(svg), 'a.svg').catch((error: unknown) => error)) as Error
    // Nobody who reads XML was asked.
    expect(String(cause)).toMatch(/unsupported image format/)
  })

  test('feeds, the parts of a spreadsheet (core/table/table.test.ts tries those) and blogs that move in (importing/source) are the only XML that is read', () => {
    const root = join(import.meta.dirname, '../..')
    const readers = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
      (file) =>
        file.endsWith('.ts') &&
        !/\.test\.ts$|^testing|fake/.test(file) &&
        /parseFeed\(|from '[^'.]*(?:xml|sax)[^']*'/.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(readers.sort()).toEqual([
      join('automation', 'feed', 'items.ts'),
      join('core', 'table', 'xml.ts'),
      join('importing', 'source', 'xml.ts'),
    ])
  })
})
