import { htmlToText } from '../../html.ts'
import { readMarkdown } from './index.ts'
import { escapeAddress, escapeText } from './writing.ts'

/**
 * A text in Reddit's Markdown as plain text. What it quotes keeps a `>` before each line, so that one can tell who says what; where
 * a link's words say another thing than its address, the address follows in brackets. `home`: put before addresses without a server.
 */
export function plainText(markdown: string, home: string): string {
  return htmlToText(withQuotes(withAddresses(laidOut(readMarkdown(markdown, { home })))))
}

/** The reader's HTML with what its elements alone say in letters too: a point or number before items, bars between cells. */
export function laidOut(html: string): string {
  return onItsLines(withPoints(html))
}

/** A point or a number before each item of a list, as deep as it stands. */
function withPoints(html: string): string {
  /** The lists around; of one with numbers, the last one. */
  const lists: (number | undefined)[] = []
  return html.replace(/<(\/?)(ul|ol)>|<li>(<p>)?/g, (tag, closes?: string, kind?: string, paragraph = '') => {
    if (kind) {
      if (closes) lists.pop()
      else lists.push(kind === 'ol' ? 0 : undefined)
      return tag
    }
    const last = lists.at(-1)
    if (last !== undefined) lists[lists.length - 1] = last + 1
    const indent = '\u00a0\u00a0'.repeat(Math.max(0, lists.length - 1))
    return `<li>${paragraph}${indent}${last === undefined ? '•' : `${last + 1}.`} `
  })
}

/** Rows and items on lines of their own, a bar between cells, and an empty line behind tables, lists and rules. */
function onItsLines(html: string): string {
  return html
    .replace(/<\/t[hd]>\n(?=<t)/g, ' | ')
    .replace(/\n*<[uo]l>\n/g, '<br/>')
    .replace(/<\/li>\n<\/[uo]l>(?=<\/li>)/g, '')
    .replace(/<(?:\/[uo]l|\/table|hr\/)>\n/g, '<p></p>')
    .replace(/(<\/?(?:blockquote|table|thead|tbody|tr|t[hd])\b[^>]*>)\n/g, '$1')
}

function withAddresses(html: string): string {
  return html.replace(/<a href="([^"]*)"[^>]*>((?:(?!<\/?a\b)[\s\S])*)<\/a>/g, (_, address: string, words: string) => {
    const said = htmlToText(words)
    if (said === '') return address
    return address.endsWith(escapeAddress(said)) ? words : `${words} (${address})`
  })
}

const innermostQuote = /<blockquote(?: [^>]*)?>((?:(?!<\/?blockquote\b)[\s\S])*)<\/blockquote>/g

/** From the inside to the outside. */
function withQuotes(html: string): string {
  const outer = html.replace(innermostQuote, (_, quote: string) => {
    const lines = htmlToText(quote).split('\n')
    return `<p>${lines.map((line) => escapeText(`> ${line}`.trimEnd())).join('<br/>')}</p>`
  })
  return outer === html ? html : withQuotes(outer)
}
