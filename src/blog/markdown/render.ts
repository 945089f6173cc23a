import { createRequire } from 'node:module'
import type { Root } from 'hast'
import { toText } from 'hast-util-to-text'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { EXIT, SKIP, visit } from 'unist-util-visit'
import { articleSchema } from '../../core/text/article-schema.ts'
import { bounded, secondsFor } from '../../core/text/bounds.ts'
import type { Lead } from '../../core/text/leads.ts'
import { sentenceEnds } from '../../core/text/sentences.ts'
import { shorten } from '../../core/text/shorten.ts'
import { type Language, say } from '../../core/words.ts'
import { dropCalloutMarks } from './callouts.ts'
import { colourCode } from './code.ts'
import { dropContentsMarks } from './contents.ts'
import { furnishCode, furnishLinks, furnishPictures, furnishTables, furnishTasks } from './furnish.ts'
import { type Heading, hasTopHeading, headingsIn, nameHeadings, prefixIds } from './ids.ts'
import type { MarkdownOptions } from './options.ts'
import { isPlayer } from './players.ts'
import { isBareLink, isElement, said, shown } from './tree.ts'
import { bodyWords } from './words.ts'

/**
 * Markdown's tree as HTML's, raw HTML read as a browser reads it. `trusted` leaves out the sanitiser, for the
 * conformance suites alone.
 */
function toTree(markdown: string, language: Language, trusted: boolean): Root {
  const processor = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkRehype, {
      allowDangerousHtml: true,
      clobberPrefix: '',
      footnoteLabel: say(bodyWords.footnotes, language),
      footnoteBackLabel: (index, again) =>
        say(bodyWords.backToReference, language, { n: `${index + 1}${again > 1 ? `-${again}` : ''}` }),
    })
  const tree = readRaw(processor.runSync(processor.parse(markdown)))
  return trusted ? tree : unified().use(rehypeSanitize, articleSchema).runSync(tree)
}

const require = createRequire(import.meta.url)

/** Raw HTML read as a browser reads it. The reader is loaded by the first article that has some: it is half the weight. */
function readRaw(tree: Root): Root {
  let raw = false
  visit(tree, 'raw', () => {
    raw = true
    return EXIT
  })
  if (!raw) return tree
  const { default: rehypeRaw } = require('rehype-raw') as typeof import('rehype-raw')
  keepFirstLine(tree)
  return unified().use(rehypeRaw).runSync(tree)
}

/**
 * rehype-raw drops a line break that begins a block of code, as HTML does for one right behind `<pre>`. A second one
 * makes up for it.
 */
function keepFirstLine(tree: Root): void {
  visit(tree, 'element', (node) => {
    const code = node.tagName === 'pre' ? node.children[0] : undefined
    const text = code?.type === 'element' ? code.children[0] : undefined
    if (text?.type === 'text' && text.value.startsWith('\n')) text.value = `\n${text.value}`
  })
}

const stringifier = unified().use(rehypeStringify).freeze()

/** A tree as it is sent. */
export const toHtml = (tree: Root): string => stringifier.stringify(tree)

/** The suites' side door: the same pipeline without sanitiser, ids, links, pictures and colours. Never shown to anyone. */
export function renderForConformance(markdown: string): string {
  return toHtml(toTree(markdown, 'en', true))
}

/** A clean tree with ids given: what {@link renderMarkdown}, {@link headings} and `layOut` share. */
export function articleTree(markdown: string, options: MarkdownOptions): Root {
  const tree = toTree(markdown, options.language ?? 'id', false)
  const { headingShift = 0 } = options
  nameHeadings(tree, headingShift === 'below-title' ? (hasTopHeading(tree) ? 1 : 0) : headingShift)
  prefixIds(tree, options.idPrefix ?? 'isi-')
  return tree
}

/**
 * Markdown (CommonMark, GitHub's extensions, footnotes, and harmless HTML) as HTML, with anchors, colours of code, and tables that
 * scroll: what the conformance suites are held against. Whatever the text, no script can come out of it. `layOut` makes an
 * article of it. Pure but for loading the colours of code; the caller caches.
 * @throws Problem `wrong-input` for a text that is nested too deep or takes too long
 */
export async function renderMarkdown(markdown: string, options: MarkdownOptions = {}): Promise<string> {
  const seconds = secondsFor(markdown)
  const tree = bounded(seconds, () => {
    const article = articleTree(markdown, options)
    furnishPictures(article, options.pictures)
    furnishLinks(article, options.site)
    furnishTables(article)
    furnishTasks(article, options.language ?? 'id')
    furnishCode(article)
    return article
  })
  await colourCode(tree)
  return bounded(seconds, () => toHtml(tree))
}

/** The headings of an article, with the ids that {@link renderMarkdown} gives them under the same options. */
export function headings(markdown: string, options: MarkdownOptions = {}): Heading[] {
  return bounded(secondsFor(markdown), () => headingsIn(articleTree(markdown, options)))
}

/** The words of an article as a reader meets them: a clean tree without the marks that the blog heeds. */
function readTree(markdown: string): Root {
  const tree = toTree(markdown, 'id', false)
  dropCalloutMarks(tree, markdown)
  dropContentsMarks(tree, markdown)
  return tree
}

/** Elements that are no running text. */
function drop(tree: Root, tagNames: ReadonlySet<string>): void {
  visit(tree, 'element', (node, index, parent) => {
    const footnote = node.properties.dataFootnotes !== undefined || node.properties.dataFootnoteRef !== undefined
    if (index === undefined || !parent || !(footnote || tagNames.has(node.tagName))) return undefined
    parent.children.splice(index, 1)
    return [SKIP, index]
  })
}

/** The words of an article without any markup, footnotes left out: for search, counting and excerpts. */
export function toPlainText(markdown: string): string {
  return bounded(secondsFor(markdown), () => {
    const tree = readTree(markdown)
    drop(tree, new Set(['sup']))
    return toText(tree).trim()
  })
}

/** The words of an article that stand for an address, raw HTML's too. */
export function linksIn(markdown: string): Lead[] {
  return bounded(secondsFor(markdown), () => {
    const leads: Lead[] = []
    visit(toTree(markdown, 'id', false), 'element', (node) => {
      const { href } = node.properties
      if (node.tagName !== 'a' || typeof href !== 'string') return
      const [start = 0, end = markdown.length] = [node.position?.start.offset, node.position?.end.offset]
      leads.push({ words: toText(node), address: href, start, end })
    })
    return leads
  })
}

/** The pictures of an article, raw HTML's too: what is said of each, and where it stands. Files that play are none. */
export function picturesIn(markdown: string): { alt: string; start: number; end: number }[] {
  return bounded(secondsFor(markdown), () => {
    const found: { alt: string; start: number; end: number }[] = []
    visit(toTree(markdown, 'id', false), 'element', (node) => {
      if (node.tagName !== 'img' || isPlayer(node)) return
      const [start = 0, end = markdown.length] = [node.position?.start.offset, node.position?.end.offset]
      found.push({ alt: said(node, 'alt'), start, end })
    })
    return found
  })
}

/** The words of an article's own paragraphs, in order: no lists, quotes, tables or notes. */
export function paragraphsOf(markdown: string): string[] {
  return bounded(secondsFor(markdown), () => {
    const tree = readTree(markdown)
    drop(tree, new Set(['sup', 'img']))
    return tree.children.flatMap((node) =>
      node.type === 'element' && node.tagName === 'p' ? toText(node).replace(/\s+/gu, ' ').trim() || [] : [],
    )
  })
}

const noProse = new Set([
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'pre',
  'table',
  'figure',
  'img',
  'picture',
  'hr',
  'details',
  'sup',
])

/** How much of a text is read for an excerpt, in UTF-16 units; and how long that may take. */
const beginning = 10_000
const excerptSeconds = 1

/** The beginning of an article's prose, at most `max` graphemes: whole sentences where they fit, else a cut at a word. */
export function summarise(markdown: string, max: number): string {
  const first = proseOf(beginningOf(markdown))
  const prose = first.length < max && markdown.length > beginning ? proseOf(markdown) : first
  if (prose.length <= max) return prose
  const ends = sentenceEnds(prose).filter((end) => end <= max)
  const last = ends.at(-1) ?? 0
  return last >= max / 2 ? prose.slice(0, last) : shorten(prose, max)
}

/** A line that is nothing but an address shows something else, or nothing worth reading. */
function dropBareAddresses(tree: Root): void {
  tree.children = tree.children.filter((node) => {
    if (!isElement(node, 'p')) return true
    const [link, second] = shown(node)
    return !isElement(link, 'a') || second !== undefined || !isBareLink(link)
  })
}

function proseOf(markdown: string): string {
  return bounded(excerptSeconds, () => {
    const tree = readTree(markdown)
    drop(tree, noProse)
    dropBareAddresses(tree)
    return toText(tree).replace(/\s+/gu, ' ').trim()
  })
}

/** Some paragraphs, and the addresses and footnotes that they may refer to further down. */
function beginningOf(markdown: string): string {
  if (markdown.length <= beginning) return markdown
  const end = markdown.lastIndexOf('\n\n', beginning)
  const cut = end > 0 ? end : beginning
  const definitions = markdown.slice(cut).match(/^ {0,3}\[[^\]\n]{1,200}\]:.{1,500}$/gm) ?? []
  return `${markdown.slice(0, cut)}\n\n${definitions.slice(0, 100).join('\n')}`
}
