/** An article as it was in the blog that it comes from, to be looked at beside what it becomes. */
import type { Element, Root, RootContent } from 'hast'
import { sanitize } from 'hast-util-sanitize'
import { toHtml } from 'hast-util-to-html'
import { visit } from 'unist-util-visit'
import { articleSchema } from '../../core/text/article-schema.ts'
import { readHtml } from '../markup/tree.ts'
import type { Sample } from './items.ts'

/** What never comes: in its place stands what it was. */
const removed = new Set(['script', 'style', 'iframe', 'form', 'object', 'embed', 'svg', 'canvas', 'noscript'])

const style = `body{margin:0;padding:20px;background:#fff;color:#333;font:16px/1.6 Georgia,serif;overflow-wrap:break-word}
h1{font-size:22px;line-height:1.3;color:#1f6f9a}img,video{max-width:100%;height:auto}mark{background:#f6e7ba;color:#4d3800;padding:0 3px;border-radius:3px}
pre{white-space:pre-wrap;font:13px/1.5 ui-monospace,monospace}.address{color:#777;font:13px sans-serif}table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:4px}`

/** A whole page: harmless, with what won't come marked. */
export function sampleBefore({ title, before, html, address, losses }: Sample): string {
  const body = html
    ? marked(
        before,
        losses.map(({ detail }) => detail),
      )
    : `<pre>${escaped(before)}</pre>`
  return `<!doctype html><html lang="und"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>
<style>${style}</style><body>${address ? `<p class="address">${escaped(address)}</p>` : ''}<h1>${escaped(title)}</h1>${body}</body></html>`
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)

function marked(before: string, details: readonly string[]): string {
  const tree = readHtml(before)
  visit(tree, 'element', (node, at, parent) => {
    if (!removed.has(node.tagName) || at === undefined || !parent) return undefined
    parent.children[at] = mark(`<${node.tagName}>`)
    return at + 1
  })
  const clean = sanitize(tree, articleSchema) as Root
  markWords(clean, details)
  return toHtml(clean)
}

const mark = (text: string): Element => ({
  type: 'element',
  tagName: 'mark',
  properties: {},
  children: [{ type: 'text', value: text }],
})

/** Shortcodes stand in the text: `[name …]`. */
function markWords(tree: Root, details: readonly string[]): void {
  const names = details.filter((detail) => /^[\w-]{2,60}$/.test(detail)).slice(0, 50)
  if (names.length === 0) return
  const shortcode = new RegExp(`\\[/?(?:${names.join('|')})(?:\\s[^\\]]{0,500})?\\]`, 'g')
  visit(tree, 'text', (node, at, parent) => {
    if (at === undefined || !parent || !node.value.includes('[')) return undefined
    const pieces: RootContent[] = []
    let end = 0
    for (const found of node.value.matchAll(shortcode)) {
      pieces.push({ type: 'text', value: node.value.slice(end, found.index) }, mark(found[0]))
      end = found.index + found[0].length
    }
    if (end === 0) return undefined
    pieces.push({ type: 'text', value: node.value.slice(end) })
    parent.children.splice(at, 1, ...(pieces as Element[]))
    return at + pieces.length
  })
}
