import type { Element, Root, RootContent } from 'hast'
import { type Handle, defaultHandlers as handlers, type State, toMdast } from 'hast-util-to-mdast'
import type { RootContent as MdastContent, Root as MdastRoot } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown as write } from 'mdast-util-to-markdown'
import { slugOf } from '../../core/text/anchors.ts'
import { findCode } from './code.ts'
import { findEmbeds } from './embeds.ts'
import { findFootnotes, noteName } from './footnotes.ts'
import { harmless, isKept, isLayout, keptInline, tagsOf } from './kept.ts'
import { type Loss, Losses } from './losses.ts'
import { findCaptions, findPictures, layFigures } from './pictures.ts'
import { findPullQuotes } from './pull-quotes.ts'
import { dropMachinery, splitAtBreaks, tidyInline } from './tidy.ts'
import { elementsIn, isBlank, isElement, readHtml, replaceIn, said, textIn } from './tree.ts'

/** An article's text as Markdown, and what became of it on the way. */
export interface Converted {
  markdown: string
  losses: Loss[]
  /** Of its pictures and links, each once; not known where it holds Markdown that was written by hand. */
  addresses: Address[] | undefined
}

/** Where a picture or a link in a text leads. */
export interface Address {
  kind: 'picture' | 'link'
  url: string
}

/** What else is known of a text. */
export interface Markup {
  html: string
  /** Where it was read: addresses in it may be relative to that. */
  base?: string | undefined
  /** Lost before it became HTML. */
  losses?: readonly Loss[]
  /** As it was written, where that is not the HTML. */
  before?: string
}

/**
 * HTML of other programs as clean Markdown. What Markdown can't say is kept as harmless HTML, what isn't kept is named.
 * Synchronous, and a second of work for a very long text: call it in a thread.
 */
export function toMarkdown({ html, base, losses: before = [] }: Markup): Converted {
  const losses = new Losses()
  for (const { what, detail, instead } of before) losses.add(what, detail, instead)
  const tree = readHtml(html)
  prepare(tree, base, losses)
  const mdast = toMdast(tree, {
    handlers: handlersFor(losses),
    nodeHandlers: { comment: () => undefined },
  }) as MdastRoot
  const written = write(mdast, {
    extensions: [gfmToMarkdown()],
    bullet: '-',
    emphasis: '_',
    rule: '-',
    listItemIndent: 'one',
    fences: true,
    resourceLink: false,
  })
  return {
    markdown: written.trim() ? `${tidied(written).trim()}\n` : '',
    losses: losses.all,
    addresses: addressesIn(tree),
  }
}

/** Everything in its place before it is written. */
function prepare(tree: Root, base: string | undefined, losses: Losses): void {
  findPictures(tree)
  findCaptions(tree)
  findPullQuotes(tree)
  findCode(tree)
  findFootnotes(tree)
  findEmbeds(tree, base, losses)
  dropMachinery(tree, losses)
  replaceIn(tree, (node) => (isElement(node, 'table') && isLayout(node) ? layoutOf(node) : undefined))
  layFigures(tree)
  tidyInline(tree)
  splitAtBreaks(tree)
  replaceIn(tree, (node) => (isElement(node, 'p') && isBlank(node) ? [] : undefined))
  absolute(tree, base)
  leadToHeadings(tree)
}

/** Headings get their anchors from their words; links inside the text follow. */
function leadToHeadings(tree: Root): void {
  const anchors = new Map<string, string>()
  for (const node of elementsIn(tree))
    if (/^h[1-6]$/.test(node.tagName) && said(node, 'id')) anchors.set(said(node, 'id'), slugOf(textIn(node)))
  for (const node of elementsIn(tree)) {
    const anchor = isElement(node, 'a') ? anchors.get(said(node, 'href').replace(/^#/, '')) : undefined
    if (anchor !== undefined && said(node, 'href').startsWith('#')) node.properties.href = `#${anchor}`
  }
}

/** What stands in the cells of a frame, without the frame. */
function layoutOf(table: Element): RootContent[] {
  return [...elementsIn(table)].flatMap((cell) => (isElement(cell, 'td', 'th') ? (cell.children as RootContent[]) : []))
}

const runs = /^(?:javascript|vbscript|data|file):/i

/** Addresses as whole ones; those that run something lead nowhere. */
function absolute(tree: Root, base: string | undefined): void {
  const whole = (address: string) => {
    const plain = address.trim().replace(/\s+/g, (gap) => (gap.trim() === '' && gap.includes(' ') ? '%20' : ''))
    if (runs.test(plain)) return ''
    if (plain.startsWith('#') || base === undefined || !URL.canParse(plain, base)) return plain
    return /^[a-z][a-z\d+.-]*:/i.test(plain) ? plain : new URL(plain, base).href
  }
  for (const node of elementsIn(tree)) {
    if (node.properties.href !== undefined) node.properties.href = whole(said(node, 'href').trim())
    if (isElement(node, 'img')) node.properties.src = whole(said(node, 'src').trim())
  }
}

function addressesIn(tree: Root): Address[] | undefined {
  const found = new Map<string, Address>()
  const add = (kind: Address['kind'], url: string) => void (url && found.set(`${kind} ${url}`, { kind, url }))
  for (const node of elementsIn(tree)) {
    if (said(node, 'dataMarkdown')) return undefined
    if (isElement(node, 'img')) add('picture', said(node, 'src'))
    if (isElement(node, 'a')) add('link', said(node, 'href'))
  }
  return [...found.values()]
}

function handlersFor(losses: Losses): Record<string, Handle> {
  const kept: Record<string, Handle> = {}
  for (const name of keptInline) kept[name] = between
  const whole: Handle = (_state, node) => {
    if (node.tagName !== 'figure') losses.add('html', node.tagName, 'html')
    return { type: 'html', value: harmless(node) }
  }
  return {
    ...kept,
    details: whole,
    dl: whole,
    figure: whole,
    table: (state, node, parent) => (isKept(node) ? whole(state, node, parent) : handlers.table(state, node)),
    a: link,
    div: (state, node) => markdownIn(node) ?? definition(state, node) ?? handlers.div(state, node),
    blockquote: (state, node) => callout(state, node),
    img: (_state, node) => image(node),
    input: (state, node) => (said(node, 'type') === 'checkbox' ? handlers.input(state, node) : undefined),
  }
}

/** What has a tag of its own stands between that. */
function between(state: State, node: Element) {
  const tags = tagsOf(node)
  const inner = state.all(node)
  if (!tags || inner.length === 0) return inner
  return [{ type: 'html', value: tags.open } as const, ...inner, { type: 'html', value: tags.close } as const]
}

/** The mark of a note, or a link; one that leads nowhere is its words. */
function link(state: State, node: Element) {
  const name = node.properties[noteName]
  if (typeof name === 'string' && !name.startsWith(':'))
    return { type: 'footnoteReference', identifier: name, label: name } as const
  const href = said(node, 'href')
  if (!href) return state.all(node)
  const text = textIn(node)
  // Its own address in angle brackets would be one more form of the same: bare, as people type it.
  if (text.trim() === href && isBare(href)) return { type: 'html', value: href } as const
  return handlers.a(state, node)
}

/** An address that Markdown takes for a link as it stands. https://github.github.com/gfm/#autolinks-extension- */
const isBare = (address: string) =>
  /^https?:\/\/[\w.-]+(?:\/[\w\-./?=&%#~+:@]*[\w/])?$/.test(address) && !/[_]{2}/.test(address)

/** Markdown that was put into HTML by a card of its own. */
function markdownIn(node: Element) {
  const value = said(node, 'dataMarkdown').trim()
  return value ? ({ type: 'html', value } as const) : undefined
}

/** A quote, or a box that calls for attention, as GitHub writes it. https://github.com/orgs/community/discussions/16925 */
function callout(state: State, node: Element) {
  const kind = said(node, 'dataCallout').toUpperCase()
  const children = state.toFlow(state.all(node))
  if (!/^(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION|QUOTE)$/.test(kind))
    return { type: 'blockquote', children } as MdastContent
  return { type: 'blockquote', children: [{ type: 'html', value: `[!${kind}]` }, ...children] } as MdastContent
}

/** The words of a note. */
function definition(state: State, node: Element) {
  const name = node.properties[noteName]
  if (typeof name !== 'string') return undefined
  const identifier = name.slice(1)
  return {
    type: 'footnoteDefinition',
    identifier,
    label: identifier,
    children: state.toFlow(state.all(node)),
  } as MdastContent
}

function image(node: Element) {
  const url = said(node, 'src')
  if (!url) return undefined
  const line = (name: string) => said(node, name).replace(/\s+/gu, ' ').trim()
  const title = line('title')
  return { type: 'image', url, alt: line('alt'), title: title && title !== line('alt') ? title : null } as const
}

/** Empty lines where nothing was, and spaces at the ends of lines that mean nothing. */
function tidied(markdown: string): string {
  return markdown.replace(/\n{3,}/g, '\n\n')
}
