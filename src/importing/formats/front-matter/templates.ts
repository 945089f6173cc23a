/** Pieces of template languages inside Markdown: Jekyll's Liquid, Hugo's and Zola's shortcodes. */
import type { Losses } from '../../markup/losses.ts'
import type { Place } from '../../markup/pairs.ts'

const fence = /^[ \t]*(`{3,}|~{3,})[^\n]*$/gm
const inline = /(?<!`)`+[^`\n]{1,2000}`+/g

/** Changes what is not code. Code is written about, not run: what is inside stays as it is. */
export function outsideCode(text: string, change: (piece: string) => string): string {
  const parts: string[] = []
  let at = 0
  for (const { start, end } of codeIn(text)) {
    parts.push(change(text.slice(at, start)), text.slice(start, end))
    at = end
  }
  parts.push(change(text.slice(at)))
  return parts.join('')
}

/** Blocks between two fences, and code in a line. A fence that is never closed begins nothing. */
function* codeIn(text: string): Generator<Place> {
  let at = 0
  for (const block of fencedIn([...text.matchAll(fence)])) {
    yield* inlineIn(text, at, block.start)
    yield block
    at = block.end
  }
  yield* inlineIn(text, at, text.length)
}

function* inlineIn(text: string, from: number, to: number): Generator<Place> {
  for (const { 0: code, index } of text.slice(from, to).matchAll(inline))
    yield { start: from + index, end: from + index + code.length }
}

/** What begins with a fence ends with the next one of the same characters, as many or more, that says nothing else. */
function* fencedIn(fences: readonly RegExpExecArray[]): Generator<Place> {
  let open: RegExpExecArray | undefined
  const longest = longestEnds(fences)
  for (const [at, one] of fences.entries()) {
    const [line, mark = ''] = one
    if (open) {
      if (!closes(one, open[1] ?? '')) continue
      yield { start: open.index, end: one.index + line.length }
      open = undefined
    } else if ((longest[at + 1]?.get(mark.charAt(0)) ?? 0) >= mark.length) open = one
  }
}

const isEnd = ([line, mark = '']: RegExpExecArray) => line.trim() === mark
const closes = (one: RegExpExecArray, mark: string) => isEnd(one) && (one[1] ?? '').startsWith(mark)

/** How long the longest end is that comes at a fence or behind it, by its character. */
function longestEnds(fences: readonly RegExpExecArray[]): ReadonlyMap<string, number>[] {
  const found: ReadonlyMap<string, number>[] = []
  let last: ReadonlyMap<string, number> = new Map()
  for (const one of fences.toReversed()) {
    const mark = one[1] ?? ''
    if (isEnd(one) && mark.length > (last.get(mark.charAt(0)) ?? 0))
      last = new Map(last).set(mark.charAt(0), mark.length)
    found.push(last)
  }
  return found.reverse()
}

/** What a tag says: words in quotes, or `name=words`. */
export function argumentsOf(said: string): { named: Record<string, string>; plain: string[] } {
  const named: Record<string, string> = {}
  const plain: string[] = []
  for (const [, name, double, single, tick, bare, alone] of said.matchAll(
    /([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^\s"'`,]+))|("[^"]*"|'[^']*'|`[^`]*`|[^\s,"'`]+)/g,
  )) {
    if (name) named[name.toLowerCase()] = double ?? single ?? tick ?? bare ?? ''
    else if (alone) plain.push(alone.replace(/^["'`]|["'`]$/g, ''))
  }
  return { named, plain }
}

const line = (address: string) => `\n\n${address}\n\n`
const quoted = (text: string) => text.replaceAll('"', '\\"')

/** Markdown for what people show with such tags; `undefined` for a tag that nobody knows. */
export function shown(name: string, said: string, inside: string): string | undefined {
  const { named, plain } = argumentsOf(said)
  const first = named.id ?? named.src ?? plain[0] ?? ''
  switch (name) {
    case 'youtube':
      return line(/^https?:/.test(first) ? first : `https://www.youtube.com/watch?v=${first}`)
    case 'vimeo':
      return line(/^https?:/.test(first) ? first : `https://vimeo.com/${first}`)
    case 'gist':
      return line(
        /^https?:/.test(first)
          ? first
          : `https://gist.github.com/${plain.slice(0, first.includes('/') ? 1 : 2).join('/')}`,
      )
    case 'tweet':
    case 'x':
    case 'twitter':
      return line(/^https?:/.test(first) ? first : `https://x.com/${named.user ?? 'i'}/status/${first}`)
    case 'instagram':
      return line(/^https?:/.test(first) ? first : `https://www.instagram.com/p/${first}/`)
    case 'figure':
    case 'image':
    case 'img':
      return picture(named, plain)
    case 'details':
      return `<details><summary>${named.summary ?? named.title ?? plain[0] ?? ''}</summary>\n\n${inside.trim()}\n\n</details>`
    case 'highlight':
      return `\n\`\`\`${plain[0] ?? named.lang ?? ''}\n${inside.replace(/^\n|\n\s*$/g, '')}\n\`\`\`\n`
    case 'raw':
    case 'verbatim':
      return inside
    default:
      return undefined
  }
}

function picture(named: Record<string, string>, plain: readonly string[]): string {
  const src = named.src ?? named.link ?? plain[0] ?? ''
  const caption = named.caption ?? named.title ?? ''
  const alt = named.alt ?? ''
  const image = `![${alt.replaceAll(']', '\\]')}](<${src}>${caption ? ` "${quoted(caption)}"` : ''})`
  return `\n\n${named.link && named.src ? `[${image}](<${named.link}>)` : image}\n\n`
}

/** What is put in the place of a pair of tags, as `replacePairs` asks for it. */
export const shownPair =
  (losses: Losses) =>
  (whole: string, { groups = {} }: RegExpExecArray, inside: string): string =>
    shown(groups.name ?? '', groups.said ?? '', inside) ?? keptTag(whole, groups.name ?? '', losses)

/** A tag that stays as it is written, and is named. */
export function keptTag(whole: string, name: string, losses: Losses): string {
  losses.add('shortcode', name, 'words')
  return whole
}
