/** What an editor's properties mean here. What has no place here is kept as it came. */
import { canBeTag, longestInput, noTag } from '../core/input-limits.ts'
import { foreignLine, withoutRefused } from '../core/text/foreign.ts'
import { isPlainObject } from './plain.ts'
import { invalid } from './refused.ts'
import type { Properties } from './request.ts'

/** A picture as an editor names it. */
export interface SaidPhoto {
  url: string
  alt: string
}

/** What is wanted of an article; what is missing was not said. */
export interface Wanted {
  title?: string
  content?: { text: string } | { html: string }
  summary?: string
  tags?: string[]
  slug?: string
  status?: 'published' | 'draft'
  /** When it is to be published. */
  at?: Date | null
  photos?: SaidPhoto[]
}

/** Names that have a place here. */
export const ownNames = [
  'name',
  'content',
  'summary',
  'category',
  'photo',
  'published',
  'post-status',
  'slug',
  'visibility',
] as const

/** What such a post is about stands elsewhere; without words of its own there is nothing to show. */
const aboutOthers = ['like-of', 'repost-of', 'bookmark-of', 'rsvp', 'checkin']

/** Pictures of one article. */
export const mostPhotos = 20
const longestAddress = 2000
/** Of what is kept for an editor, as JSON. */
const mostKept = 50_000

/**
 * Reads the properties that have a place here.
 * @throws Refused `invalid_request` for what can't be, with words
 */
export function readWanted(said: Properties): Wanted {
  refuseHidden(said.visibility)
  const wanted: Wanted = {}
  if (said.name) wanted.title = line(said.name, 'name', longestInput.title)
  if (said.content) wanted.content = readContent(said.content)
  if (said.summary) wanted.summary = line(said.summary, 'summary', longestInput.summary)
  if (said.category) wanted.tags = readTags(said.category)
  if (said.slug) wanted.slug = line(said.slug, 'slug', longestInput.slug)
  if (said['post-status']) wanted.status = readStatus(said['post-status'])
  if (said.published) wanted.at = readInstant(said.published)
  if (said.photo) wanted.photos = readPhotos(said.photo)
  return wanted
}

/** Whether an editor writes HTML here. */
export function writesHtml(content: Wanted['content']): boolean {
  return content !== undefined && 'html' in content
}

/** @throws Refused `invalid_request` */
function line(values: readonly unknown[], name: string, most: number): string {
  const [value = ''] = values
  if (typeof value !== 'string') throw noText(name)
  const text = withoutRefused(value).replace(/\s+/gu, ' ').trim()
  if (text.length > most)
    throw invalid(
      'Isian “{name}” lebih dari {most} karakter. Ringkaslah, lalu kirim lagi.',
      'The field “{name}” has more than {most} {most|character|characters}. Shorten it and send it again.',
      { name, most },
    )
  return text
}

const noText = (name: string) => invalid('Isian “{name}” bukan teks.', 'The field “{name}” is no text.', { name })

/** What is wrapped in tags from its first letter to its last was written as HTML, whatever it is called. */
const wrapped = /^\s*<(?:p|h[1-6]|div|ul|ol|blockquote|figure|pre|table|section|article)\b[^>]{0,500}>[\s\S]*>\s*$/i

function readContent([value = '']: readonly unknown[]): NonNullable<Wanted['content']> {
  const html = isPlainObject(value) ? value.html : undefined
  const text = isPlainObject(value) ? value.value : value
  if (typeof html === 'string') return { html: withoutRefused(html) }
  if (typeof text !== 'string') throw noText('content')
  const clean = withoutRefused(text)
  return wrapped.test(clean) ? { html: clean } : { text: clean }
}

function readTags(values: readonly unknown[]): string[] {
  // A tag may be an address of a person or a place: it is no word.
  const words = values.filter((value): value is string => typeof value === 'string')
  const tags = [...new Set(words.map((word) => line([word], 'category', longestInput.tag)).filter(Boolean))]
  if (!tags.every(canBeTag)) throw invalid(noTag.id, noTag.en)
  if (tags.length > longestInput.tags)
    throw invalid(
      'Labelnya lebih dari {most}. Pilih yang terpenting.',
      'There are more than {most} {most|label|labels}. Choose the most important ones.',
      { most: longestInput.tags },
    )
  return tags
}

function readStatus([value]: readonly unknown[]): 'published' | 'draft' {
  if (value === 'published' || value === 'draft') return value
  throw invalid('“post-status” harus published atau draft.', '“post-status” must be published or draft.')
}

function readInstant([value]: readonly unknown[]): Date {
  const at = typeof value === 'string' ? new Date(value.trim().replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, '$1T')) : undefined
  if (!at || Number.isNaN(at.getTime()))
    throw invalid(
      'Waktu di “published” tidak dapat dibaca. Tulis seperti 2026-12-05T09:00:00+07:00.',
      'The time in “published” can’t be read. Write it like 2026-12-05T09:00:00+07:00.',
    )
  return at
}

function readPhotos(values: readonly unknown[]): SaidPhoto[] {
  if (values.length > mostPhotos)
    throw invalid('Gambarnya lebih dari {most}.', 'There are more than {most} {most|picture|pictures}.', {
      most: mostPhotos,
    })
  return values.map((value) => {
    const [url, alt] = isPlainObject(value) ? [value.value, value.alt] : [value, '']
    if (typeof url !== 'string' || url.length > longestAddress || !URL.canParse(url))
      throw invalid('Alamat gambar tidak dapat dibaca.', 'The address of a picture can’t be read.')
    return { url, alt: typeof alt === 'string' ? foreignLine(alt, longestInput.alt) : '' }
  })
}

/** What is not for everybody must not be published by mistake. */
function refuseHidden(values: readonly unknown[] | undefined): void {
  if (values === undefined || values.every((value) => value === 'public')) return
  throw invalid(
    'Blog ini hanya punya artikel untuk semua orang (visibility: public). Simpan sebagai draf bila belum boleh dibaca.',
    'This blog has articles for everybody only (visibility: public). Save it as a draft if it is not to be read yet.',
  )
}

/**
 * What has no place here, as it came.
 * @throws Refused `invalid_request` for more than is kept
 */
export function otherProperties(said: Properties): Properties {
  const others = Object.fromEntries(
    Object.entries(said).filter(([name]) => !(ownNames as readonly string[]).includes(name) && !name.startsWith('mp-')),
  )
  const text = JSON.stringify(others, (_key, one: unknown) => (typeof one === 'string' ? withoutRefused(one) : one))
  if (text.length > mostKept) throw invalid('Isian tambahannya terlalu besar.', 'The additional fields are too large.')
  return JSON.parse(text) as Properties
}

/** @throws Refused `invalid_request` for a post that only points at something else */
export function refuseWordless(said: Properties, wanted: Wanted): void {
  const { content } = wanted
  const words = content && ('html' in content ? content.html : content.text).trim()
  if (words || wanted.photos?.length) return
  const name = aboutOthers.find((one) => one in said)
  if (name)
    throw invalid(
      'Blog ini menerima catatan, artikel, dan foto. Tulis sesuatu tentang “{name}” itu, lalu kirim lagi.',
      'This blog takes notes, articles and photos. Write something about that “{name}”, and send it again.',
      { name },
    )
}
