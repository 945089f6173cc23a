import type { Definition, Nodes, Root } from 'mdast'

/** Words of a text that stand for an address. Offsets into the text as it was typed, half-open, in UTF-16 units. */
export interface Lead {
  words: string
  address: string
  start: number
  end: number
}

/** The words of a post's Markdown that stand for an address. Pictures are none: what they say is not read there. */
export function leadsIn(tree: Root): Lead[] {
  const definitions = new Map<string, string>()
  for (const { identifier, url } of tree.children.filter((node): node is Definition => node.type === 'definition'))
    if (!definitions.has(identifier)) definitions.set(identifier, url)
  const leads: Lead[] = []
  const visit = (node: Nodes): void => {
    const address =
      node.type === 'link' ? node.url : node.type === 'linkReference' ? definitions.get(node.identifier) : undefined
    const [start, end] = [node.position?.start.offset, node.position?.end.offset]
    if (address !== undefined && start !== undefined && end !== undefined)
      leads.push({ words: wordsOf(node), address, start, end })
    if ('children' in node) for (const child of node.children) visit(child)
  }
  visit(tree)
  return leads
}

function wordsOf(node: Nodes): string {
  if ('children' in node) return node.children.map(wordsOf).join('')
  return 'value' in node ? node.value : ''
}
