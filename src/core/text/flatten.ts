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
import { Pen } from './pen.ts'
import type { Styled, StyleType } from './styled.ts'

/** What a network can show of a text's looks. */
export interface Looks {
  /** Words can stand for an address; else the address stands behind them. */
  links: boolean
  /** The styles that are kept. What the others mean is written with ordinary signs where that reads well. */
  styles: readonly StyleType[]
  /** What stands before each point of a list: `•` where nothing is said. */
  bullet?: string
  /** Tables and rules have markup of their own, with `bar` for a bar that is a letter; else a table is its rows. */
  tables?: { bar: string }
  /** How far a list inside a list stands in, in spaces: two where nothing is said. */
  indent?: number
}

/** Letters and nothing else. */
export const noLooks: Looks = { links: false, styles: [] }

/**
 * Markdown's tree as one text with its looks. Blocks are parted by a blank line, as people part them; where a network
 * cannot show a quote, a list or a link's words, signs do.
 */
export function flatten(tree: Root, looks: Looks): Styled {
  const pen = new Pen(looks.styles)
  writeBlocks(tree.children, { pen, looks, definitions: definitionsIn(tree) })
  return pen.styled()
}

/** Just the words: what is read where there are no looks at all. */
export function plainText(tree: Root): string {
  return flatten(tree, noLooks).text
}

interface Writing {
  pen: Pen
  looks: Looks
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
    if (number > 0) writing.pen.newline(close ? 1 : 2)
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
      writeSign(writing.looks.tables ? '---' : '———', writing)
      break
    default:
      if ('children' in node) writeInline(node, writing)
  }
}

/** Strong words where there are no headings. */
function writeHeading(node: Heading, writing: Writing): void {
  const { pen } = writing
  const inline = () => writeInline(node, writing)
  if (pen.keeps('heading')) pen.styling('heading', inline, String(node.depth))
  else pen.styling('strong', inline)
}

/** Where quotes cannot be shown: a short one in quotation marks, a longer one line by line. */
function writeQuote(node: Blockquote, writing: Writing): void {
  const { pen } = writing
  const [only, ...others] = node.children
  const short = only?.type === 'paragraph' && others.length === 0 && !only.children.some(({ type }) => type === 'break')
  if (pen.keeps('quote')) pen.styling('quote', () => writeBlocks(node.children, writing))
  else if (short) writeMarked(only, writing)
  else {
    pen.write('> ')
    pen.indenting('> ', () => writeBlocks(node.children, writing))
  }
}

/** In quotation marks, unless its author set some. */
function writeMarked(node: Paragraph, writing: Writing): void {
  const marked = /^["“„«]/u.test(plainText({ type: 'root', children: [node] }))
  if (!marked) writing.pen.write('“')
  writeInline(node, writing)
  if (!marked) writing.pen.write('”')
}

function writeList(list: List, writing: Writing): void {
  const { pen, looks } = writing
  const close = !list.spread && !list.children.some(({ spread }) => spread)
  for (const [number, item] of list.children.entries()) {
    if (number > 0) pen.styling('sign', () => pen.newline(close ? 1 : 2))
    writeSign(list.ordered ? `${(list.start ?? 1) + number}. ` : `${looks.bullet ?? '•'} `, writing)
    if (typeof item.checked === 'boolean') pen.write(item.checked ? '☑ ' : '☐ ')
    pen.indenting(' '.repeat(looks.indent ?? 2), () => writeBlocks(item.children, writing, close))
  }
}

function writeCode({ value, lang }: Code, { pen }: Writing): void {
  pen.styling('block', () => pen.write(value), lang ?? undefined)
}

/** Rows as lines: with bars where the network lays tables out, else with points between the cells. */
function writeTable({ children, align }: Table, writing: Writing): void {
  const { pen, looks } = writing
  const bars = looks.tables !== undefined
  const inCell = { ...writing, ...(looks.tables ?? {}) }
  for (const [number, row] of children.entries()) {
    if (number > 0) pen.styling('sign', () => pen.newline(1))
    const cells = () => {
      for (const [at, cell] of row.children.entries()) {
        if (bars) writeSign(at === 0 ? '| ' : ' | ', writing)
        else if (at > 0) pen.write(' · ')
        writeInline(cell, inCell)
      }
      if (bars) writeSign(' |', writing)
    }
    if (number === 0 && !bars) pen.styling('strong', cells)
    else cells()
    if (number === 0 && bars)
      writeSign(`\n|${(align ?? []).map((side) => `${rules[side ?? 'none']}|`).join('')}`, writing)
  }
}

const rules = { left: ':--', center: ':-:', right: '--:', none: '---' } as const

/** Signs that are no words. */
function writeSign(written: string, { pen }: Writing): void {
  pen.styling('sign', () => pen.write(written))
}

function writeInline(node: Parents, writing: Writing): void {
  for (const child of node.children) writePhrase(child as PhrasingContent, writing)
}

function writePhrase(node: PhrasingContent, writing: Writing): void {
  const { pen, definitions } = writing
  const inside = () => ('children' in node ? writeInline(node, writing) : undefined)
  switch (node.type) {
    case 'break':
      pen.newline(1)
      break
    case 'inlineCode':
      pen.styling('code', () => pen.write(node.value))
      break
    case 'strong':
    case 'emphasis':
      pen.styling(node.type, inside)
      break
    case 'delete':
      pen.styling('strike', inside)
      break
    case 'link':
      writeLink(node.url, inside, writing)
      break
    case 'linkReference':
      writeLink(definitions.get(node.identifier) ?? '', inside, writing)
      break
    case 'image':
      writeLink(node.url, () => pen.write(node.alt ?? ''), writing)
      break
    case 'imageReference':
      writeLink(definitions.get(node.identifier) ?? '', () => pen.write(node.alt ?? ''), writing)
      break
    default:
      if ('value' in node) writeLetters(node.value, writing)
  }
}

function writeLetters(text: string, { pen, bar }: Writing): void {
  const pieces = bar === undefined ? [text] : text.split('|')
  for (const [number, piece] of pieces.entries()) {
    if (number > 0) pen.styling('sign', () => pen.write(bar ?? ''))
    pen.write(piece)
  }
}

/** Addresses that may hide behind words: any other is shown, so that nobody is led anywhere unseen. */
const openable = /^(?:https?:\/\/|mailto:|tel:)\S+$/i

function writeLink(address: string, words: () => void, { pen, looks }: Writing): void {
  const hides = looks.links && openable.test(address)
  let said = ''
  pen.linking((written) => {
    said = written.trim()
    return hides && bare(said) !== bare(address) ? address : undefined
  }, words)
  if (said === '') pen.write(address)
  else if (!hides && address !== '' && bare(said) !== bare(address)) pen.write(` (${address})`)
}

/** An address as it may be written in a text that shows it. */
function bare(address: string): string {
  return address.replace(/^(?:https?:\/\/|mailto:)/i, '').replace(/\/$/, '')
}
