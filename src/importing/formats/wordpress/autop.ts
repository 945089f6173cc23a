/**
 * Paragraphs as WordPress makes them of a text that was written in its older editor, where empty lines part them.
 * The rule: https://developer.wordpress.org/reference/functions/wpautop/
 */

import { replacePairs } from '../../markup/pairs.ts'

const blocks =
  'table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|blockquote|address|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|footer|nav|figure|figcaption|details|menu|summary|video|audio|iframe'
const opens = new RegExp(`^\\s*<(?:${blocks})(?:[\\s>/]|$)`, 'i')
const begins = new RegExp(`<(?:${blocks})(?:\\s[^<>]{0,4000})?/?>`, 'gi')
const ends = new RegExp(`</(?:${blocks})>`, 'gi')
/** Left as they are, with all that is inside. */
const untouched = {
  opening: /<(?<name>pre|script|style|textarea|svg)[\s>]/gi,
  closing: /<\/(?<name>pre|script|style|textarea|svg)>/gi,
}

/** @param text as it is stored: lines, perhaps with HTML */
export function paragraphed(text: string): string {
  const kept: string[] = []
  const keep = (whole: string) => `\n\n\ue000${kept.push(whole) - 1}\ue000\n\n`
  const lines = replacePairs(text.replace(/\r\n?/g, '\n'), untouched.opening, untouched.closing, keep)
    .replace(/<br\s*\/?>\s*<br\s*\/?>/gi, '\n\n')
    .replace(begins, (tag) => `\n\n${tag}`)
    .replace(ends, (tag) => `${tag}\n\n`)
  const paragraphs = lines.split(/\n\s*\n/).filter((part) => part.trim() !== '')
  const html = paragraphs.map((part) => (isBlockLine(part) ? part.trim() : `<p>${broken(part.trim())}</p>`)).join('\n')
  return html.replace(/\ue000(\d+)\ue000/g, (_all, at: string) => kept[Number(at)] ?? '')
}

/** What is a block already, or only the beginning or the end of one. */
const isBlockLine = (part: string) =>
  opens.test(part) || /^\s*<\/[\w-]+>\s*$/.test(part) || /^\s*\ue000\d+\ue000\s*$/.test(part)

const broken = (part: string) => part.replace(/(?<!<br>|<br ?\/>|[ \t])[ \t]*\n/gi, '<br>\n')
