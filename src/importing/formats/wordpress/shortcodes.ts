/** Shortcodes: WordPress's own, those of wordpress.com, and what is left of plugins that are gone. */
import type { Losses } from '../../markup/losses.ts'
import { endsOf } from '../../markup/pairs.ts'
import type { FoundFile, Known } from '../format.ts'

/** A shortcode as it is written: `[name a="b"]inside[/name]`. */
interface Shortcode {
  name: string
  attributes: Readonly<Record<string, string>>
  inside: string
}

const own = [
  'caption',
  'wp_caption',
  'gallery',
  'audio',
  'video',
  'playlist',
  'embed',
  'youtube',
  'vimeo',
  'sourcecode',
  'code',
  'gist',
  'googlevideo',
  'dailymotion',
  'soundcloud',
  'spotify',
  'tweet',
  'instagram',
  'twitter',
]

/** Names that are words in brackets, as people write them, more often than shortcodes. */
const isShortcode = (name: string, written: string) => own.includes(name) || /[=/]/.test(written) || name.includes('_')

const opening = /\[(\[?)([a-z][\w-]{1,40})((?:\s[^[\]]{0,4000})?)\]/gi
const closing = /\[\/(?<name>[a-z][\w-]{1,40})\]/gi

/** What stands in the place of shortcodes, as HTML; what nobody knows stays as its words, and is named. */
export function withoutShortcodes(text: string, known: Known, losses: Losses): string {
  if (!text.includes('[')) return text
  const endOf = endsOf(text, closing)
  // Names that are closed somewhere: those are shortcodes for sure.
  const closed = new Set([...text.matchAll(closing)].map(({ groups }) => groups?.name?.toLowerCase() ?? ''))
  const parts: string[] = []
  let done = 0
  for (const { 0: begin, 1: escaping = '', 2: rawName = '', 3: said = '', index } of text.matchAll(opening)) {
    if (index < done) continue
    const name = rawName.toLowerCase()
    const from = index + begin.length
    const close = endOf(name, from)
    const end = close?.end ?? from
    const after = text.charAt(end) === ']' ? ']' : ''
    const whole = text.slice(index, end + after.length)
    const shortcode = { name, attributes: attributesOf(said), inside: close ? text.slice(from, close.start) : '' }
    const put = () => instead(shortcode, closed.has(name) || isShortcode(name, whole), known, losses)
    const html = escaping && after ? whole.slice(1, -1) : put()
    parts.push(
      text.slice(done, index),
      html === undefined ? whole : escaping && after ? html : `${escaping}${html}${after}`,
    )
    done = end + after.length
  }
  return parts.join('') + text.slice(done)
}

/** @param sure whether it is a shortcode, though nobody knows it @returns `undefined`: it stays as it is written */
function instead(one: Shortcode, sure: boolean, known: Known, losses: Losses): string | undefined {
  const html = htmlOf(one, known)
  if (html !== undefined || !sure) return html
  losses.add('shortcode', one.name, one.inside ? 'words' : 'nothing')
  return one.inside
}

function attributesOf(said: string): Record<string, string> {
  const found: Record<string, string> = {}
  let at = 0
  for (const [, name, double, single, bare, alone] of said.matchAll(
    /(?:([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))|"?([^\s"]+)"?/g,
  )) {
    if (name) found[name.toLowerCase()] = double ?? single ?? bare ?? ''
    else if (alone) found[String(at++)] = alone.replace(/^=/, '')
  }
  return found
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const line = (address: string) => `\n\n<p><a href="${escaped(address)}">${escaped(address)}</a></p>\n\n`

function htmlOf({ name, attributes, inside }: Shortcode, known: Known): string | undefined {
  const address = attributes.src ?? attributes.url ?? attributes['0'] ?? inside.trim()
  switch (name) {
    case 'caption':
    case 'wp_caption':
      return captioned(attributes, inside)
    case 'gallery':
      return gallery(attributes, known)
    case 'audio':
    case 'video':
      return player(name, attributes)
    case 'embed':
    case 'googlevideo':
    case 'soundcloud':
    case 'spotify':
    case 'instagram':
    case 'tweet':
    case 'twitter':
      return /^https?:/.test(address) ? line(address) : undefined
    case 'youtube':
      return line(/^https?:/.test(address) ? address : `https://www.youtube.com/watch?v=${address}`)
    case 'vimeo':
      return line(/^https?:/.test(address) ? address : `https://vimeo.com/${address}`)
    case 'dailymotion':
      return line(/^https?:/.test(address) ? address : `https://www.dailymotion.com/video/${attributes.id ?? address}`)
    case 'gist':
      return /^https?:/.test(address) ? line(address) : undefined
    case 'code':
    case 'sourcecode':
      return `\n\n<pre class="language-${escaped(attributes.language ?? attributes.lang ?? 'text')}"><code>${inside.includes('&lt;') ? inside : escaped(inside)}</code></pre>\n\n`
    default:
      return undefined
  }
}

/** The picture first, and what follows it is its caption; older ones say it as an attribute. */
function captioned(attributes: Shortcode['attributes'], inside: string): string {
  const picture = /^\s*(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*<\/a>)?/i.exec(inside)?.[0] ?? ''
  const caption = attributes.caption ?? inside.slice(picture.length).trim()
  if (!picture) return inside
  return `\n\n<figure>${picture}${caption ? `<figcaption>${caption}</figcaption>` : ''}</figure>\n\n`
}

/** Pictures by their ids; without them, all that were put into the article. */
function gallery(attributes: Shortcode['attributes'], known: Known): string {
  const ids = (attributes.ids ?? attributes.include ?? '').split(/[\s,]+/).filter(Boolean)
  const files = ids.length ? ids.flatMap((id) => known.files.get(id) ?? []) : [...known.files.values()]
  if (files.length === 0) return ''
  return `\n\n<figure>${files.map(pictureOf).join('')}</figure>\n\n`
}

/** A file that an item names, as a picture in HTML. */
export const pictureOf = ({ address, alt, caption }: FoundFile): string =>
  `<img src="${escaped(address)}" alt="${escaped(alt || caption)}">`

function player(name: 'audio' | 'video', attributes: Shortcode['attributes']): string | undefined {
  const kinds = ['src', 'mp4', 'm4v', 'webm', 'ogv', 'mp3', 'm4a', 'ogg', 'wav', '0']
  const src = kinds.map((kind) => attributes[kind]).find((value) => value !== undefined && /[./]/.test(value))
  return src && `\n\n<${name} src="${escaped(src)}"></${name}>\n\n`
}
