/** Pieces of template languages inside Markdown: Jekyll's Liquid, Hugo's and Zola's shortcodes. */
import type { Losses } from '../../markup/losses.ts'

/** Code is written about, not run: what is inside stays as it is. */
const code = /(^|\n)([ \t]*)(`{3,}|~{3,})[^\n]*\n[\s\S]*?\n[ \t]*\3[ \t]*(?=\n|$)|`+[^`\n]{1,2000}`+/g

/** Changes what is not code. */
export function outsideCode(text: string, change: (piece: string) => string): string {
  const parts: string[] = []
  let at = 0
  for (const match of text.matchAll(code)) {
    parts.push(change(text.slice(at, match.index)), match[0])
    at = match.index + match[0].length
  }
  parts.push(change(text.slice(at)))
  return parts.join('')
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

/** A tag that stays as it is written, and is named. */
export function keptTag(whole: string, name: string, losses: Losses): string {
  losses.add('shortcode', name, 'words')
  return whole
}
