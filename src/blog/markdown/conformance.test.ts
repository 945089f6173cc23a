import rehypeRaw from 'rehype-raw'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import { SKIP, visit } from 'unist-util-visit'
import { describe, expect, test } from 'vitest'
import { articleSchema } from '../../core/text/article-schema.ts'
import { answersTo } from '../../testing/jsonl.ts'
import { type SuiteCase, suiteCases } from '../../testing/suites.ts'
import { renderMarkdown } from './index.ts'
import { renderForConformance } from './render.ts'

interface Case extends SuiteCase {
  markdown: string
  html: string
  extensions: string[]
}

const processor = unified().use(rehypeRaw).use(rehypeStringify)
const blocks =
  'address|article|blockquote|body|br|center|dd|details|div|dl|dt|figure|h[1-6]|head|hr|html|li|ol|p|pre|section|summary|table|tbody|td|th|thead|tr|ul'

/** HTML as a browser reads it: attribute order, quotes, entities and spaces around blocks don't matter. */
function normal(html: string): string {
  const tree = processor.runSync({ type: 'root', children: [{ type: 'raw', value: html.trim() }] })
  return processor
    .stringify(tree)
    .replace(new RegExp(`\\s*(</?(?:${blocks})(?:\\s[^>]*)?>)\\s*`, 'g'), '$1')
    .replace(/ class="(?:contains-task-list|task-list-item)"/g, '')
    .replace(/<input type="checkbox"( checked)?(="")?( disabled)?(="")?>/g, '<input$1>')
    .replace(
      /<input(?=[^>]*disabled)[^>]*?( checked(?:="")?)?[^>]*>/g,
      (tag) => `<input${/checked/.test(tag) ? ' checked' : ''}>`,
    )
    .replace(/(<input[^>]*>)\s+/g, '$1')
    .replace(/\s+(<\/style>)/g, '$1')
    .trim()
}

const sanitiser = unified().use(rehypeRaw).use(rehypeSanitize, articleSchema).use(rehypeStringify)

/**
 * HTML as it may stand on a page of the blog: sanitised, and without what the blog adds on purpose (anchors, `rel`, late
 * pictures with an alt text, tables and code that scroll, colours of code, names of task boxes).
 */
function onPage(html: string): string {
  const tree = sanitiser.runSync({ type: 'root', children: [{ type: 'raw', value: html.trim() }] })
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName === 'img') node.properties.alt ??= ''
    for (const name of ['id', 'rel', 'loading', 'decoding', 'tabIndex', 'ariaLabel']) delete node.properties[name]
    const added =
      node.tagName === 'span' ||
      (node.tagName === 'div' && node.children[0]?.type === 'element' && node.children[0].tagName === 'table')
    if (!added || !parent || index === undefined) return undefined
    parent.children.splice(index, 1, ...node.children)
    return [SKIP, index]
  })
  return normal(sanitiser.stringify(tree))
}

/** What `percakapan render --jsonl` answers, by id. */
async function throughCommand(cases: readonly Case[]): Promise<Map<string, string>> {
  const asked = cases.map(({ id, markdown }) => ({ id, markdown }))
  return new Map((await answersTo<{ id: string; html: string }>(['render'], asked)).map(({ id, html }) => [id, html]))
}

/** Why a case of GitHub's suite does not apply; by rules, never by its number. */
function reason({ id, markdown, html, extensions, section }: Case): string | undefined {
  if (section === 'HTML tag filter' || extensions.includes('tagfilter')) {
    return 'GitHub’s tag filter shows some tags as text; our sanitiser takes them away'
  }
  if (html.trim() === '<ignore>') return 'upstream only asks that nothing breaks; the test below renders it'
  if (normal(renderForConformance(markdown)) === normal(html)) return undefined
  const bare = /(?:^|[\s(*_~<])(?:https?:\/\/|www\.)|[\w.+-]+@[\w-]+\.\w/
  if (!extensions.includes('autolink') && bare.test(markdown) && section !== 'Autolinks (extension)') {
    return 'the case is for a reader that links no bare addresses; ours does'
  }
  if (/(?:^|\s)ftp:\/\//.test(markdown)) return 'GitHub links bare ftp:// addresses, which browsers no longer open'
  if (id.startsWith('commonmark') && /~/.test(markdown)) return 'GitHub strikes out ~one tilde~, CommonMark does not'
  if (id.startsWith('gfm') && /<!--/.test(markdown))
    return 'CommonMark 0.31 reads <!--> as a comment; GitHub’s text is 0.29'
  if (/\]\([^)\s]+ \([^)]*\(/.test(markdown))
    return 'a known fault of micromark: it allows a bare ( in a title in parentheses'
  return undefined
}

const files = ['commonmark.json', 'gfm/spec.json', 'gfm/extensions.json', 'gfm/regression.json']

describe.for(files)('suite %s', (file) => {
  for (const given of suiteCases<Case>(file)) {
    const why = reason(given)
    if (why) test.skip(`${given.id}: ${why}`, () => undefined)
    else {
      test(given.id, () => {
        expect(normal(renderForConformance(given.markdown))).toBe(normal(given.html))
      })
    }
  }

  test('through the command: the same, but for what the sanitiser takes away and the blog adds on purpose', async () => {
    const cases = suiteCases<Case>(file).filter((given) => reason(given) === undefined)
    const rendered = await throughCommand(cases)
    for (const { id, html } of cases) expect.soft(onPage(rendered.get(id) ?? 'no answer'), id).toBe(onPage(html))
  }, 120_000)

  test('the words of every case survive the sanitiser', async () => {
    const words = (html: string) =>
      html
        .replace(
          /<(script|style|template|iframe|noembed|noframes|textarea|select|title|object|svg|math)\b[\s\S]*?(<\/\1\s*>|$)/gi,
          '',
        )
        .replace(/<!--[\s\S]*?-->|<[^>]*>/g, '')
        .replace(/\s+/g, '')
    for (const { id, markdown } of suiteCases<Case>(file)) {
      const safe = await renderMarkdown(markdown)
      expect(words(safe), id).toBe(words(renderForConformance(markdown)))
    }
  })
})
