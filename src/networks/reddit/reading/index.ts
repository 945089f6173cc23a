import { readBlocks } from './blocks.ts'
import { readInline } from './inline.ts'
import type { Reading } from './reading.ts'
import { takeReferences } from './references.ts'

/** Where the text stands, and where its links lead. */
export interface Setting {
  /** A page of a community's wiki: it takes the tags of tables as they stand, and shows pictures. */
  wiki?: boolean
  /** What is put before addresses without a server, as `https://www.reddit.com`. Missing: nothing. */
  home?: string
}

/**
 * Reddit's Markdown as Reddit lays it out: HTML that is safe to show. Its elements and attributes are a fixed few, addresses are of
 * schemes that run nothing, and everything else is escaped. Only tags of tables on wiki pages may be unbalanced.
 *
 * The dialect is a Markdown of 2011 with Reddit's additions (https://www.reddit.com/wiki/markdown), as the program that reads it
 * there has it (https://github.com/reddit/snudown): where that program is odd, this is odd in the same way. On purpose it differs in
 * four things: a letter beyond ASCII is never cut in half, a picture needs an address that could be a link, a label of more than 999
 * characters refers to nothing, and all ways to end a line are one.
 */
export function readMarkdown(markdown: string, setting: Setting = {}): string {
  return readCounting(markdown, setting).html
}

/** The same, and how many characters were looked at for it: about as many as the text has, times how deep it is nested. */
export function readCounting(
  markdown: string,
  { wiki = false, home = '' }: Setting = {},
): { html: string; steps: number } {
  const { lines, references } = takeReferences(markdown)
  const reading: Reading = {
    wiki,
    home,
    references,
    inLabel: false,
    steps: markdown.length,
    inline: (text, depth) => readInline(text, depth, reading),
    blocks: (inner, depth, before) => readBlocks(inner, depth, reading, before),
  }
  const html = readBlocks(lines, 0, reading)
  return { html, steps: reading.steps }
}
