/** Bodies of Ghost's newer editor (Lexical) as HTML. */
import type { Losses } from '../../markup/losses.ts'
import { type Card, cardHtml, escaped } from './cards.ts'

interface Node extends Card {
  type?: string
  children?: unknown
}

/** Deeper than anybody writes. */
const mostDepth = 60

/** What is pressed onto a text, by its bits. https://github.com/facebook/lexical/blob/main/packages/lexical/src/LexicalConstants.ts */
const formats: readonly [number, string][] = [
  [16, 'code'],
  [1, 'strong'],
  [2, 'em'],
  [4, 'del'],
  [8, 'u'],
  [32, 'sub'],
  [64, 'sup'],
  [128, 'mark'],
]

/** @throws SyntaxError where it is no JSON */
export function lexicalHtml(body: string, losses: Losses): string {
  const { root } = JSON.parse(body) as { root?: Node }
  return inside(root ?? {}, losses, 0)
}

function inside(node: Node, losses: Losses, depth: number): string {
  if (!Array.isArray(node.children) || depth > mostDepth) return ''
  return node.children.map((child) => html(child as Node, losses, depth + 1)).join('')
}

const tags: Readonly<Record<string, string>> = {
  paragraph: 'p',
  quote: 'blockquote',
  'extended-quote': 'blockquote',
  listitem: 'li',
}

function html(node: Node, losses: Losses, depth: number): string {
  const { type = '' } = node
  if (type === 'text' || type === 'extended-text' || type === 'tk') return textHtml(node)
  if (type === 'linebreak') return '<br>'
  const within = () => inside(node, losses, depth)
  if (type === 'link' || type === 'autolink') return `<a href="${escaped(String(node.url ?? ''))}">${within()}</a>`
  if (type.endsWith('heading')) return wrapped(/^h[1-6]$/.test(String(node.tag)) ? String(node.tag) : 'h2', within())
  if (type === 'list') return list(node, within())
  if (type === 'aside') return `<blockquote class="kg-blockquote-alt">${within()}</blockquote>`
  const tag = tags[type]
  if (tag) return wrapped(tag, within())
  const card = cardHtml(type, node, losses)
  if (card !== undefined) return card
  if (Array.isArray(node.children)) return within()
  losses.add('widget', type, 'nothing')
  return ''
}

const wrapped = (tag: string, inner: string) => `<${tag}>${inner}</${tag}>`

function list(node: Node, inner: string): string {
  const start = Number(node.start)
  return node.listType === 'number' ? `<ol${start > 1 ? ` start="${start}"` : ''}>${inner}</ol>` : wrapped('ul', inner)
}

function textHtml(node: Node): string {
  const bits = Number(node.format) || 0
  let result = escaped(String(node.text ?? ''))
  for (const [bit, tag] of formats) if (bits & bit) result = wrapped(tag, result)
  return result
}
