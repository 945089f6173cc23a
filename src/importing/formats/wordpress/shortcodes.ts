/** Shortcodes: WordPress's own, those of wordpress.com, and what is left of plugins that are gone. */
import type { Losses } from '../../markup/losses.ts'
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

const pattern = /\[(\[?)([a-z][\w-]{1,40})((?:\s[^[\]]{0,4000})?)\](?:([\s\S]*?)\[\/\2\])?(\]?)/gi

/** What stands in the place of shortcodes, as HTML; what nobody knows stays as its words, and is named. */
export function withoutShortcodes(text: string, known: Known, losses: Losses): string {
  if (!text.includes('[')) return text
  const ends = endsIn(text)
  return text.replace(
    pattern,
    (whole, escaped: string, rawName: string, said: string, inside: string | undefined, after: string) => {
      if (escaped && after) return whole.slice(1, -1)
      const name = rawName.toLowerCase()
      const html = htmlOf({ name, attributes: attributesOf(said), inside: inside ?? '' }, known)
      if (html !== undefined) return `${escaped}${html}${after}`
      if (!isShortcode(name, whole) && !ends.has(name)) return whole
      losses.add('shortcode', name, inside ? 'words' : 'nothing')
      return `${escaped}${inside ?? ''}${after}`
    },
  )
}

/** Names that are closed somewhere: those are shortcodes for sure. */
const endsIn = (text: string) =>
  new Set([...text.matchAll(/\[\/([a-z][\w-]{1,40})\]/gi)].map(([, name = '']) => name.toLowerCase()))

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
