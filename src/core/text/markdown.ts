import type { Break, Nodes, PhrasingContent, Root, Text } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { type Data, unified } from 'unified'
import type { Position } from 'unist'
import { SKIP, visit } from 'unist-util-visit'
import { bounded } from './bounds.ts'

/**
 * Markdown that a post has no use for, and that would surprise who writes one: raw HTML, code by indenting, headings by
 * underlining, footnotes. All of that stays the text that it is.
 */
const unused = [
  'htmlFlow',
  'htmlText',
  'codeIndented',
  'setextUnderline',
  'gfmFootnoteDefinition',
  'gfmFootnoteCall',
  'gfmPotentialFootnoteCall',
]

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .data({ micromarkExtensions: [{ disable: { null: unused } }] } as Data)
  .freeze()

/** Deeper than anybody writes, and than a network shows. */
const deepest = 50
const seconds = 2

/**
 * Reads a post's Markdown (CommonMark and GitHub's extensions) as a tree, from which every network's form is made.
 * A line break stays one, as in everything that people write to each other.
 * @throws Problem `wrong-input` for a text that is nested too deep, or takes too long
 */
export function readMarkdown(markdown: string): Root {
  return bounded(
    seconds,
    () => {
      const tree = parse(markdown)
      if (depthOf(tree) > deepest) throw new RangeError('nested too deep')
      return tree
    },
    'text',
  )
}

function depthOf(node: Nodes): number {
  return 'children' in node ? 1 + Math.max(0, ...node.children.map(depthOf)) : 1
}

function parse(markdown: string): Root {
  const tree = processor.parse(markdown)
  keepNames(tree, markdown)
  visit(tree, 'text', (node, index, parent) => {
    if (!parent || index === undefined || !node.value.includes('\n')) return undefined
    const lines = linesOf(node)
    // Text stands among phrases only, which the visitor's type of a parent does not tell.
    parent.children.splice(index, 1, ...(lines as never[]))
    return [SKIP, index + lines.length]
  })
  return tree
}

/** What only looks like emphasis: a name or a tag with underscores around it (`@_ani_`), a sum (`2*3*4`). */
function keepNames(tree: Root, markdown: string): void {
  visit(tree, (node, index, parent) => {
    if ((node.type !== 'emphasis' && node.type !== 'strong') || !parent || index === undefined) return undefined
    const { start, end } = node.position as Position
    const [from, to] = [start.offset as number, end.offset as number]
    const [before, after] = [markdown.charAt(from - 1), markdown.charAt(to)]
    const named = /[@#＠＃]/u.test(before) && markdown.charAt(from) === '_'
    const counted = /\p{N}/u.test(before) && /\p{N}/u.test(after)
    if (!named && !counted) return undefined
    // Emphasis stands among phrases only, and so may a text.
    parent.children.splice(index, 1, { type: 'text', value: markdown.slice(from, to) } as never)
    return [SKIP, index + 1]
  })
}

function linesOf({ value }: Text): PhrasingContent[] {
  const newline: Break = { type: 'break' }
  return value.split(/[^\S\n]*\n[^\S\n]*/).flatMap((line, number) => {
    const text: PhrasingContent[] = line === '' ? [] : [{ type: 'text', value: line }]
    return number === 0 ? text : [newline, ...text]
  })
}
