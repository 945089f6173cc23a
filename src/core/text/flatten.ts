import type {
  Blockquote,
  Code,
  Definition,
  Heading,
  List,
  Nodes,
  Paragraph,
  Parents,
  PhrasingContent,
  Root,
  Table,
} from 'mdast'
import type { Styled, StyleType } from './styled.ts'
import { StyledWriter } from './styled-writer.ts'

/** The formatting that a network can show. */
export interface Formatting {
  /** Words can stand for an address; else the address stands behind them. */
  links: boolean
  /** The styles that are kept. What the others mean is written with ordinary characters where that reads well. */
  styles: readonly StyleType[]
  /** What stands before each point of a list: `•` where nothing is said. */
  bullet?: string
  /** Tables and rules have markup of their own, with `bar` for a bar that is a letter; else a table is its rows. */
  tables?: { bar: string }
  /** How far a list inside a list stands in, in spaces: two where nothing is said. */
  indent?: number
}

/** Letters and nothing else. */
export const noFormatting: Formatting = { links: false, styles: [] }

/**
 * Markdown's tree as one text with its formatting. Blocks are parted by a blank line, as people part them; where a network
 * cannot show a quote, a list or a link's words, plain characters stand for them.
 */
export function flatten(tree: Root, formatting: Formatting): Styled {
  const writer = new StyledWriter(formatting.styles)
  writeBlocks(tree.children, { writer, formatting, definitions: definitionsIn(tree) })
  return writer.styled()
}

/** Just the words: what is read where there are no looks at all. */
export function plainText(tree: Root): string {
  return flatten(tree, noFormatting).text
}

interface Writing {
  writer: StyledWriter
  formatting: Formatting
  /** Addresses of links that name one by a word. */
  definitions: ReadonlyMap<string, string>
  /** Inside a cell, what stands for a bar that is a letter. */
  bar?: string
}

function definitionsIn(tree: Root): Map<string, string> {
  const found = new Map<string, string>()
  const isDefinition = (node: Nodes): node is Definition => node.type === 'definition'
  for (const { identifier, url } of tree.children.filter(isDefinition)) {
    if (!found.has(identifier)) found.set(identifier, url)
  }
  return found
}

/** @param close without blank lines between them */
function writeBlocks(nodes: readonly Nodes[], writing: Writing, close = false): void {
  for (const [number, node] of nodes.filter(({ type }) => type !== 'definition').entries()) {
    if (number > 0) writing.writer.newline(close ? 1 : 2)
    writeBlock(node, writing)
  }
}

function writeBlock(node: Nodes, writing: Writing): void {
  switch (node.type) {
    case 'heading':
      writeHeading(node, writing)
      break
    case 'blockquote':
      writeQuote(node, writing)
      break
    case 'list':
      writeList(node, writing)
      break
    case 'code':
      writeCode(node, writing)
      break
    case 'table':
      writeTable(node, writing)
      break
    case 'thematicBreak':
      writeMarkup(writing.formatting.tables ? '---' : '———', writing)
      break
    default:
      if ('children' in node) writeInline(node, writing)
  }
}

/** Strong words where there are no headings. */
function writeHeading(node: Heading, writing: Writing): void {
  const { writer } = writing
  const inline = () => writeInline(node, writing)
  if (writer.keeps('heading')) writer.styling('heading', inline, String(node.depth))
  else writer.styling('strong', inline)
}

/** Where quotes cannot be shown: a short one in quotation marks, a longer one line by line. */
function writeQuote(node: Blockquote, writing: Writing): void {
  const { writer } = writing
  const [only, ...others] = node.children
  const short = only?.type === 'paragraph' && others.length === 0 && !only.children.some(({ type }) => type === 'break')
  if (writer.keeps('quote')) writer.styling('quote', () => writeBlocks(node.children, writing))
  else if (short) writeMarked(only, writing)
  else {
    writer.write('> ')
    writer.indenting('> ', () => writeBlocks(node.children, writing))
  }
}

/** In quotation marks, unless its author set some. */
function writeMarked(node: Paragraph, writing: Writing): void {
  const marked = /^["“„«]/u.test(plainText({ type: 'root', children: [node] }))
  if (!marked) writing.writer.write('“')
  writeInline(node, writing)
  if (!marked) writing.writer.write('”')
}

function writeList(list: List, writing: Writing): void {
  const { writer, formatting } = writing
  const close = !list.spread && !list.children.some(({ spread }) => spread)
  for (const [number, item] of list.children.entries()) {
    if (number > 0) writer.styling('markup', () => writer.newline(close ? 1 : 2))
    writeMarkup(list.ordered ? `${(list.start ?? 1) + number}. ` : `${formatting.bullet ?? '•'} `, writing)
    if (typeof item.checked === 'boolean') writer.write(item.checked ? '☑ ' : '☐ ')
    writer.indenting(' '.repeat(formatting.indent ?? 2), () => writeBlocks(item.children, writing, close))
  }
}

function writeCode({ value, lang }: Code, { writer }: Writing): void {
  writer.styling('block', () => writer.write(value), lang ?? undefined)
}

/** Rows as lines: with bars where the network lays tables out, else with points between the cells. */
function writeTable({ children, align }: Table, writing: Writing): void {
  const { writer, formatting } = writing
  const bars = formatting.tables !== undefined
  const inCell = { ...writing, ...(formatting.tables ?? {}) }
  for (const [number, row] of children.entries()) {
    if (number > 0) writer.styling('markup', () => writer.newline(1))
    const cells = () => {
      for (const [at, cell] of row.children.entries()) {
        if (bars) writeMarkup(at === 0 ? '| ' : ' | ', writing)
        else if (at > 0) writer.write(' · ')
        writeInline(cell, inCell)
      }
      if (bars) writeMarkup(' |', writing)
    }
    if (number === 0 && !bars) writer.styling('strong', cells)
    else cells()
    if (number === 0 && bars)
      writeMarkup(`\n|${(align ?? []).map((side) => `${rules[side ?? 'none']}|`).join('')}`, writing)
  }
}

const rules = { left: ':--', center: ':-:', right: '--:', none: '---' } as const

/** Signs that are no words. */
function writeMarkup(written: string, { writer }: Writing): void {
  writer.styling('markup', () => writer.write(written))
}

function writeInline(node: Parents, writing: Writing): void {
  for (const child of node.children) writePhrase(child as PhrasingContent, writing)
}

function writePhrase(node: PhrasingContent, writing: Writing): void {
  const { writer, definitions } = writing
  const inside = () => ('children' in node ? writeInline(node, writing) : undefined)
  switch (node.type) {
    case 'break':
      writer.newline(1)
      break
    case 'inlineCode':
      writer.styling('code', () => writer.write(node.value))
      break
    case 'strong':
    case 'emphasis':
      writer.styling(node.type, inside)
      break
    case 'delete':
      writer.styling('strike', inside)
      break
    case 'link':
      writeLink(node.url, inside, writing)
      break
    case 'linkReference':
      writeLink(definitions.get(node.identifier) ?? '', inside, writing)
      break
    case 'image':
      writeLink(node.url, () => writer.write(node.alt ?? ''), writing)
      break
    case 'imageReference':
      writeLink(definitions.get(node.identifier) ?? '', () => writer.write(node.alt ?? ''), writing)
      break
    default:
      if ('value' in node) writeLetters(node.value, writing)
  }
}

function writeLetters(text: string, { writer, bar }: Writing): void {
  const pieces = bar === undefined ? [text] : text.split('|')
  for (const [number, piece] of pieces.entries()) {
    if (number > 0) writer.styling('markup', () => writer.write(bar ?? ''))
    writer.write(piece)
  }
}

/** Addresses that may hide behind words: any other is shown, so that nobody is led anywhere unseen. */
const openable = /^(?:https?:\/\/|mailto:|tel:)\S+$/i

function writeLink(address: string, words: () => void, { writer, formatting }: Writing): void {
  const hides = formatting.links && openable.test(address)
  let said = ''
  writer.linking((written) => {
    said = written.trim()
    return hides && bare(said) !== bare(address) ? address : undefined
  }, words)
  if (said === '') writer.write(address)
  else if (!hides && address !== '' && bare(said) !== bare(address)) writer.write(` (${address})`)
}

/** An address as it may be written in a text that shows it. */
function bare(address: string): string {
  return address.replace(/^(?:https?:\/\/|mailto:)/i, '').replace(/\/$/, '')
}
