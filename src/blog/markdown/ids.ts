import type { Element, Root } from 'hast'
import { toText } from 'hast-util-to-text'
import { EXIT, SKIP, visit } from 'unist-util-visit'
import { slugOf } from '../../core/text/anchors.ts'

/** A heading, as a table of contents shows it. */
export interface Heading {
  /** 1 to 6. */
  level: number
  text: string
  /** The anchor, without `#`. */
  id: string
}

/** A heading's words, without the numbers of its footnotes. */
export function nameOf(heading: Element): string {
  const plain = structuredClone(heading)
  visit(plain, 'element', (node, index, parent) => {
    if (node.properties.dataFootnoteRef === undefined || !parent || index === undefined) return undefined
    parent.children.splice(index, 1)
    return [SKIP, index]
  })
  return toText(plain)
    .replace(/[ \t\n\r\f]+/g, ' ')
    .trim()
}

const isHeading = (node: Element) => /^h[1-6]$/.test(node.tagName)

/** Whether a text has a heading of the highest level. */
export function hasTopHeading(tree: Root): boolean {
  let found = false
  visit(tree, 'element', (node) => {
    if (node.tagName !== 'h1') return undefined
    found = true
    return EXIT
  })
  return found
}

/** Gives every heading an id of its own, and moves headings down by `shift` levels (an article's title is the page's h1). */
export function nameHeadings(tree: Root, shift: number): void {
  const taken = new Set<string>()
  visit(tree, 'element', (node) => {
    if (typeof node.properties.id === 'string') taken.add(node.properties.id)
  })
  const next = new Map<string, number>()
  visit(tree, 'element', (node) => {
    if (!isHeading(node)) return
    node.tagName = `h${Math.min(6, Number(node.tagName.slice(1)) + shift)}`
    if (node.properties.id !== undefined) return
    const slug = slugOf(nameOf(node))
    let id = slug
    let number = next.get(slug) ?? 2
    for (; taken.has(id); number += 1) id = `${slug}-${number}`
    next.set(slug, number)
    taken.add(id)
    node.properties.id = id
  })
}

/**
 * Puts a prefix before every id, and before the links and labels that point to one, so that nothing in an article can
 * stand for something of the page around it, and two articles on one page do not meet.
 */
export function prefixIds(tree: Root, prefix: string): void {
  const ids = new Set<string>()
  visit(tree, 'element', ({ properties }) => {
    if (typeof properties.id === 'string') {
      ids.add(properties.id)
      properties.id = prefix + properties.id
    }
  })
  visit(tree, 'element', ({ properties }) => {
    const { href } = properties
    if (typeof href === 'string' && href.startsWith('#') && ids.has(decoded(href.slice(1)))) {
      properties.href = `#${prefix}${href.slice(1)}`
    }
    for (const name of ['ariaDescribedBy', 'ariaLabelledBy']) {
      const value = properties[name]
      if (Array.isArray(value)) properties[name] = value.map((id) => prefix + id)
    }
  })
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}

/** The headings of a tree whose ids are given. */
export function headingsIn(tree: Root): Heading[] {
  const headings: Heading[] = []
  visit(tree, 'element', (node) => {
    if (!isHeading(node) || node.properties.id === undefined) return
    if (String(node.properties.id).endsWith('footnote-label')) return
    headings.push({ level: Number(node.tagName.slice(1)), text: nameOf(node), id: String(node.properties.id) })
  })
  return headings
}
