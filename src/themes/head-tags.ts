/** What a person may put into the head of every page: proofs that the blog is theirs, and nothing that runs or loads. */
import { escapeHtml } from '../core/html.ts'
import { Problem } from '../core/problem.ts'
import { fill } from '../core/words.ts'
import type { HeadTag } from '../db/tables.ts'

/** Names under which search engines and networks look for the proof whose a blog is: all that have this in them, and these. */
const proof = /^[a-z0-9.:_-]{0,40}verif(?:y|ication)$/
const otherNames: readonly string[] = ['msvalidate.01', 'fediverse:creator']
const isAllowedName = (name: string) => proof.test(name) || otherNames.includes(name)

/** Links that say something of whoever writes here; none of them makes a browser ask for anything. */
const linkRels: readonly string[] = ['me', 'license', 'pgpkey', 'author', 'payment']

const most = 20

/**
 * Reads what somebody has pasted: `<meta name content>` and `<link rel href>` of the lists above, one after the other.
 * @throws Problem `wrong-input` (`field: head`), which says what is refused
 */
export function readHeadTags(text: string): HeadTag[] {
  const tags: HeadTag[] = []
  let rest = text.replace(/<!--[^-]*-->/g, '').trim()
  while (rest) {
    const end = endOfTag(rest)
    const source = rest.slice(0, end)
    tags.push(readTag(source))
    rest = rest.slice(end).trim()
    if (tags.length > most) throw tooMany()
  }
  return tags
}

/** Behind the `>` that ends the tag at the text's beginning; a `>` between quotes ends none. */
function endOfTag(text: string): number {
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] as string
    if (quote) quote = letter === quote ? '' : quote
    else if (letter === '"' || letter === "'") quote = letter
    else if (letter === '>') return at + 1
  }
  return text.length
}

function readTag(source: string): HeadTag {
  const name = /^<(meta|link)\s[\s\S]*>$/i.exec(source)?.[1]?.toLowerCase()
  const attributes = name ? attributesOf(source.slice(name.length + 1)) : undefined
  if (name === 'meta' && attributes) return metaOf(attributes, source)
  if (name === 'link' && attributes) return linkOf(attributes, source)
  throw refused(source)
}

const attribute = /([a-z][a-z:-]{0,30})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)')/giy

/** `undefined`: something stands there that is no attribute with a value in quotes. */
function attributesOf(source: string): Map<string, string> | undefined {
  const inside = source.replace(/\/?>$/, '')
  const found = new Map<string, string>()
  let at = 0
  for (;;) {
    while (/\s/.test(inside[at] ?? '')) at++
    if (at >= inside.length) return found
    attribute.lastIndex = at
    const match = attribute.exec(inside)
    if (!match) return undefined
    found.set((match[1] as string).toLowerCase(), (match[2] ?? match[3] ?? '').replaceAll('&amp;', '&'))
    at = attribute.lastIndex
  }
}

function metaOf(attributes: ReadonlyMap<string, string>, source: string): HeadTag {
  const name = attributes.get('name') ?? ''
  const content = attributes.get('content') ?? ''
  const only = attributes.size === 2
  if (!only || !isAllowedName(name.toLowerCase()) || !content || content.length > 500) throw refused(source)
  return { tag: 'meta', name: name.toLowerCase(), content }
}

function linkOf(attributes: ReadonlyMap<string, string>, source: string): HeadTag {
  const rel = (attributes.get('rel') ?? '').toLowerCase()
  const href = attributes.get('href') ?? ''
  const leads = /^(?:https?:|mailto:)/i.test(href) && URL.canParse(href) && href.length <= 500
  if (attributes.size !== 2 || !linkRels.includes(rel) || !leads) throw refused(source)
  return { tag: 'link', rel, href }
}

/** The tags as they stand in a page, and as a person gets them back. */
export const headTagText = (tag: HeadTag): string =>
  tag.tag === 'meta'
    ? `<meta name="${escapeHtml(tag.name)}" content="${escapeHtml(tag.content)}">`
    : `<link rel="${escapeHtml(tag.rel)}" href="${escapeHtml(tag.href)}">`

function refused(source: string): Problem {
  const shown = source.length > 80 ? `${source.slice(0, 80)}…` : source
  const words = {
    id: 'Ini tidak bisa ditaruh di kepala halaman: {tag}. Yang diterima hanya tag verifikasi <meta name="…" content="…"> dan <link rel="me" href="…">; skrip tidak pernah.',
    en: 'This can’t be put into the head of the pages: {tag}. Only tags that verify an owner are taken, <meta name="…" content="…"> and <link rel="me" href="…">; never a script.',
  }
  return new Problem('wrong-input', fill(words, { tag: shown }), { field: 'head' })
}

function tooMany(): Problem {
  const words = { id: 'Paling banyak {n} tag di kepala halaman.', en: 'At most {n} tags in the head of the pages.' }
  return new Problem('wrong-input', fill(words, { n: most }), { field: 'head' })
}
