/** Footnotes, as blogs write them with links to and fro, become Markdown's own. */
import type { Element, Nodes, Root } from 'hast'
import { elementsIn, hasClass, isBlank, isElement, make, replaceIn, said, textIn } from './tree.ts'

/** A note, as the tree holds it until it is written: `data-note` names it on the mark and on its words. */
export const noteName = 'dataNote'

const marks = ['footnote-anchor', 'footnote-ref', 'fn', 'footnote', 'sdfootnoteanc', 'easy-footnote']

/** Marks what refers to a note, and the note. */
export function findFootnotes(root: Root): void {
  const byId = new Map<string, Element>()
  for (const element of elementsIn(root)) {
    const id = said(element, 'id')
    if (id && !byId.has(id)) byId.set(id, element)
  }
  const names = new Map<Element, string>()
  for (const link of [...elementsIn(root)]) {
    if (link.tagName !== 'a') continue
    const note = byId.get(said(link, 'href').replace(/^#/, ''))
    if (!said(link, 'href').startsWith('#') || !note || !refers(link, note)) continue
    const name = names.get(note) ?? String(names.size + 1)
    names.set(note, name)
    link.properties[noteName] = name
  }
  if (names.size === 0) return
  dropWayBack(names)
  unwrapMarks(root)
  moveToEnd(root, names)
}

/** Each note at the end, in an element of its own; what held them goes. */
function moveToEnd(root: Root, notes: ReadonlyMap<Element, string>): void {
  const holders = new Set<Element>()
  for (const element of elementsIn(root))
    if (element.children.some((child) => isElement(child) && notes.has(child))) holders.add(element)
  for (const parent of [root, ...elementsIn(root)])
    parent.children = parent.children.filter(
      (child, at) => !isTitleOf(child, parent.children.slice(at + 1), holders),
    ) as typeof parent.children
  replaceIn(root, (node) => {
    if (notes.has(node)) return []
    if (holders.has(node) && isBlank(node)) return []
    return isElement(node, 'section', 'div') && hasClass(node, 'footnotes') && onlyTitle(node) ? [] : undefined
  })
  for (const [note, name] of notes) root.children.push(make('div', { [noteName]: `:${name}` }, ...note.children))
}

/** A line or a heading right before the list of notes, which the blog makes itself. */
function isTitleOf(node: Nodes, next: readonly Nodes[], holders: ReadonlySet<Element>): boolean {
  if (!isElement(node, 'hr', 'h2', 'h3', 'h4', 'h5', 'h6')) return false
  if (
    !isElement(node, 'hr') &&
    !/^(?:foot ?notes?|notes?|catatan(?: kaki)?|end ?notes?|referensi|references?)\W*$/iu.test(textIn(node).trim())
  )
    return false
  const following = next.find((one) => !isBlank(one) || isElement(one, 'ol', 'ul', 'div', 'section'))
  if (isElement(following, 'h2', 'h3', 'h4', 'h5', 'h6'))
    return isTitleOf(following, next.slice(next.indexOf(following) + 1), holders)
  return isElement(following) && (holders.has(following) || [...elementsIn(following)].some((one) => holders.has(one)))
}

/** Nothing but a line and a heading is left. */
const onlyTitle = (node: Element) =>
  node.children.every((child) => isBlank(child) || isElement(child, 'hr', 'h2', 'h3', 'h4', 'h5'))

/** A mark is short, and what it leads to is a piece of a list of notes. */
function refers(link: Element, note: Element): boolean {
  const words = textIn(link).trim()
  if (words.length > 6 || !/^[[(]?[\d*†‡§a-z]{1,4}[\])]?$/i.test(words)) return false
  const listed =
    isElement(note, 'li') ||
    hasClass(note, 'footnote', 'footnote-item', 'fn') ||
    /^(?:fn|foot|note|sdfootnote)/i.test(said(note, 'id'))
  return (
    listed &&
    (hasClass(link, ...marks) ||
      /^#(?:_?(?:fn|ftn|foot|note)|[\da-f]{8}-)/i.test(said(link, 'href')) ||
      isElement(note, 'li'))
  )
}

/** The arrow behind a note that leads back to its mark: the blog makes its own. */
function dropWayBack(notes: ReadonlyMap<Element, string>): void {
  for (const note of notes.keys())
    replaceIn(note, (node) => {
      if (!isElement(node, 'a') || !said(node, 'href').startsWith('#')) return undefined
      return textIn(node).trim().length <= 3 || hasClass(node, 'footnote-back', 'footnote-number') ? [] : undefined
    })
}

/** `<sup>` around a mark: the blog sets its own. */
function unwrapMarks(root: Root): void {
  replaceIn(root, (node) => {
    if (!isElement(node, 'sup')) return undefined
    const inner = node.children.filter((child) => !(child.type === 'text' && /^[\s[\]()]*$/.test(child.value)))
    const [only] = inner
    return inner.length === 1 && isElement(only, 'a') && only.properties[noteName] !== undefined ? [only] : undefined
  })
}
