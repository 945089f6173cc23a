/** Where addresses stand in Markdown: of pictures and links, in its own words and in raw HTML, so that they can be changed in place. */

import type { Definition, Html, Image, Link, Nodes, Root } from 'mdast'
import { parseFragment } from 'parse5'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { bounded, secondsFor } from './bounds.ts'
import { linkDestination } from './link-destination.ts'

/** One address in a text. */
export interface AddressPlace {
  kind: 'picture' | 'link'
  /** Decoded. */
  url: string
  /** Of a picture. */
  alt: string
  /** What {@link AddressPlace.written} takes the place of: offsets in UTF-16 units. */
  start: number
  end: number
  written(address: string): string
}

const reader = unified().use(remarkParse).use(remarkGfm).freeze()
const writer = unified().use(remarkStringify).freeze()

/**
 * All addresses, in the order of the text.
 * @throws Problem `wrong-input` for a text that is nested too deep, or takes too long
 */
export function addressesIn(markdown: string): AddressPlace[] {
  return bounded(secondsFor(markdown), () => {
    const tree = reader.parse(markdown)
    const alts = new Map<string, string>()
    visit(tree, 'imageReference', (node) => void alts.set(node.identifier, node.alt ?? ''))
    const places: AddressPlace[] = []
    visit(tree, (node) => {
      // What a visitor gives back says where it goes on.
      places.push(...placesOf(node, markdown, alts))
    })
    return places
  })
}

/** The text with some addresses changed, and everything else as it was. @param change `undefined`: it stays */
export function withAddresses(markdown: string, change: (place: AddressPlace) => string | undefined): string {
  let text = markdown
  let before = markdown.length
  // From the end: what stands before stays where it is. A link around a picture is changed behind it.
  for (const place of addressesIn(markdown).toSorted((a, b) => b.start - a.start)) {
    const address = change(place)
    if (address === undefined || place.end > before) continue
    text = text.slice(0, place.start) + place.written(address) + text.slice(place.end)
    before = place.start
  }
  return text
}

function placesOf(node: Nodes, markdown: string, alts: ReadonlyMap<string, string>): AddressPlace[] {
  if (node.type === 'image') return whole(node, 'picture', node.alt ?? '')
  if (node.type === 'definition')
    return whole(node, alts.has(node.identifier) ? 'picture' : 'link', alts.get(node.identifier) ?? '')
  if (node.type === 'link') return linkPlace(node, markdown)
  return node.type === 'html' ? inHtml(node, markdown) : []
}

/** Written anew as a whole. */
function whole(node: Image | Definition, kind: AddressPlace['kind'], alt: string): AddressPlace[] {
  const [start, end] = [node.position?.start.offset, node.position?.end.offset]
  if (start === undefined || end === undefined) return []
  const written = (url: string) => {
    const changed = { ...node, url }
    const root: Root = {
      type: 'root',
      children: [changed.type === 'image' ? { type: 'paragraph', children: [changed] } : changed],
    }
    return writer.stringify(root).trimEnd()
  }
  return [{ kind, url: node.url, alt, start, end, written }]
}

/** Only the address of a link is written anew: its words stay as they are. */
function linkPlace(node: Link, markdown: string): AddressPlace[] {
  const [from, end] = [node.position?.start.offset, node.position?.end.offset]
  if (from === undefined || end === undefined) return []
  const { url, title } = node
  const begin = markdown.charAt(from)
  if (begin !== '[')
    return [
      {
        kind: 'link',
        url,
        alt: '',
        start: from,
        end,
        written: (address) => `[${markdown.slice(from, end).replace(/^<|>$/g, '')}](${linkDestination(address)})`,
      },
    ]
  const start = node.children.at(-1)?.position?.end.offset ?? from + 1
  const words = title ? ` "${title.replaceAll('"', '\\"')}"` : ''
  return [{ kind: 'link', url, alt: '', start, end, written: (address) => `](${linkDestination(address)}${words})` }]
}

/** Comments, which name nothing, and the tags that do. */
const commentOrTag = /<!--[\s\S]*?(?:-->|$)|<(img|a)\s(?:"[^"]*"|'[^']*'|[^"'>])*>/gi
/** Names and values as HTML has them: https://html.spec.whatwg.org/multipage/syntax.html#attributes-2 */
const attribute = /([^\s"'<>/=]+)(?:(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'=<>`]+))?/g

function inHtml(node: Html, markdown: string): AddressPlace[] {
  const places: AddressPlace[] = []
  for (const { 0: tag, 1: name, index } of node.value.matchAll(commentOrTag)) {
    if (name === undefined) continue
    const source = valueIn(tag, name.length + 1, name.toLowerCase() === 'img' ? 'src' : 'href')
    const start = source && offsetIn(markdown, node, index + source.start)
    if (source === undefined || start === undefined) continue
    const kind = name.toLowerCase() === 'img' ? 'picture' : 'link'
    places.push({
      kind,
      ...read(tag),
      start,
      end: start + source.length,
      written: (address) => `"${address.replaceAll('"', '%22')}"`,
    })
  }
  return places
}

/**
 * Where in the text a place of an HTML node's value stands. The value has lost what begins its lines in quotes and
 * lists: each of its lines is the end of a line of the text.
 */
function offsetIn(markdown: string, node: Html, at: number): number | undefined {
  const [from, to] = [node.position?.start.offset, node.position?.end.offset]
  const before = node.value.slice(0, at).split('\n')
  const line = node.value.split('\n')[before.length - 1] ?? ''
  const lines = markdown.slice(from, to).split('\n').slice(0, before.length)
  if (from === undefined || !lines.at(-1)?.endsWith(line)) return undefined
  return from + lines.join('\n').length - line.length + (before.at(-1)?.length ?? 0)
}

/** Where in a tag the value of an attribute stands, with its quotes. */
function valueIn(tag: string, offset: number, wanted: string): { start: number; length: number } | undefined {
  for (const { 0: all, 1: name, 3: value, index } of tag.slice(offset).matchAll(attribute)) {
    if (name?.toLowerCase() !== wanted || value === undefined) continue
    return { start: offset + index + all.length - value.length, length: value.length }
  }
  return undefined
}

/** Address and alt text of a tag, its character references resolved. */
function read(tag: string): { url: string; alt: string } {
  const [element] = parseFragment(tag).childNodes
  const attrs = element && 'attrs' in element ? element.attrs : []
  const said = (...names: string[]) => attrs.find(({ name }) => names.includes(name))?.value ?? ''
  return { url: said('src', 'href'), alt: said('alt') }
}
