import fc from 'fast-check'
import rehypeRaw from 'rehype-raw'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { describe, expect, it, test } from 'vitest'
import { readCounting, readMarkdown } from './index.ts'

/** Pieces that mean something, alone or beside each other. */
const char = fc.constantFrom(
  ...'*|**|***|_|__|~~|`|```|\n```js\n|[|](|](/x "t")|](javascript:x)|][|]|[a]: /r "t"|(|)|"|\'|!|>|> |>! |>!|!<|<|/>|<a href="x">|<script>'.split(
    '|',
  ),
  ...'<http://x.id>|<table scope="x">|<td on=\'x\'>|</table>|\\|&|&amp;|&#60;|;|^|^(|/r/kopi|u/budi|+|www.x.id|https://x.id/|@x.id|.|- |1. |# |==='.split(
    '|',
  ),
  '|',
  'a|b\n-|:-\n',
  '\n---\n',
  '    ',
  '\t',
  '\n',
  '\n\n',
  '  \n',
  '\r\n',
  '\u0000',
  '\u0007',
  '\ud800',
  'é',
  '。',
)
const anything = fc.oneof(
  { weight: 4, arbitrary: char },
  fc.string({ unit: 'binary', maxLength: 5 }),
  fc.constantFrom('a', 'kopi', ' '),
)
const text = fc.array(anything, { maxLength: 60 }).map((pieces) => pieces.join(''))

const attributes: Readonly<Record<string, RegExp>> = {
  a: /^(?: href="[^"<>\s]*"(?: title="[^"<>]*")?)$/,
  span: /^ class="md-spoiler-text"$/,
  blockquote: /^(?: class="md-spoiler-text")?$/,
  code: /^(?: class="md-code-language-[^"<>]*")?$/,
  th: /^(?: colspan="\d+" )?(?: align="(?:left|right|center)")?$/,
  td: /^(?: colspan="\d+" )?(?: align="(?:left|right|center)")?$/,
  br: /^\/$/,
  hr: /^\/$/,
}
const bare = 'p h1 h2 h3 h4 h5 h6 ul ol li pre table thead tbody tr em strong del sup'.split(' ')

/** Reads HTML character by character, and tells the first thing that should not be there. */
function fault(html: string): string | undefined {
  const open: string[] = []
  for (const [piece, tag, rest = ''] of html.matchAll(/<(\/[^>]*|[^\s>/]+)([^>]*)>|[^<]+|</g)) {
    if (tag === undefined) {
      if (/[<>"']|&(?!(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z0-9]+);)/.test(piece)) return `unescaped: ${piece}`
    } else if (tag.startsWith('/')) {
      if (open.pop() !== tag.slice(1)) return `closes what is not open: ${piece}`
    } else {
      const allowed = bare.includes(tag) ? /^$/ : attributes[tag]
      if (!allowed?.test(rest)) return `not allowed: ${piece}`
      if (rest !== '/') open.push(tag)
    }
  }
  return open.length > 0 ? `left open: ${open.join(' ')}` : undefined
}

const elements = new Set([...bare, ...Object.keys(attributes)])
const onWiki = new Set([...elements, 'img', 'tfoot', 'caption'])
const properties = /^(?:href|title|className|align|src|alt|colSpan|rowSpan|scope|cellSpacing|cellPadding)$/
const harmless = /^(?:https?:|ftp:|mailto:|git:|steam:|ircs?:|news:|mumble:|ssh:|ts3server:|\/|#)/i
const parser = unified().use(rehypeRaw)

/** What a browser makes of it: the elements, their attributes, where they lead, and the text. */
function asABrowser(html: string) {
  const tree = parser.runSync({ type: 'root', children: [{ type: 'raw', value: html }] })
  const found = { tags: new Set<string>(), properties: new Set<string>(), addresses: [] as string[], text: '' }
  visit(tree, (node) => {
    if (node.type === 'text') found.text += node.value
    if (node.type !== 'element') return
    found.tags.add(node.tagName)
    for (const [name, value] of Object.entries(node.properties)) {
      found.properties.add(name)
      if (name === 'href' || name === 'src') found.addresses.push(String(value))
    }
  })
  return found
}

describe('whatever is written', () => {
  it('what comes out is well-formed, and made of a fixed few elements and attributes', () => {
    fc.assert(
      fc.property(text, (markdown) => {
        expect(fault(readMarkdown(markdown))).toBeUndefined()
      }),
      { numRuns: 3000 },
    )
  })

  it.each([false, true])('a browser finds no other elements, attributes or schemes in it (wiki: %s)', (wiki) => {
    fc.assert(
      fc.property(text, (markdown) => {
        const found = asABrowser(readMarkdown(markdown, { wiki }))
        const allowed = wiki ? onWiki : elements
        expect([...found.tags].filter((tag) => !allowed.has(tag) && tag !== 'colgroup')).toEqual([])
        expect([...found.properties].filter((name) => !properties.test(name))).toEqual([])
        expect(found.addresses.filter((address) => !harmless.test(address))).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  it('no letter is lost or made, but those of addresses, languages and what a table has no column for', () => {
    const escapedMark = fc.constantFrom(
      ...'*|**|***|_|~~|`|> |>! |>!|!<|<|/>|<b>|\\|&|&amp;|^|^(|)|/r/kopi|u/budi|www.x.id|https://x.id/é|- |# |===|    |\n|\n\n|  \n|\t|é|。|😀'.split(
        '|',
      ),
    )
    const piece = fc.oneof(escapedMark, fc.constantFrom('kopi', 'teh', ' ', '\n'))
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const markdown = pieces.join('')
        // Sixteen levels, a fence's language and what a backslash takes along out of a superscript are lost at Reddit too.
        fc.pre(!/\^\([^)]*\\/.test(markdown) && !/`{3}|~{3}/.test(markdown) && !/^(?:[^\n]*[>^-]){5}/m.test(markdown))
        const letters = (said: string) =>
          said.replaceAll('&amp;', '&').replace(/[^\p{L}\p{Extended_Pictographic}]/gu, '')
        expect(letters(asABrowser(readMarkdown(markdown)).text)).toBe(letters(markdown))
      }),
      { numRuns: 2000 },
    )
  })
})

/** Texts that make a careless reader look at everything again for each character; all of about `length` characters. */
const traps: Readonly<Record<string, (length: number) => string>> = {
  'brackets that nothing closes': (length) => '['.repeat(length),
  'brackets in brackets': (length) => '['.repeat(length / 2) + ']'.repeat(length / 2),
  'quotes in quotes': (length) => '>'.repeat(length),
  'spoilers that nothing ends': (length) => '>!a '.repeat(length / 4),
  'blocks of spoilers': (length) => '>! a\n\n'.repeat(length / 6),
  'emphasis that nothing ends': (length) => '*a **b ***c _d ~~e '.repeat(length / 19),
  'emphasis in emphasis': (length) => '*_'.repeat(length / 2),
  backticks: (length) => '`'.repeat(length),
  'ever fewer backticks': (length) => {
    const runs = Math.floor(Math.sqrt(2 * length))
    return Array.from({ length: runs }, (_, run) => '`'.repeat(runs - run)).join(' ')
  },
  'superscripts in superscripts': (length) => '^'.repeat(length),
  'brackets of superscripts': (length) => '^('.repeat(length / 2),
  'links without an end': (length) => '[a](x '.repeat(length / 6),
  'links with one end': (length) => `${"[a](x '".repeat(length / 7)}   )`,
  'links that lead nowhere': (length) => `${'['.repeat(length / 6)}a${'](x:)'.repeat(length / 6)}`,
  'labels that are looked up': (length) => `[a]: /x\n\n${'['.repeat(length / 2)}${']'.repeat(length / 2)}`,
  'tags that nothing ends': (length) => '<a'.repeat(length / 2),
  'addresses in one tag': (length) => `${'<ab:'.repeat(length / 4)}>`,
  'email addresses': (length) => 'a@'.repeat(length / 2),
  'brackets behind an address': (length) => `https://a.id/${'(;'.repeat(length / 2)}`,
  'bullets in bullets': (length) => '- '.repeat(length / 2),
  'lists in lists': (length) => '- a\n  - b\n    - c\n'.repeat(length / 20),
  'cells of a table': (length) => `${'a|'.repeat(length / 4)}\n${'-|'.repeat(length / 4)}`,
  'rows of a table': (length) => `a|b\n-|-\n${'|\n'.repeat(length / 2)}`,
  'fences of code': (length) => '```\n'.repeat(length / 4),
  definitions: (length) => '[a]: <b> "\n'.repeat(length / 11),
}

describe('a text of a million characters that was written to be hard', () => {
  test.each(Object.entries(traps))(
    '%s: every character is looked at a few times, however many there are',
    (_, trap) => {
      const steps = (length: number) => readCounting(trap(length)).steps / length
      const few = steps(10_000)
      // Sixteen levels, and some tables for each.
      expect(few).toBeLessThan(60)
      expect(steps(1_000_000)).toBeLessThan(1.1 * few + 1)
    },
  )
})
