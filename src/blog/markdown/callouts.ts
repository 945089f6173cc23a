/** Quotes that begin with `[!NOTE]` are no quotes: words set apart, as GitHub and Obsidian write them. */
import type { Element, ElementContent, Root } from 'hast'
import { toText } from 'hast-util-to-text'
import { visit } from 'unist-util-visit'
import { type Language, say } from '../../core/words.ts'
import { isBlank, isElement, make, words } from './tree.ts'
import { typeset } from './typography/typeset.ts'
import { bodyWords } from './words.ts'

/**
 * The kinds, by their class: the five of
 * https://docs.github.com/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts
 */
const kinds = ['note', 'tip', 'important', 'warning', 'caution'] as const
type Kind = (typeof kinds)[number]
/** Words of the article itself, set large beside them: a pull quote. Obsidian has this kind too. https://obsidian.md/help/callouts */
const pulled = 'quote'

/** The mark; only a title of one's own may stand behind it on its line. A backslash before it leaves it as it is. */
const mark = /^\s*\[!(note|tip|important|warning|caution|quote)\][ \t]*/i

/** A quote that is a callout: its kind, and what its first paragraph holds behind the mark. */
interface Callout {
  kind: Kind | typeof pulled
  title: ElementContent[]
  body: ElementContent[]
}

/** Makes callouts of quotes: `aside.callout` with its kind as a class, and a title; a pull quote is `aside.pull`, and has none. */
export function layCallouts(tree: Root, markdown: string, language: Language): void {
  visit(tree, 'element', (node) => {
    if (node.tagName !== 'blockquote') return
    const found = readCallout(node, markdown)
    if (!found) return
    node.tagName = 'aside'
    if (found.kind === pulled) {
      node.properties = { className: ['pull'] }
      node.children = withoutTitle(found)
      return
    }
    const title = found.title.length ? found.title : [words(say(bodyWords[found.kind], language))]
    const name = toText({ type: 'root', children: title }).trim()
    node.properties = { className: ['callout', found.kind], ariaLabel: typeset(name, language) }
    node.children = [make('p', { className: ['callout-title'] }, title), ...found.body]
  })
}

/** Takes the marks away, for whoever reads nothing but the words. */
export function dropCalloutMarks(tree: Root, markdown: string): void {
  visit(tree, 'element', (node) => {
    const found = node.tagName === 'blockquote' ? readCallout(node, markdown) : undefined
    if (found) node.children = withoutTitle(found)
  })
}

/** What would be its title is its first words. */
function withoutTitle({ title, body }: Callout): ElementContent[] {
  return [...(title.length ? [make('p', {}, title)] : []), ...body]
}

function readCallout(quote: Element, markdown: string): Callout | undefined {
  const at = quote.children.findIndex((child) => !isBlank(child))
  const first = quote.children[at]
  const text = isElement(first, 'p') ? first.children[0] : undefined
  if (!isElement(first, 'p') || text?.type !== 'text') return undefined
  const found = mark.exec(text.value)
  const start = text.position?.start.offset
  if (!found || (start !== undefined && markdown[start] === '\\')) return undefined
  const kind = found[1]?.toLowerCase() as Callout['kind']
  const { title, rest } = firstLine([words(text.value.slice(found[0].length)), ...first.children.slice(1)])
  const body = [...(rest.length ? [make('p', {}, rest)] : []), ...quote.children.slice(at + 1)]
  return { kind, title, body }
}

/** What stands before the first line break, and behind it. */
function firstLine(children: readonly ElementContent[]): { title: ElementContent[]; rest: ElementContent[] } {
  const title: ElementContent[] = []
  for (const [index, child] of children.entries()) {
    const end = child.type === 'text' ? child.value.indexOf('\n') : -1
    if (isElement(child, 'br')) return { title: trimmed(title), rest: trimmed(children.slice(index + 1)) }
    if (child.type === 'text' && end >= 0) {
      const behind = [words(child.value.slice(end + 1)), ...children.slice(index + 1)]
      return { title: trimmed([...title, words(child.value.slice(0, end))]), rest: trimmed(behind) }
    }
    title.push(child)
  }
  return { title: trimmed(title), rest: [] }
}

function trimmed(children: readonly ElementContent[]): ElementContent[] {
  const first = children.findIndex((child) => !isBlank(child))
  return first < 0 ? [] : children.slice(first, children.findLastIndex((child) => !isBlank(child)) + 1)
}
