/** What an item says when it comes in: its pictures are here, its links lead on, and it fits what can be saved. */
import { type Brought, latestPlan } from '../../blog/index.ts'
import type { Actor, Context } from '../../context.ts'
import { canBeTag, longestInput } from '../../core/input-limits.ts'
import { shorten } from '../../core/text/shorten.ts'
import type { Language } from '../../core/words.ts'
import { inWorkspace } from '../../db/client.ts'
import type { HeadPicture } from '../../db/tables.ts'
import { importingAside } from '../aside.ts'
import type * as Conversion from '../convert.ts'
import type { FoundFile, FoundItem } from '../formats/format.ts'
import type { Loss } from '../markup/losses.ts'
import type { Address } from '../markup/to-markdown.ts'
import type { RunPictures, Taken } from '../pictures/run-pictures.ts'
import { filesOf } from './convert-items.ts'
import type { Held } from './lease.ts'
import type { LinkMap } from './link-map.ts'
import { readdressPlain } from './readdress-plain.ts'
import { ofPaths } from './run.ts'
import type { RunAuthors } from './run-authors.ts'

const readdress = importingAside<typeof Conversion.readdress>(new URL('../convert.ts', import.meta.url), 'readdress')

/** An item that waits to come in. */
export interface Waiting {
  n: number
  slug: string
  markdown: string
  addresses: Address[]
  losses: Loss[]
  data: Omit<FoundItem, 'piece'>
}

/** What all items of a run need. */
export interface House {
  context: Context
  held: Held
  actor: Actor
  language: Language
  site: string
  pictures: RunPictures
  links: LinkMap
  authors: RunAuthors
}

/** An item's words with its pictures here and its links leading on, and what it loses by that. */
export async function wordsHere(house: House, item: Waiting): Promise<{ words: Brought; losses: Loss[] }> {
  const { links } = house
  const { data } = item
  const shown = item.addresses.filter(({ kind }) => kind === 'picture')
  const taken = await Promise.all(shown.map(async (one) => [one, await takeAs(house, item, one.url, '')] as const))
  const missing = taken.filter(([, picture]) => 'reason' in picture).map(([{ url }]) => url)
  const changed = [
    ...taken.flatMap(([one, picture]) => ('file' in picture ? [[one, `/media/${picture.file}`] as const] : [])),
    ...item.addresses.flatMap((one) => {
      const to = one.kind === 'link' ? links.find(one.url, data) : undefined
      return to ? [[one, to] as const] : []
    }),
  ]
  const markdown = readdressPlain(item.markdown, changed) ?? (await readdress(item.markdown, changed))
  const losses: Loss[] = missing.map(missingPicture)
  const head = await headPicture(house, item)
  if (head && 'missing' in head) losses.push({ ...missingPicture(head.missing), instead: 'nothing' })
  const authors = await house.authors.idsOf(data.authors)
  const picture = head && 'media' in head ? head : null
  const { words, cut } = fitted({ ...wordsOf(house, item, markdown), picture, authors })
  const now = house.context.clock.now()
  const late = words.state === 'scheduled' && (words.at === null || words.at <= now || words.at > latestPlan(now))
  // The trial has told it already, unless it passed since.
  const told = item.losses.some(({ what }) => what === passed.what)
  return { words, losses: [...losses, ...cut, ...(late && !told ? [passed] : [])] }
}

/** Nobody expects an article that was planned for last year to come out now. */
const passed: Loss = { what: 'late', detail: '', instead: 'words' }

const missingPicture = (url: string): Loss => ({
  what: 'missing-picture',
  detail: url.slice(0, 200),
  instead: 'elsewhere',
})

/** The picture at an item's head; what it leads to, where it can't be had; `undefined`: it has none. */
async function headPicture(house: House, item: Waiting): Promise<HeadPicture | { missing: string } | undefined> {
  const { picture } = item.data
  if (!picture) return undefined
  const file = picture.file === undefined ? undefined : await fileNamed(house, picture.file)
  const address = file?.address ?? picture.address
  if (!address) return { missing: picture.file ?? '' }
  const [alt, caption] = [picture.alt || file?.alt || '', picture.caption || file?.caption || '']
  const taken = await takeAs(house, item, address, alt)
  if ('reason' in taken) return { missing: address }
  const { alt: longestAlt, caption: longestCaption } = longestInput
  return { media: taken.mediaId, alt: shorten(alt, longestAlt), caption: shorten(caption, longestCaption) }
}

async function fileNamed({ context, held }: House, key: string): Promise<FoundFile | undefined> {
  const { id, workspace_id } = held.run
  return (await inWorkspace(context.db, workspace_id, (tx) => filesOf(tx, id, [key]))).get(key)
}

function takeAs({ pictures, held, site }: House, { data }: Waiting, address: string, alt: string): Promise<Taken> {
  const { format } = held.run
  const beside = ofPaths.has(format ?? '') ? data.key : ''
  return pictures.take({ address, site, beside, albums: format === 'blogger', alt }, held.signal)
}

function wordsOf(
  { language: spoken }: House,
  { data, slug }: Waiting,
  markdown: string,
): Omit<Brought, 'picture' | 'authors'> {
  const language = data.language ?? spoken
  return {
    kind: data.kind,
    // A note has no title.
    title: data.title || (data.kind === 'note' ? '' : firstWords(markdown) || untitled[language]),
    series: (data.series ?? '').trim().slice(0, longestInput.series),
    part: data.series?.trim() ? (data.part ?? null) : null,
    ...(data.id ? { id: data.id } : {}),
    pinned: data.pinned,
    translationKey: (data.translationKey ?? '').trim().slice(0, longestInput.translationKey),
    markdown,
    summary: data.summary,
    tags: [...data.tags],
    language,
    slug,
    state: data.state,
    at: dateOf(data.publishedAt),
    createdAt: dateOf(data.createdAt),
    modifiedAt: dateOf(data.modifiedAt),
  }
}

const untitled: Readonly<Record<Language, string>> = { id: 'Tanpa judul', en: 'Untitled' }

/** Cut to what can be saved here: what is too long would keep its writer from saving it again. */
function fitted(words: Brought): { words: Brought; cut: Loss[] } {
  const fit = {
    title: shorten(words.title, longestInput.title),
    summary: shorten(words.summary, longestInput.summary),
    tags: words.tags
      .filter((tag) => tag.trim() !== '' && tag.length <= longestInput.tag && canBeTag(tag))
      .slice(0, longestInput.tags),
  }
  const cut = [
    words.title.trim().length > longestInput.title,
    words.summary.trim().length > longestInput.summary,
    fit.tags.length !== words.tags.length,
  ]
  const told = [words.title, words.summary, words.tags.join(', ')]
  const losses = told
    .filter((_, at) => cut[at])
    .map((detail): Loss => ({ what: 'long', detail: detail.slice(0, 200), instead: 'words' }))
  return { words: { ...words, ...fit }, cut: losses }
}

/** Dates lie in rows as text. */
const dateOf = (date: Date | null): Date | null => (date === null ? null : new Date(date))

/** What something without a title is called. */
export const firstWords = (markdown: string) =>
  shorten(
    markdown
      .replace(/[#*_>`[\]()!]+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
    60,
  )
