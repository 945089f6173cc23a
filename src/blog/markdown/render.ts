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
import type { Language } from '../../core/words.ts'
import { colourCode } from './code.ts'
import { type Heading, hasTopHeading, headingsIn, nameHeadings, prefixIds } from './ids.ts'

/** What is known of a picture: put on its element, so that the page doesn't jump while it loads. */
export interface PictureInfo {
  src?: string
  srcSet?: string
  sizes?: string
  width?: number
  height?: number
}

/** All optional. */
export interface MarkdownOptions {
  /** Of the words that are put in ("Footnotes"). Indonesian by default. */
  language?: Language
  /** Before every id; another one for each article where several share a page. */
  idPrefix?: string
  /**
   * How far headings move down: 1 where the page's own title is the h1. `'below-title'`: 1 for a text that has an h1 of
   * its own, else 0.
   */
  headingShift?: number | 'below-title'
  /** The blog's own address: links elsewhere are marked as external. */
  site?: string
  /** What is known of a picture, by its `src`. */
  pictures?: ReadonlyMap<string, PictureInfo>
}

const notes = {
  id: { label: 'Catatan kaki', back: 'Kembali ke rujukan {n}' },
  en: { label: 'Footnotes', back: 'Back to reference {n}' },
} as const

/**
 * Markdown's tree as HTML's, raw HTML read as a browser reads it. `trusted` leaves out the sanitiser, for the
 * conformance suites alone.
 */
function toTree(markdown: string, language: Language, trusted: boolean): Root {
  const words = notes[language]
  const processor = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkRehype, {
      allowDangerousHtml: true,
      clobberPrefix: '',
      footnoteLabel: words.label,
      footnoteBackLabel: (index, again) => words.back.replace('{n}', `${index + 1}${again > 1 ? `-${again}` : ''}`),
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

/** The suites' side door: the same pipeline without sanitiser, ids, links, pictures and colours. Never shown to anyone. */
export function renderForConformance(markdown: string): string {
  return stringifier.stringify(toTree(markdown, 'en', true))
}

/** A tree with ids given: what {@link renderMarkdown} and {@link headings} share. */
function articleTree(markdown: string, options: MarkdownOptions): Root {
  const tree = toTree(markdown, options.language ?? 'id', false)
  const { headingShift = 0 } = options
  nameHeadings(tree, headingShift === 'below-title' ? (hasTopHeading(tree) ? 1 : 0) : headingShift)
  prefixIds(tree, options.idPrefix ?? 'isi-')
  return tree
}

/** Pictures load when they come near; each has an alt text, empty where the author gave none. */
function furnishPictures(tree: Root, info: MarkdownOptions['pictures']): void {
  visit(tree, 'element', (node) => {
    if (node.tagName !== 'img') return
    const known = info?.get(String(node.properties.src ?? '')) ?? {}
    Object.assign(node.properties, { alt: node.properties.alt ?? '', loading: 'lazy', decoding: 'async' }, known)
  })
}

/** Links to other sites say so, and give the other page no hold on this one. @returns where they lead, each address once */
function furnishLinks(tree: Root, site: string | undefined): string[] {
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

const tasks = { id: { done: 'Selesai', open: 'Belum' }, en: { done: 'Done', open: 'To do' } } as const

/** A task's box says what it shows, to those who can't see it. */
function furnishTasks(tree: Root, language: Language): void {
  visit(tree, 'element', (node) => {
    if (node.tagName !== 'input') return
    node.properties.ariaLabel = node.properties.checked ? tasks[language].done : tasks[language].open
  })
}

/** Wide code scrolls by itself, with the keyboard too. */
function furnishCode(tree: Root): void {
  visit(tree, 'element', (node) => {
    if (node.tagName === 'pre') node.properties.tabIndex = 0
  })
}

/** Wide tables scroll by themselves, with the keyboard too, instead of making the page wide. */
function furnishTables(tree: Root): void {
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName !== 'table' || index === undefined || !parent) return undefined
    parent.children[index] = {
      type: 'element',
      tagName: 'div',
      properties: { className: ['table'], tabIndex: 0 },
      children: [node],
    }
    return [SKIP, index + 1]
  })
}

/** An article's HTML, and where it leads outside of the blog. */
export interface LaidOut {
  html: string
  links: string[]
}

/**
 * Markdown (CommonMark, GitHub's extensions, footnotes, and harmless HTML) as the blog's HTML. Whatever the text, no
 * script can come out of it. Pure but for loading the colours of code; the caller caches.
 * @throws Problem `wrong-input` for a text that is nested too deep or takes too long
 */
export async function renderMarkdown(markdown: string, options: MarkdownOptions = {}): Promise<string> {
  return (await layOut(markdown, options)).html
}

/** As {@link renderMarkdown}, with what else is kept of an article. */
export async function layOut(markdown: string, options: MarkdownOptions = {}): Promise<LaidOut> {
  const seconds = secondsFor(markdown)
  const { tree, links } = bounded(seconds, () => {
    const article = articleTree(markdown, options)
    furnishPictures(article, options.pictures)
    const found = furnishLinks(article, options.site)
    furnishTables(article)
    furnishTasks(article, options.language ?? 'id')
    furnishCode(article)
    return { tree: article, links: found }
  })
  await colourCode(tree)
  return { html: bounded(seconds, () => stringifier.stringify(tree)), links }
}

/** The headings of an article, with the ids that {@link renderMarkdown} gives them under the same options. */
export function headings(markdown: string, options: MarkdownOptions = {}): Heading[] {
  return bounded(secondsFor(markdown), () => headingsIn(articleTree(markdown, options)))
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
    const tree = toTree(markdown, 'id', false)
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

/** The words of an article's own paragraphs, in order: no lists, quotes, tables or notes. */
export function paragraphsOf(markdown: string): string[] {
  return bounded(secondsFor(markdown), () => {
    const tree = toTree(markdown, 'id', false)
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

function proseOf(markdown: string): string {
  return bounded(excerptSeconds, () => {
    const tree = toTree(markdown, 'id', false)
    drop(tree, noProse)
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
