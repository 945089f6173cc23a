import type { Element, ElementContent, Nodes, Properties, RootContent, Text } from 'hast'

/** An element of the HTML tree. */
export function make(tagName: string, properties: Properties, children: readonly ElementContent[] = []): Element {
  return { type: 'element', tagName, properties, children: [...children] }
}

/** Words of the HTML tree. */
export const words = (value: string): Text => ({ type: 'text', value })

/** Whether a node is one of these elements; of any element where none is named. */
export function isElement(node: Nodes | undefined, ...tagNames: readonly string[]): node is Element {
  return node?.type === 'element' && (tagNames.length === 0 || tagNames.includes(node.tagName))
}

/** Words without any letter, which show nothing. A space that does not break shows something: somebody put it there. */
export function isBlank(node: RootContent): boolean {
  return node.type === 'comment' || (node.type === 'text' && /^[ \t\n\r\f]*$/.test(node.value))
}

/** An attribute as text; empty where it has none. */
export function said(node: Element, name: string): string {
  const value = node.properties[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** What an element holds, without what shows nothing. */
export function shown(node: Element): ElementContent[] {
  return node.children.filter((child) => !isBlank(child))
}

/** Whether a link's words are its address, and nothing else. */
export function isBareLink(link: Element): boolean {
  const [text, second] = link.children
  if (text?.type !== 'text' || second) return false
  const typed = text.value.trim()
  const read = URL.parse(/^https?:/i.test(typed) ? typed : `http://${typed}`)
  return read !== null && read.href === URL.parse(said(link, 'href'))?.href
}
