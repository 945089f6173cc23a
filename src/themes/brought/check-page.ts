/** What a page that somebody else's template wrote must not hold: whatever runs, loads what is not the blog's, or leads a form away. */
import { type DefaultTreeAdapterTypes, parseFragment, serialize } from 'parse5'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

/** Something that a page must not hold. */
export interface Refused {
  rule: Rule
  /** As it stands there, shortened: `<script>`, `onclick`. */
  at: string
}

/** Why something is refused. */
export type Rule = 'element' | 'handler' | 'style' | 'address' | 'frame' | 'form' | 'outside'

/** A page as a tree, to be looked at. */
export interface ReadPage {
  /** All elements, in their order. */
  elements: readonly Element[]
  refused: readonly Refused[]
  /** The same page, written anew of its tree: nothing is open in it, and nothing more is closed. */
  html: string
}

/** What may not be in a page at all: it runs, loads, or changes what is around it. */
const never = new Set(
  'script style link meta base object embed applet frame frameset portal noscript template plaintext xmp noembed noframes math foreignobject animate animatemotion animatetransform set handler title head html body'.split(
    ' ',
  ),
)
const leading = new Set([
  'href',
  'action',
  'formaction',
  'cite',
  'src',
  'poster',
  'xlink:href',
  'data',
  'longdesc',
  'background',
])
const loading = new Set(['src', 'poster', 'background', 'data'])
const widest = 2_000_000

/**
 * Reads a page's HTML.
 * @param frames addresses that its frames may show: those of the article's own text
 * @param strict pictures of other sites are refused too: a template's own never are
 */
export function readPage(html: string, frames: ReadonlySet<string>, strict = false): ReadPage {
  if (html.length > widest) return { elements: [], refused: [{ rule: 'element', at: '> 2 MB' }], html: '' }
  const tree = parseFragment(html)
  const elements = elementsOf(tree)
  const refused = elements.flatMap((one) => refusedIn(one, frames, strict))
  return { elements, refused, html: refused.length ? '' : serialize(tree) }
}

/** All elements below a node, in their order; however deep. */
export function elementsOf(tree: Node): Element[] {
  const found: Element[] = []
  const waiting: Node[] = [tree]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if ('tagName' in node) found.push(node)
    if ('childNodes' in node)
      for (let at = node.childNodes.length - 1; at >= 0; at--) waiting.push(node.childNodes[at] as Node)
  }
  return found
}

/** An attribute's value; `undefined`: it has none. */
export const attributeOf = (element: Element, name: string): string | undefined =>
  element.attrs.find((one) => one.name === name)?.value

function refusedIn(element: Element, frames: ReadonlySet<string>, strict: boolean): Refused[] {
  const name = element.tagName.toLowerCase()
  if (never.has(name)) return [{ rule: 'element', at: `<${name}>` }]
  if (name === 'iframe' && !frames.has(attributeOf(element, 'src') ?? '')) return [{ rule: 'frame', at: '<iframe>' }]
  if (name === 'form' && !isSearch(element)) return [{ rule: 'form', at: '<form>' }]
  return element.attrs.flatMap(
    ({ name: attribute, prefix, value }) =>
      refusedAttribute(prefix ? `${prefix}:${attribute}` : attribute, value, strict) ?? [],
  )
}

/** The one form that the blog answers. */
const isSearch = (form: Element) =>
  attributeOf(form, 'action') === '/search' && /^(?:get)?$/i.test(attributeOf(form, 'method') ?? '')

function refusedAttribute(name: string, value: string, strict: boolean): Refused | undefined {
  const shown = (at: string) => (at.length > 60 ? `${at.slice(0, 60)}…` : at)
  if (name.startsWith('on')) return { rule: 'handler', at: shown(name) }
  if (name === 'style') return { rule: 'style', at: shown(`style="${value}"`) }
  if (name === 'srcdoc' || name === 'formaction' || name === 'ping' || name === 'http-equiv')
    return { rule: 'handler', at: name }
  if (leading.has(name) && !mayLead(value, name)) return { rule: 'address', at: shown(value) }
  const loads = loading.has(name) || name === 'srcset'
  if (strict && loads && outside(value)) return { rule: 'outside', at: shown(value) }
  return undefined
}

/** Browsers take spaces and control characters out of an address before they read it: https://url.spec.whatwg.org/#concept-basic-url-parser */
function mayLead(value: string, attribute: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is taken out
  const address = value.replace(/[\u0000-\u0020]/g, '')
  const [, scheme] = /^([a-z][a-z0-9+.-]*):/i.exec(address) ?? []
  if (!scheme) return true
  if (/^data$/i.test(scheme)) return attribute === 'src' && /^data:image\/(?:png|jpeg|gif|webp|avif);/i.test(address)
  return /^(?:https?|mailto|tel|geo|xmpp|sms)$/i.test(scheme)
}

const outside = (value: string) => /(?:^|[\s,])(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(value)
