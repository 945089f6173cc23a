import { htmlToText } from '../../html.ts'
import { readMarkdown } from './index.ts'
import { escapeAddress, escapeText } from './writing.ts'

/**
 * A text in Reddit's Markdown as plain text. What it quotes keeps a `>` before each line, so that one can tell who says what; where
 * a link's words say another thing than its address, the address follows in brackets. `home`: put before addresses without a server.
 */
export function plainText(markdown: string, home: string): string {
  return htmlToText(withQuotes(withAddresses(onItsLines(readMarkdown(markdown, { home })))))
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
