import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { beside } from '../../networks/testing/beside.ts'
import { addressesOf, readdress } from '../convert.ts'
import { type Address, toMarkdown } from '../markup/to-markdown.ts'
import { readdressPlain } from './readdress-plain.ts'

const suites = beside('suites', 'importers')
const link = (url: string, now: string): [Address, string] => [{ kind: 'link', url }, now]

describe('addresses of plain texts', () => {
  test.each<[string, [Address, string][], string]>([
    ['Baca [ini](/a) dan [itu](/b).', [link('/a', '/b'), link('/b', '/c')], 'Baca [ini](/b) dan [itu](/c).'],
    ['[dua](/x) kali [dua](/x)', [link('/x', '/kopi (pagi)')], '[dua](</kopi (pagi)>) kali [dua](</kopi (pagi)>)'],
    ['tidak ada', [], 'tidak ada'],
    ['[lebih](/ab) [a](/a) dan /a', [link('/a', '/b')], '[lebih](/ab) [a](/b) dan /a'],
  ])('are changed in %s', (markdown, addresses, changed) => {
    expect(readdressPlain(markdown, addresses)).toBe(changed)
    expect(readdress(markdown, addresses)).toBe(changed)
  })

  test.each([
    'in code: `[a](/a)` [a](/a)',
    'a picture: ![a](/a)',
    '[b](/a) also bare: https://lama.example/b',
    'no link](/a)',
    '[over two\n\nparagraphs](/a)',
    '[in](/b [another](/a))',
    '| [a|b](/a) |\n|---|',
    '[a](/a "Title")',
    '[a](</a>)',
    '[a]: /a',
    '>     [a](/a)',
    'nowhere',
  ])('are left to who reads them: %s', (markdown) => {
    expect(readdressPlain(markdown, [link('/a', '/b')])).toBeUndefined()
  })

  test.runIf(suites)('come out as from who reads them, in exports of other projects', () => {
    let plain = 0
    for (const path of filesIn(suites ?? '').filter((one) => /\.(?:xml|wxr|html|json|md)$/.test(one)))
      for (const markdown of piecesOf(readFileSync(path, 'utf8').slice(0, 60_000))) {
        const all = addressesOf(markdown).map((one, n): [Address, string] => [one, `/baru-${n}`])
        const some = all.filter(([{ kind }], n) => kind === 'link' && n % 2 === 0)
        const changed = readdressPlain(markdown, some)
        if (changed === undefined || some.length === 0) continue
        plain += 1
        expect(changed, path).toBe(readdress(markdown, some))
      }
    expect(plain).toBeGreaterThan(20)
  })
})

/** A text's own paragraphs as Markdown, one by one: most of them are plain. */
const piecesOf = (text: string) =>
  toMarkdown({ html: text.replace(/<!\[CDATA\[|\]\]>/g, '').replaceAll('\\"', '"') }).markdown.split('\n\n')

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesIn(path) : [path]
  })
}
