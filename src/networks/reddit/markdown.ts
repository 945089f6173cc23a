import type { Span } from '../../core/text/entities.ts'

/** What would make letters slanted, bold, struck, raised or code: https://www.reddit.com/wiki/markdown */
const marks =
  /\\(?=[\p{P}\p{S}])|\*(?=\S)|(?<=\S)\*|(?<![\p{L}\p{N}])_(?=\S)|(?<=\S)_(?![\p{L}\p{N}])|~(?=~)|\^(?=\S)|`|\[(?=[^\]\n]*\]\()/gu

/**
 * Plain text as Reddit's Markdown, changing only what would change its look: signs of emphasis, a `#` or `>` that begins
 * a line, an indent that would make code, and single line breaks, which would vanish. Addresses and names stay as they are.
 */
export function toMarkdown(text: string, untouched: readonly Pick<Span, 'start' | 'end'>[]): string {
  let marked = ''
  let at = 0
  for (const { start, end } of [...untouched].sort((a, b) => a.start - b.start)) {
    if (start < at) continue
    marked += text.slice(at, start).replace(marks, '\\$&') + text.slice(start, end)
    at = end
  }
  marked += text.slice(at).replace(marks, '\\$&')
  return marked
    .replace(/^[^\S\n]{4,}/gmu, (indent) => '\u00a0'.repeat(indent.length))
    .replace(/^(\s{0,3})([#>])/gmu, '$1\\$2')
    .replace(/(\S)[^\S\n]*\n(?=[^\S\n]*\S)/gu, '$1  \n')
}
