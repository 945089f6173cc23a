/** What the elements of an article are given, so that they work on a page. */
import type { Root } from 'hast'
import { toText } from 'hast-util-to-text'
import { SKIP, visit } from 'unist-util-visit'
import { type Language, say } from '../../core/words.ts'
import type { MarkdownOptions } from './options.ts'
import { isElement, make } from './tree.ts'
import { bodyWords } from './words.ts'

/** Pictures load when they come near; each has an alt text, empty where the author gave none. */
export function furnishPictures(tree: Root, info: MarkdownOptions['pictures']): void {
  visit(tree, 'element', (node) => {
    if (node.tagName !== 'img') return
    const { src, width, height } = info?.get(String(node.properties.src ?? '')) ?? {}
    const known = { ...(src ? { src } : {}), ...(width && height ? { width, height } : {}) }
    Object.assign(node.properties, { alt: node.properties.alt ?? '', loading: 'lazy', decoding: 'async' }, known)
  })
}

/** Links to other sites say so, and give the other page no hold on this one. @returns where they lead, each address once */
export function furnishLinks(tree: Root, site: string | undefined): string[] {
  const found = new Set<string>()
  const home = site !== undefined && URL.canParse(site) ? new URL(site).origin : undefined
  visit(tree, 'element', (node) => {
    const { href } = node.properties
    if (node.tagName !== 'a' || typeof href !== 'string' || !/^(?:https?:)?\/\//i.test(href)) return
    if (home !== undefined && URL.canParse(href, home) && new URL(href, home).origin === home) return
    node.properties.rel = ['external', 'noopener']
    found.add(href)
  })
  return [...found]
}

/** More pages of a blog than any text leads to. */
const mostWithin = 500

/** Where an article leads within its blog: paths with their queries, each once; nothing where the blog's address is not known. */
export function linksWithin(tree: Root, site: string | undefined): string[] {
  const found = new Set<string>()
  if (site === undefined || !URL.canParse(site)) return []
  visit(tree, 'element', (node) => {
    const { href } = node.properties
    if (node.tagName !== 'a' || typeof href !== 'string' || href.startsWith('#')) return
    const url = URL.parse(href, `${site}/`)
    const ours = url && /^https?:$/.test(url.protocol) && url.host === new URL(site).host
    if (ours && found.size < mostWithin) found.add(url.pathname + url.search)
  })
  return [...found]
}

/** A task's box says what it shows, to those who can't see it. */
export function furnishTasks(tree: Root, language: Language): void {
  visit(tree, 'element', (node) => {
    if (node.tagName !== 'input') return
    node.properties.ariaLabel = say(node.properties.checked ? bodyWords.taskDone : bodyWords.taskOpen, language)
  })
}

/** The arrow that leads back from a footnote is drawn as a letter, not as a picture. */
export function furnishNotes(tree: Root): void {
  visit(tree, 'element', (node) => {
    const [arrow] = node.children
    if (node.properties.dataFootnoteBackref !== undefined && arrow?.type === 'text')
      arrow.value = `${arrow.value}\uFE0E`
  })
}

/** Wide code scrolls by itself, with the keyboard too. */
export function furnishCode(tree: Root): void {
  visit(tree, 'element', (node) => {
    if (node.tagName === 'pre') node.properties.tabIndex = 0
  })
}

/** Wide tables scroll by themselves, with the keyboard too, instead of making the page wide. */
export function furnishTables(tree: Root): void {
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName !== 'table' || index === undefined || !parent) return undefined
    parent.children[index] = make('div', { className: ['table'], tabIndex: 0 }, [node])
    return [SKIP, index + 1]
  })
}

/** Who comes to such a box with the keyboard hears what it is; who goes through its cells, what heads them. */
export function nameTables(tree: Root, language: Language): void {
  visit(tree, 'element', (node) => {
    const [table] = node.children
    if (node.tagName !== 'div' || !isElement(table, 'table')) return
    const caption = table.children.find((child) => isElement(child, 'caption'))
    const name = caption ? toText(caption).trim() : ''
    Object.assign(node.properties, { role: 'group', ariaLabel: name || say(bodyWords.table, language) })
    visit(table, 'element', (row, _index, parent) => {
      if (row.tagName !== 'tr' || !isElement(parent, 'thead')) return
      for (const cell of row.children) if (isElement(cell, 'th')) cell.properties.scope ??= 'col'
    })
  })
}
