import type { JSONContent } from '@tiptap/core'
import { MarkdownManager } from '@tiptap/markdown'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { extensions } from './extensions.ts'

const manager = new MarkdownManager({ extensions })

/** Blocks side by side, as Markdown writes them. */
export function joinBlocks(blocks: readonly string[]): string {
  return blocks
    .map((block) => block.replace(/^\n+|\s+$/g, ''))
    .filter((block) => block !== '')
    .join('\n\n')
}

/** What the blog reads in brackets: the kind of a callout, at a quote's beginning; and, alone on a line, where the contents go. */
const inQuotes = /^\[!(?:note|tip|important|warning|caution|quote)\]/i
const onLines = /^\[(?:no ?)?toc\]$/i
/** The same as it is written out: a backslash makes words of it. */
const escapedMark = /^((?:> ?)*)\\\[(!?[a-z ]+)\\\]/i

/** One block of the document as Markdown. Marks are written as marks. */
export function writeBlock(block: JSONContent): string {
  const written = manager.serialize({ type: 'doc', content: [block] })
  const bare = written.replace(escapedMark, '$1[$2]')
  const begins = bare.replace(/^(?:> ?)*/, '')
  const isMark = bare.startsWith('>')
    ? inQuotes.test(begins)
    : block.type === 'paragraph' && onLines.test(begins.trim())
  return isMark ? bare : written
}

/** The document that rich mode shows for a Markdown text. */
export function readMarkdown(markdown: string): JSONContent {
  const read = manager.parse(markdown)
  // A document without a single block has no place for the cursor, nor for the words that say what to do.
  return read.content?.length ? read : { ...read, content: [{ type: 'paragraph' }] }
}

interface Tree {
  type: string
  value?: string
  children?: Tree[]
  [key: string]: unknown
}

const parser = unified().use(remarkParse).use(remarkGfm)
const parse = (markdown: string) => parser.parse(markdown) as unknown as Tree

/** A mark that stands where it is read as one. */
function markOf({ type, children }: Tree, source: string): string | undefined {
  const inside =
    type === 'blockquote' ? children?.[0] : type === 'paragraph' && children?.length === 1 ? { children } : undefined
  const text = inside?.children?.[0]
  const [mark] =
    (type === 'blockquote' ? inQuotes : onLines).exec(text?.type === 'text' ? (text.value ?? '') : '') ?? []
  const at = (text?.position as { start: { offset: number } } | undefined)?.start.offset ?? 0
  return source[at] === '\\' ? undefined : mark
}

/** The meaning of a tree without how it was typed: no positions, no loose or tight lists, text in one piece. */
function plain(node: Tree, source: string): unknown {
  const { position: _position, spread: _spread, children, ...own } = node
  const rest = { ...own, mark: markOf(node, source) }
  if (!children) return rest
  const joined: Tree[] = []
  for (const child of children) {
    const last = joined.at(-1)
    if (child.type === 'text' && last?.type === 'text') {
      joined[joined.length - 1] = { type: 'text', value: `${last.value}${child.value}` }
    } else joined.push(child)
  }
  return { ...rest, children: joined.map((child) => plain(child, source)) }
}

/** What rich mode can't hold; the keys stand under `writing.keepsRaw` in the words. */
export const rawReasons = ['footnotes', 'html', 'tasks', 'references', 'other'] as const
/** Why a text can only be edited as Markdown. */
export type RawReason = (typeof rawReasons)[number]

const reasonOf: Record<string, RawReason> = {
  footnoteDefinition: 'footnotes',
  footnoteReference: 'footnotes',
  html: 'html',
  definition: 'references',
  linkReference: 'references',
  imageReference: 'references',
}

function collectReasons(node: Tree, found: Set<RawReason>): void {
  const reason = reasonOf[node.type]
  if (reason) found.add(reason)
  if (node.type === 'listItem' && typeof node.checked === 'boolean') found.add('tasks')
  for (const child of node.children ?? []) collectReasons(child, found)
}

/**
 * Why a text must stay in raw mode; empty when rich mode holds all of it. The test is the round trip itself: the text
 * is read as rich mode reads it, written as rich mode writes it, and both must mean the same as Markdown. So whatever
 * either parser does not know keeps the text raw, instead of being dropped in silence.
 */
export function rawBecause(markdown: string): RawReason[] {
  if (markdown.trim() === '') return []
  const before = parse(markdown)
  const found = new Set<RawReason>()
  collectReasons(before, found)
  if (found.size) return [...found]
  try {
    const written = joinBlocks((readMarkdown(markdown).content ?? []).map(writeBlock))
    const same = JSON.stringify(plain(before, markdown)) === JSON.stringify(plain(parse(written), written))
    return same ? [] : ['other']
  } catch {
    return ['other']
  }
}

/** How many words stand in a Markdown text: markup and addresses don't count. */
export function countWords(markdown: string): number {
  const text = markdown.replace(/\]\([^)]*\)/g, '] ').replace(/```[^\n]*/g, ' ')
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu)?.length ?? 0
}
