import type { Element, ElementContent, Root } from 'hast'
import { toText } from 'hast-util-to-text'
import { SKIP, visit } from 'unist-util-visit'
import { type Language, say } from '../../core/words.ts'
import { nameOf } from './ids.ts'
import { isElement, make, shown, words } from './tree.ts'
import { bodyWords } from './words.ts'

/** With so many headings an article has its contents listed. */
const fewest = 3
/** A line of its own: the contents stand here, or nowhere. */
const here = /^\[toc\]$/i
const nowhere = /^\[no ?toc\]$/i

/**
 * Lists an article's contents, its headings of the levels 2 and 3: where `[toc]` stands on a line of its own; without it before
 * the first heading, where there are three or more. `[notoc]` leaves them out.
 * @param tree with all ids given
 */
export function layContents(tree: Root, markdown: string, language: Language): void {
  const { place, none } = takeMarks(tree, markdown)
  const headings = headingsOf(tree)
  const first = headings[0]
  if (first && !none && (place || headings.length >= fewest)) {
    const contents = contentsOf(headings, language)
    if (place) tree.children.splice(tree.children.indexOf(place), 0, contents)
    else tree.children.splice(placeBefore(tree, first), 0, contents, words('\n'))
  }
  dropContentsMarks(tree, markdown)
}

/** Takes the marks away, for whoever reads nothing but the words. */
export function dropContentsMarks(tree: Root, markdown: string): void {
  const { all } = takeMarks(tree, markdown)
  tree.children = tree.children.filter((child) => !all.has(child))
}

/** What asks for the contents, and whether something forbids them. The first one that asks says where. */
function takeMarks(tree: Root, markdown: string): { all: ReadonlySet<unknown>; place?: Element; none: boolean } {
  const all = new Set<unknown>()
  let place: Element | undefined
  let none = false
  for (const node of tree.children) {
    const line = isElement(node, 'p') ? lineOf(node, markdown) : ''
    if (nowhere.test(line)) none = true
    else if (!here.test(line)) continue
    else if (isElement(node)) place ??= node
    all.add(node)
  }
  return place ? { all, place, none } : { all, none }
}

/** The words of a paragraph that is nothing but words, as they were typed; a backslash before them leaves them what they are. */
function lineOf(node: Element, markdown: string): string {
  const [only, second] = shown(node)
  if (only?.type !== 'text' || second) return ''
  const start = only.position?.start.offset
  return start !== undefined && markdown[start] === '\\' ? '' : only.value.trim()
}

function headingsOf(tree: Root): Element[] {
  const found: Element[] = []
  visit(tree, 'element', (node) => {
    if (node.properties.dataFootnotes !== undefined) return SKIP
    if (isElement(node, 'h2', 'h3') && toText(node).trim()) found.push(node)
    return undefined
  })
  return found
}

/** The place of what holds a heading, among the blocks of the article. */
function placeBefore(tree: Root, heading: Element): number {
  const at = tree.children.findIndex((child) => child === heading || (isElement(child) && holds(child, heading)))
  return Math.max(0, at)
}

function holds(node: Element, wanted: Element): boolean {
  let found = false
  visit(node, 'element', (inside) => {
    found ||= inside === wanted
  })
  return found
}

function contentsOf(headings: readonly Element[], language: Language): Element {
  const name = say(bodyWords.contents, language)
  const summary = make('summary', {}, [words(name)])
  const details = make('details', { open: true }, [summary, listOf(headings)])
  return make('nav', { className: ['toc'], ariaLabel: name }, [details])
}

/** A list of chapters, each with the list of its sections. A section before all chapters stands among them. */
function listOf(headings: readonly Element[]): Element {
  const chapters: { item: Element; level: string; sections: ElementContent[] }[] = []
  for (const heading of headings) {
    const item = make('li', {}, [make('a', { href: `#${heading.properties.id}` }, [words(nameOf(heading))])])
    const last = chapters.at(-1)
    if (heading.tagName === 'h3' && last?.level === 'h2') last.sections.push(item)
    else chapters.push({ item, level: heading.tagName, sections: [] })
  }
  for (const { item, sections } of chapters) if (sections.length) item.children.push(make('ol', {}, sections))
  return make(
    'ol',
    {},
    chapters.map(({ item }) => item),
  )
}
