/** A WordPress text as HTML: of the block editor, or of the older one. */

import { Losses } from '../../markup/losses.ts'
import type { Markup } from '../../markup/to-markdown.ts'
import { absoluteIn } from '../addresses.ts'
import type { FoundItem, Known } from '../format.ts'
import { paragraphed } from './autop.ts'
import { pictureOf, withoutShortcodes } from './shortcodes.ts'

/** A comment that is never closed ends where the next one begins, or a thousand of them would be read a thousand times. */
const block = /<!--\s+(\/)?wp:([a-z][a-z\d/-]{0,100})\s+(?:(\{(?:(?!<!--)[\s\S]){0,100000}?\})\s+)?(\/)?-->/g
const mostNested = 5

/** The HTML of a body, with what its blocks and shortcodes name put in. */
export function wordpressMarkup({ body, address }: Pick<FoundItem, 'body' | 'address'>, known: Known): Markup {
  const losses = new Losses()
  const modern = /<!--\s+\/?wp:/.test(body)
  const put = modern ? withBlocks(body, known, losses, 0) : body
  const plain = withoutShortcodes(withLines(put), known, losses)
  const html = modern ? plain : paragraphed(plain)
  return {
    html: html.replace(/<!--\s*(?:more|nextpage)(?:(?!<!--)[\s\S])*?-->/gi, ''),
    base: absoluteIn(address),
    losses: losses.all,
    before: modern ? body : paragraphed(body),
  }
}

/** An address alone on a line is what stands there: WordPress shows the video, the post. */
function withLines(text: string): string {
  return text.replace(
    /^[ \t]*(https?:\/\/[^\s<>"]{1,2000})[ \t]*$/gm,
    (_all, address: string) => `\n\n<p><a href="${address}">${address}</a></p>\n\n`,
  )
}

/** Blocks that hold no HTML of their own are put in: reusable ones, and galleries that name their pictures only. */
function withBlocks(body: string, known: Known, losses: Losses, depth: number): string {
  return body.replace(
    block,
    (_all, closing: string | undefined, name: string, said: string | undefined, alone: string | undefined) => {
      if (closing) return ''
      const settings = read(said)
      if (name === 'block') return reused(settings, known, losses, depth)
      if (alone && /^(?:core\/)?(?:image|cover|media-text)$/.test(name)) return pictured([settings.id], known)
      if (alone && name === 'gallery') return pictured(Array.isArray(settings.ids) ? settings.ids : [], known)
      if (alone && !silent.test(name)) losses.add('widget', name, 'nothing')
      return ''
    },
  )
}

/** Blocks without words of their own, which nobody misses. */
const silent =
  /^(?:core\/)?(?:more|nextpage|spacer|separator|post-|site-|template-part|navigation|query|latest-|archives|categories|tag-cloud|search|page-list|rss|calendar|social-)/

function read(said: string | undefined): Record<string, unknown> {
  if (!said) return {}
  try {
    const found: unknown = JSON.parse(said)
    return typeof found === 'object' && found !== null ? (found as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function reused(settings: Record<string, unknown>, known: Known, losses: Losses, depth: number): string {
  const inside = known.blocks.get(String(settings.ref))
  if (inside === undefined || depth >= mostNested) {
    losses.add('widget', `block ${String(settings.ref ?? '')}`, 'nothing')
    return ''
  }
  return withBlocks(inside, known, losses, depth + 1)
}

function pictured(ids: readonly unknown[], known: Known): string {
  const files = ids.flatMap((id) => known.files.get(String(id)) ?? [])
  return files.length ? `<figure>${files.map(pictureOf).join('')}</figure>` : ''
}

/** Keys of the files and blocks that a body names. */
export function namedIn(body: string): string[] {
  const keys = new Set<string>()
  for (const [, , name, said] of body.matchAll(block)) {
    const { ref, id, ids } = read(said)
    if (name === 'block' && ref !== undefined) keys.add(String(ref))
    for (const one of [id, ...(Array.isArray(ids) ? ids : [])]) if (one !== undefined) keys.add(String(one))
  }
  for (const [, said = ''] of body.matchAll(/\[gallery\b([^\]]{0,2000})\]/gi))
    for (const [id] of (/(?:ids|include)\s*=\s*["']?([\d,\s]+)/i.exec(said)?.[1] ?? '').matchAll(/\d+/g)) keys.add(id)
  return [...keys]
}
