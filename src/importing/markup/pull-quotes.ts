/** Words of an article that are set large beside them, as other programs mark them, in one form: a quote of that kind. */
import type { Element, Root } from 'hast'
import { hasClass, isElement, make, replaceIn } from './tree.ts'

/** WordPress’s block, Ghost’s second style of quote, and ours as it leaves in HTML. */
export function findPullQuotes(root: Root): void {
  replaceIn(root, (node) => {
    if (isElement(node, 'figure') && hasClass(node, 'wp-block-pullquote')) return [pullQuote(node)]
    if (isElement(node, 'blockquote') && hasClass(node, 'kg-blockquote-alt')) return [pullQuote(node)]
    return isElement(node, 'aside') && hasClass(node, 'pull') ? [pullQuote(node)] : undefined
  })
}

/** A quote within is the quote itself; who said it is a paragraph. */
function pullQuote(node: Element): Element {
  const inside = node.children
    .flatMap((child) => (isElement(child, 'blockquote') ? child.children : [child]))
    .map((child) => (isElement(child, 'cite') ? make('p', {}, ...child.children) : child))
  return make('blockquote', { dataCallout: 'quote' }, ...inside)
}
