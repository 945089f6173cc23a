import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainText } from '../../../core/text/flatten.ts'
import { readMarkdown } from '../../../core/text/markdown.ts'
import type { Style } from '../../../core/text/styled.ts'
import { answersTo } from '../../../testing/jsonl.ts'
import { type SuiteCase, suiteCases } from '../../../testing/suites.ts'
import { styledFor } from '../../parts.ts'
import { formatting } from '../markdown.ts'
import { defaults, render } from '../render.ts'
import { readMarkdown as readReddit } from './index.ts'

const read = (text: string, wiki = false) => readReddit(text, { wiki })

interface Case extends SuiteCase {
  markdown: string
  html: string
}

const cases = suiteCases<Case>('snudown.json')

describe('suite snudown.json', () => {
  test.for([['cases'], ['wiki_cases', '--wiki']])('%s through the command', async ([section = '', ...wiki]) => {
    const chosen = cases.filter((one) => one.section === section)
    const asked = chosen.map(({ id, markdown }) => ({ id, markdown }))
    const rows = await answersTo(['render', '--network', 'reddit', ...wiki], asked)
    expect(rows).toEqual(chosen.map(({ id, html }) => ({ id, html })))
  })
})

describe('what is written for Reddit is read there as it was meant', () => {
  const shown = (markdown: string) => {
    const tree = readMarkdown(markdown)
    return read(render({ text: plainText(tree), tree, title: 'Judul' }, defaults)[0]?.text ?? '')
  }
  test.for([
    [
      '**tebal** _miring_ ~~coret~~ `y*z`',
      '<p><strong>tebal</strong> <em>miring</em> <del>coret</del> <code>y*z</code></p>\n',
    ],
    ['***dua***', '<p><strong><em>dua</em></strong></p>\n'],
    ['**a _b_ c**', '<p><strong>a <em>b</em> c</strong></p>\n'],
    ['**a _b_** c', '<p><strong>a <em>b</em></strong> c</p>\n'],
    ['**_a_ b** c', '<p><strong><em>a</em> b</strong> c</p>\n'],
    ['*a __b__* c', '<p><em>a <strong>b</strong></em> c</p>\n'],
    ['*__a__ b* c', '<p><em><strong>a</strong> b</em> c</p>\n'],
    ['**a**_b_', '<p><strong>a</strong><em>b</em></p>\n'],
    [
      '[cerita _kami_](https://contoh.id/a_(b))',
      '<p><a href="https://contoh.id/a_%28b%29">cerita <em>kami</em></a></p>\n',
    ],
    ['satu\ndua', '<p>satu<br/>\ndua</p>\n'],
    ['# Judul *miring*', '<h1>Judul <em>miring</em></h1>\n'],
    ['> satu\n> dua', '<blockquote>\n<p>satu<br/>\ndua</p>\n</blockquote>\n'],
    ['- satu\n- dua', '<ul>\n<li>satu</li>\n<li>dua</li>\n</ul>\n'],
    ['- satu\n  - dalam\n- dua', '<ul>\n<li>satu\n\n<ul>\n<li>dalam</li>\n</ul></li>\n<li>dua</li>\n</ul>\n'],
    ['1. satu\n2. dua', '<ol>\n<li>satu</li>\n<li>dua</li>\n</ol>\n'],
    ['```js\nx *y*\n\nz\n```', '<pre><code>x *y*\n\nz\n</code></pre>\n'],
    ['a\n\n---\n\nb', '<p>a</p>\n\n<hr/>\n\n<p>b</p>\n'],
    ['halo u/sari_dewi', '<p>halo <a href="/u/sari_dewi">u/sari_dewi</a></p>\n'],
  ] as const)('%j', ([markdown, html]) => {
    expect(shown(markdown)).toBe(html)
  })

  test('a person’s name behind a ^ is a name, and is not raised', () => {
    const sent = render({ text: 'x ^u/budi', title: 'Judul' }, defaults)[0]?.text ?? ''
    expect(read(sent)).toBe('<p>x ^<a href="/u/budi">u/budi</a></p>\n')
  })

  test('a table, with a bar in a cell', () => {
    expect(shown('| a | b |\n|--:|---|\n| x\\|y | **2** |')).toContain(
      '<tr>\n<td align="right">x&#124;y</td>\n<td><strong>2</strong></td>\n</tr>',
    )
  })

  const link = '<a href="https://contoh.id/a_b">https://contoh.id/a_b</a>'
  test.for([
    ['*https://contoh.id/a_b*', `*${link}*`],
    ['~~https://contoh.id/a_b~~', `~~${link}~~`],
    ['“https://contoh.id/a_b”, katanya', `“${link}”, katanya`],
    ['https://contoh.id/a_b: bacalah', `${link}: bacalah`],
    ['("https://contoh.id/a_b")', `(&quot;${link}&quot;)`],
    ['(https://contoh.id/a_b).', `(${link}).`],
    ['[https://contoh.id/a_b]', `[${link}]`],
    ['https://contoh.id/a_b。', `${link}。`],
    ['https://contoh.id/a_b…', `${link}…`],
  ])('what stands behind the address in %j is no part of it', ([text = '', html]) => {
    const sent = render({ text, title: 'Judul' }, defaults)[0]?.text ?? ''
    expect(read(sent)).toBe(`<p>${html}</p>\n`)
  })

  test('an address within the words of a link, or with a quote in it, gets no brackets', () => {
    const tree = readMarkdown('[https://contoh.id](https://contoh.id/a)* satu')
    const sent = render({ text: plainText(tree), tree, title: 'Judul' }, defaults)[0]?.text ?? ''
    expect(sent).not.toContain('<')
    expect(render({ text: "https://contoh.id/d'or*", title: 'Judul' }, defaults)[0]?.text).not.toContain('<')
  })

  test.for(['===', '---', '[a]: /b', '# a', '> a', '    a'])('plain %j on a line of its own stays plain', (text) => {
    const sent = render({ text: `x\n\n${text}\n\ny`, title: 'Judul' }, defaults)[0]?.text ?? ''
    const html = read(sent)
    expect(html).not.toMatch(/<(?:h1|h2|hr|pre|blockquote|a)\b/)
    expect(html.match(/<p>/g)).toHaveLength(3)
  })

  test.for([
    '2*3*4',
    '^atas',
    '#tag saja',
    '> bukan kutipan',
    '_a_',
    '`x`',
    '[a](b)',
    '~~x~~',
    'a | b',
    '1 < 2 & 3 > 2',
    '>!x!< y',
    '>>x>>',

    '&amp; &copy;',
    '\\*',
  ])('plain %j stays plain', (text) => {
    const sent = render({ text: `x ${text}`, title: 'Judul' }, defaults)[0]?.text ?? ''
    const words = read(sent)
      .replace(/<[^>]+>/g, '')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&')
    expect(words.trim()).toBe(`x ${text}`)
    expect(read(sent)).not.toMatch(/<(?:em|strong|del|sup|code|a|blockquote|h1)\b/)
  })
})

describe('however styles nest, what is meant is what is shown', () => {
  const marks = { strong: '**', emphasis: '_', strike: '~~' } as const
  type Kind = keyof typeof marks
  interface Node {
    kind: Kind | undefined
    inside: (string | Node)[]
  }
  const word = fc.constantFrom('satu', 'dua', 'é', '2')
  const { node } = fc.letrec<{ node: Node; piece: string | Node }>((tie) => ({
    piece: fc.oneof({ depthSize: 'small' }, word, tie('node')),
    node: fc.record({
      kind: fc.constantFrom<Kind>('strong', 'emphasis', 'strike'),
      inside: fc.array(tie('piece'), { minLength: 1, maxLength: 3 }),
    }),
  }))

  /** Words parted by spaces, each style once on any way down: twice means nothing. */
  function styled({ kind, inside }: Node, around: readonly Kind[]): string {
    const words = inside
      .map((one) => (typeof one === 'string' ? one : styled(one, kind ? [...around, kind] : around)))
      .join(' ')
    const mark = kind && !around.includes(kind) ? marks[kind] : ''
    return mark + words + mark
  }

  test('in any order, edge on edge', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(word, node), { minLength: 1, maxLength: 4 }), (inside) => {
        const tree = readMarkdown(styled({ kind: undefined, inside }, []))
        const meant = styledFor({ text: plainText(tree), tree }, formatting)
        const part = render({ text: plainText(tree), tree, title: 'Judul' }, defaults)[0]
        const order = (styles: readonly Style[]) =>
          styles.map(({ type, start, end }) => `${type} ${start} ${end}`).sort()
        expect([part?.formatted?.text ?? part?.text, ...order(part?.formatted?.styles ?? [])], part?.text).toEqual([
          meant.text,
          ...order(meant.styles),
        ])
      }),
      { numRuns: 500 },
    )
  })
})

describe('whatever somebody writes', () => {
  const allowed =
    /^(?:\/?(?:p|em|strong|del|sup|code|pre|blockquote|ul|ol|li|h[1-6]|table|thead|tbody|tr|span)|br\/|hr\/|\/?(?:th|td|a)|(?:th|td)(?: colspan="\d+" )?(?: align="(?:left|right|center)")?|a href="[^"<>]*"(?: title="[^"<>]*")?|span class="md-spoiler-text"|blockquote class="md-spoiler-text"|code class="md-code-language-[^"<>]*")$/
  const chars = [
    '*',
    '**',
    '_',
    '~~',
    '`',
    '```',
    '[',
    '](',
    ')',
    '>',
    '>!',
    '!<',
    '- ',
    '1. ',
    '\n',
    '\n\n',
    '#',
    '|',
    '-|-',
    '<',
    '<script>',
    '&',
    '&amp;',
    '^',
    '^(',
    '\\',
    '"',
    "'",
    'javascript:a',
    'http://a.id',
    'www.a.id',
    '/r/abc',
    'u/ab',
    'kata',
    ' ',
    '    ',
  ]

  test('nothing but the known elements comes out, and no script', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...chars), { maxLength: 40 }).map((pieces) => pieces.join('')),
        (text) => {
          const html = read(text)
          for (const [, inside = ''] of html.matchAll(/<([^>]*)>/g)) expect(inside, html).toMatch(allowed)
          expect(html.replace(/<[^>]*>/g, '')).not.toMatch(/[<>]/)
          for (const [, address = ''] of html.matchAll(/href="([^"]*)"/g)) expect(address).not.toMatch(/^javascript/i)
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('the deepest nesting and the longest runs end', () => {
    for (const unit of ['> ', '- ', '[', '*a ', '^(', '>!', '`', '|', '_a ', '[a](b '])
      expect(read(unit.repeat(20_000)).length).toBeGreaterThan(0)
  })
})
