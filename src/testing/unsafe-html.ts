import { createRequire } from 'node:module'
import type { DefaultTreeAdapterTypes as Tree } from 'parse5'

const require = createRequire(import.meta.url)

/** The allowed elements. None of them runs code, loads anything but a picture, or takes input. */
const tags = new Set(
  `a abbr aside audio b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i iframe img input ins kbd li mark nav
  ol p picture pre q rp rt ruby s samp section small source span strike strong sub summary sup table tbody td tfoot th thead time
  tr tt u ul var video wbr`.split(/\s+/),
)
const attributes = new Set(
  `align allow alt checked class cite colspan controls datetime decoding disabled fetchpriority height href id itemprop itemscope itemtype lang loading name open playsinline
  preload rel referrerpolicy reversed role rowspan sandbox scope size sizes span src srcset start tabindex title type usemap value width`.split(
    /\s+/,
  ),
)
const families = /^(?:aria|data-footnote)[a-z-]*$/
const addresses = new Set(['href', 'src', 'srcset', 'cite', 'itemtype'])
const protocols = new Set(['http:', 'https:', 'mailto:', 'tel:', 'xmpp:', 'irc:', 'ircs:', 'geo:'])

/** What of an HTML is not known to be harmless, as a browser would read it: names of elements, attributes and kinds of addresses. */
export function unsafeIn(html: string): string[] {
  const { parseFragment } = require('parse5') as typeof import('parse5')
  return unsafeUnder(parseFragment(html))
}

function unsafeUnder(node: Tree.Node): string[] {
  const own = 'tagName' in node ? unsafeAt(node) : []
  const inside = 'content' in node ? unsafeUnder(node.content) : []
  const below = 'childNodes' in node ? node.childNodes.flatMap(unsafeUnder) : []
  return [...own, ...inside, ...below]
}

function unsafeAt({ tagName, attrs }: Tree.Element): string[] {
  // A frame is one of our own making: of another site, held in its box, and loaded when it is opened.
  const has = (name: string, value: RegExp) =>
    attrs.some((attribute) => attribute.name === name && value.test(attribute.value))
  const frame =
    tagName === 'iframe' && !(has('src', /^https:/) && has('sandbox', /^[a-z -]+$/) && has('loading', /^lazy$/))
  const field = tagName === 'input' && !attrs.some(({ name, value }) => name === 'type' && value === 'checkbox')
  return [
    ...(tags.has(tagName) && !field && !frame ? [] : [tagName]),
    ...attrs
      .filter(({ name }) => !attributes.has(name) && !families.test(name))
      .map(({ name }) => `${tagName} ${name}`),
    ...attrs.flatMap(({ name, value }) =>
      addresses.has(name) ? wildAddress(value).map((kind) => `${name} ${kind}`) : [],
    ),
  ]
}

/** The kind of an address, where it is none that only leads somewhere. */
function wildAddress(value: string): string[] {
  const url = URL.parse(value, 'https://blog.example/')
  return url === null || protocols.has(url.protocol) ? [] : [url.protocol]
}
