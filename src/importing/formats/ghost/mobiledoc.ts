/** Bodies of Ghost's older editor (Mobiledoc 0.3): https://github.com/bustle/mobiledoc-kit/blob/master/MOBILEDOC.md */
import type { Losses } from '../../markup/losses.ts'
import { type Card, cardHtml, escaped } from './cards.ts'

type Marker = [kind: number, opens: number[], closes: number, value: unknown]
type Section = [kind: number, ...rest: unknown[]]
interface Document {
  markups?: [tag: string, attributes?: string[]][]
  atoms?: [name: string, text: string, payload: Card][]
  cards?: [name: string, payload: Card][]
  sections?: Section[]
}

const inline = new Set(['a', 'b', 'strong', 'i', 'em', 'code', 's', 'del', 'u', 'sub', 'sup', 'mark'])
const blocks = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'aside', 'pull-quote'])

/** @throws SyntaxError where it is no JSON */
export function mobiledocHtml(body: string, losses: Losses): string {
  const document = JSON.parse(body) as Document
  return (document.sections ?? []).map((section) => sectionHtml(section, document, losses)).join('')
}

function sectionHtml([kind, first, second]: Section, document: Document, losses: Losses): string {
  if (kind === 1) return block(String(first), markers(second, document))
  if (kind === 2) return `<p><img src="${escaped(String(first))}"></p>`
  if (kind === 3) return list(String(first), second, document)
  if (kind === 10) return card(document.cards?.[Number(first)], losses)
  return ''
}

function block(tag: string, inner: string): string {
  if (!blocks.has(tag)) return `<p>${inner}</p>`
  if (tag === 'aside' || tag === 'pull-quote') return `<blockquote class="kg-blockquote-alt">${inner}</blockquote>`
  return `<${tag}>${inner}</${tag}>`
}

function list(tag: string, items: unknown, document: Document): string {
  const name = tag === 'ol' ? 'ol' : 'ul'
  const rows = Array.isArray(items) ? items.map((item) => `<li>${markers(item, document)}</li>`) : []
  return `<${name}>${rows.join('')}</${name}>`
}

function card(found: [string, Card] | undefined, losses: Losses): string {
  if (!found) return ''
  const [name, payload] = found
  const html = cardHtml(name, payload ?? {}, losses)
  if (html === undefined) losses.add('widget', name, 'nothing')
  return html ?? ''
}

function markers(list: unknown, document: Document): string {
  if (!Array.isArray(list)) return ''
  const open: string[] = []
  const parts: string[] = []
  for (const [kind, opens = [], closes = 0, value] of list as Marker[]) {
    for (const index of opens) {
      const [tag = '', attributes = []] = document.markups?.[index] ?? []
      open.push(inline.has(tag) ? tag : 'span')
      parts.push(`<${open.at(-1)}${tag === 'a' ? ` href="${escaped(hrefIn(attributes))}"` : ''}>`)
    }
    parts.push(kind === 1 ? atom(document.atoms?.[Number(value)]) : escaped(String(value ?? '')))
    for (let left = closes; left > 0 && open.length; left -= 1) parts.push(`</${open.pop()}>`)
  }
  return (
    parts.join('') +
    open
      .toReversed()
      .map((tag) => `</${tag}>`)
      .join('')
  )
}

const hrefIn = (attributes: readonly string[]) => attributes[attributes.indexOf('href') + 1] ?? ''

const atom = (found: [string, string, Card] | undefined) =>
  found?.[0] === 'soft-return' ? '<br>' : escaped(found?.[1] ?? '')
