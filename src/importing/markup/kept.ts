/** What Markdown has no words for stays as harmless HTML inside it. */
import type { Element, ElementContent, Nodes, Root } from 'hast'
import { sanitize } from 'hast-util-sanitize'
import { toHtml } from 'hast-util-to-html'
import { articleSchema } from '../../core/text/article-schema.ts'
import { elementsIn, isBlank, isElement, said } from './tree.ts'

/** Written as they are around Markdown. */
export const keptInline = [
  'sub',
  'sup',
  'ins',
  'u',
  'mark',
  'kbd',
  'abbr',
  'cite',
  'small',
  'var',
  'samp',
  'ruby',
  'rt',
  'rp',
  'time',
  'dfn',
]
/** Kept whole. */
const keptBlocks = ['details', 'dl', 'figure']

/** Whether an element is kept whole, as HTML. */
export function isKept(node: Element): boolean {
  if (isElement(node, ...keptBlocks)) return true
  return isElement(node, 'table') && !isSimpleTable(node)
}

/** A table that Markdown can write: one cell for each place, and a line of words in each. */
export function isSimpleTable(table: Element): boolean {
  const widths = new Set<number>()
  for (const row of elementsIn(table)) {
    if (isElement(row, 'table')) return false
    if (isElement(row, 'tr')) widths.add(row.children.filter((cell) => isElement(cell, 'td', 'th')).length)
    if (!isElement(row, 'td', 'th')) continue
    if (Number(said(row, 'colSpan') || 1) > 1 || Number(said(row, 'rowSpan') || 1) > 1) return false
    if (!row.children.every(isLine)) return false
  }
  return widths.size === 1
}

const lineBreakers = [
  'ul',
  'ol',
  'pre',
  'blockquote',
  'table',
  'hr',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'figure',
  'dl',
]

function isLine(node: ElementContent): boolean {
  if (node.type !== 'element') return true
  if (isElement(node, ...lineBreakers)) return false
  for (const inside of elementsIn(node)) if (isElement(inside, ...lineBreakers)) return false
  return true
}

/** An element as HTML that no script can come out of, on lines of its own without empty ones: those would end it in Markdown. */
export function harmless(node: Element): string {
  const clean = sanitize({ type: 'root', children: [node] } as Root, articleSchema) as Root
  return toHtml(clean)
    .replace(/\n\s*\n+/g, '\n')
    .trim()
}

/** The tags of an element, without what is inside. */
export function tagsOf(node: Element): { open: string; close: string } | undefined {
  const clean = sanitize({ ...node, children: [] } as Nodes, articleSchema)
  const only = clean.type === 'root' ? clean.children[0] : clean
  if (!isElement(only as Nodes | undefined)) return undefined
  const element = only as Element
  const html = toHtml({ ...element, children: [] })
  const close = `</${element.tagName}>`
  return { open: html.slice(0, -close.length), close }
}

/** A table without rows of words, and its cells: a frame that was there for the layout. */
export function isLayout(table: Element): boolean {
  const cells = [...elementsIn(table)].filter((one) => isElement(one, 'td', 'th'))
  return cells.length === 1 || (said(table, 'role') === 'presentation' && cells.length < 3) || cells.every(isBlank)
}
