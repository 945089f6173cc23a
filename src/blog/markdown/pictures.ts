/** The pictures of an article, as far as more is known of them than their addresses. */
import type { Element, Root } from 'hast'
import { SKIP, visit } from 'unist-util-visit'
import { columnSizes, focusClasses } from '../../core/picture-shapes.ts'
import type { PictureInfo } from './options.ts'
import { isElement, make, said } from './tree.ts'

/**
 * Gives pictures their sizes, formats and widths. What stands first in the article is asked for at once, the others when they come near;
 * each has an alt text, empty where the author gave none.
 */
export function layPictures(tree: Root, info: ReadonlyMap<string, PictureInfo> | undefined): void {
  const first = firstImage(tree)
  const shares = sharesOf(tree)
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName !== 'img' || !parent || index === undefined) return undefined
    const known = info?.get(said(node, 'src')) ?? {}
    const atOnce = node === first
    Object.assign(node.properties, furnished(node, known, atOnce))
    // Typed with its sources around it, it keeps those.
    if (isElement(parent, 'picture') || !known.sources?.length) return undefined
    // Not `sizes=auto`: validators refuse it on a source.
    const sizes = columnSizes(shares.get(node) ?? 1)
    const sources = known.sources.map(({ type, srcSet }) => make('source', { type, srcSet, sizes }))
    parent.children.splice(index, 1, behind(known.placeholder, make('picture', {}, [...sources, node])))
    return SKIP
  })
}

function furnished(image: Element, { width, height, focus }: PictureInfo, atOnce: boolean): Element['properties'] {
  const names = focusClasses(focus)
  return {
    alt: image.properties.alt ?? '',
    ...(atOnce ? { fetchPriority: 'high' } : { loading: 'lazy', decoding: 'async' }),
    ...(width && height ? { width, height } : {}),
    ...(names.length ? { className: names } : {}),
  }
}

function behind(placeholder: string | undefined, picture: Element): Element {
  if (!placeholder) return picture
  return make('span', { className: ['pic'] }, [
    make('img', { className: ['blur'], src: placeholder, alt: '' }),
    picture,
  ])
}

/** The picture that an article begins with. */
function firstImage(tree: Root): Element | undefined {
  const first = tree.children.find((child) => isElement(child))
  if (!isElement(first, 'figure')) return undefined
  let image: Element | undefined
  visit(first, 'element', (node) => {
    if (node.tagName === 'img') image ??= node
  })
  return image
}

/** How much of the column's width each picture of a gallery takes. */
function sharesOf(tree: Root): Map<Element, number> {
  const shares = new Map<Element, number>()
  visit(tree, 'element', (row) => {
    if (row.tagName !== 'div' || !isRow(row)) return undefined
    const cells = row.children.filter((child): child is Element => isElement(child))
    for (const cell of cells)
      visit(cell, 'element', (node) => {
        if (node.tagName === 'img') shares.set(node, Math.min(1, 1.25 / cells.length))
      })
    return SKIP
  })
  return shares
}

const isRow = ({ properties: { className } }: Element) => Array.isArray(className) && className.includes('row')
