/** HTML of other programs as a tree that is safe to walk: read as a browser reads it, never nested deeper than a page is. */
import type { Element, ElementContent, Nodes, Root, RootContent } from 'hast'
import { fromParse5 } from 'hast-util-from-parse5'
import { type DefaultTreeAdapterMap, parseFragment } from 'parse5'

type Parsed = DefaultTreeAdapterMap['childNode']
type Holder = Parsed & { childNodes: Parsed[]; parentNode: unknown }

/** Deeper than any page that people write; what is inside moves up. */
const mostDepth = 120

/** Reads a piece of HTML. Linear in its length, whatever is in it. */
export function readHtml(html: string): Root {
  const fragment = parseFragment(html, { scriptingEnabled: false })
  flatten(fragment as unknown as Holder)
  return fromParse5(fragment) as Root
}

const isHolder = (node: Parsed): node is Holder => 'childNodes' in node

/** Takes elements that are nested too deep out of each other, without recursion: the words stay, in their order. */
function flatten(root: Holder): void {
  const waiting: { holder: Holder; depth: number }[] = [{ holder: root, depth: 0 }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { holder, depth } = next
    if (depth >= mostDepth) {
      holder.childNodes = leavesOf(holder)
      for (const leaf of holder.childNodes) (leaf as { parentNode: unknown }).parentNode = holder
      continue
    }
    for (const child of holder.childNodes) if (isHolder(child)) waiting.push({ holder: child, depth: depth + 1 })
  }
}

/** What has nothing inside: texts, pictures. */
function leavesOf(holder: Holder): Parsed[] {
  const leaves: Parsed[] = []
  const waiting: Parsed[] = [...holder.childNodes].reverse()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!isHolder(node) || node.childNodes.length === 0) addLeaf(leaves, node)
    else for (let at = node.childNodes.length - 1; at >= 0; at -= 1) waiting.push(node.childNodes[at] as Parsed)
  }
  return leaves
}

/** Texts that come to stand beside each other are one: whoever looks past each of many gaps for what follows does it once. */
function addLeaf(leaves: Parsed[], leaf: Parsed): void {
  const last = leaves.at(-1)
  if (last && 'value' in last && 'value' in leaf) last.value += leaf.value
  else leaves.push(leaf)
}

/** Whether it is an element of one of these names; of any, where none is said. */
export function isElement(node: Element, ...names: string[]): boolean
/** Whether it is an element of one of these names; of any, where none is said. */
export function isElement(node: Nodes | undefined, ...names: string[]): node is Element
/** Whether it is an element of one of these names; of any, where none is said. */
export function isElement(node: Nodes | undefined, ...names: string[]): boolean {
  return node?.type === 'element' && (names.length === 0 || names.includes(node.tagName))
}

/** An attribute as one text; `''` where it is missing. @param name as HAST calls it: `className`, `dataSrc` */
export function said(node: Element, name: string): string {
  const value = node.properties[name]
  if (Array.isArray(value)) return value.join(' ')
  return value === null || value === undefined || value === false ? '' : String(value)
}

/** Whether an element has one of these classes. */
export function hasClass(node: Element, ...names: string[]): boolean {
  const own = node.properties.className
  return Array.isArray(own) && own.some((name) => names.includes(String(name)))
}

/** All elements below, the outer ones first. */
export function* elementsIn(node: Nodes): Generator<Element> {
  const waiting: Nodes[] = 'children' in node ? [...node.children].reverse() : []
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.type === 'element') yield next
    if ('children' in next)
      for (let at = next.children.length - 1; at >= 0; at -= 1) waiting.push(next.children[at] as Nodes)
  }
}

/** The first element of these names below. */
export function firstIn(node: Nodes, ...names: string[]): Element | undefined {
  for (const element of elementsIn(node)) if (names.includes(element.tagName)) return element
  return undefined
}

/** All text below, as it is written. */
export function textIn(node: Nodes): string {
  const texts: string[] = []
  const waiting: Nodes[] = [node]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.type === 'text') texts.push(next.value)
    if ('children' in next)
      for (let at = next.children.length - 1; at >= 0; at -= 1) waiting.push(next.children[at] as Nodes)
  }
  return texts.join('')
}

/** Whether nothing is to be read or seen below. */
export function isBlank(node: Nodes): boolean {
  if (isElement(node) && said(node, 'dataMarkdown')) return false
  if (node.type === 'text') return node.value.trim() === ''
  if (node.type === 'comment' || node.type === 'doctype') return true
  if (isElement(node, 'img', 'video', 'audio', 'iframe', 'hr', 'table', 'input', 'object', 'embed', 'br')) return false
  return !('children' in node) || (node.children as Nodes[]).every(isBlank)
}

/** An element of these parts. */
export function make(tagName: string, properties: Element['properties'], ...children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children }
}

/** A piece of text. */
export const words = (value: string): ElementContent => ({ type: 'text', value })

/**
 * Replaces nodes, the inner ones first. @param change what stands in its place; `undefined`: it stays
 */
export function replaceIn(root: Root | Element, change: (node: Element) => RootContent[] | undefined): void {
  const children: RootContent[] = []
  for (const child of root.children as RootContent[]) {
    if (child.type !== 'element') {
      children.push(child)
      continue
    }
    replaceIn(child, change)
    children.push(...(change(child) ?? [child]))
  }
  root.children = children as typeof root.children
}

/** The words of HTML that can't be read as such: whatever is between angle brackets goes. */
export const plainWords = (html: string): string =>
  html
    .replace(/<[^<>]{0,2000}>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
