import type { Media, PostContent } from '../../src/http/api.ts'
import { emptyVersion, nothingWritten, type Version, type Written } from './versions.ts'

/** How a post leaves: now, at an instant, in the next free slot of each channel; or it comes again. */
export type Way = 'now' | 'at' | 'slot' | 'repeat' | 'draft'

/** A draft as it is kept, on the server and on the device. */
export interface StoredPost {
  written: Written
  /** When it is to leave, as far as that was chosen: an instant. */
  at?: string | undefined
  /** What was found and is to be ignored in this post: subjects of notes (notes.ts). */
  ignored?: readonly string[] | undefined
}

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(textOf) : [])
const isMedia = (value: unknown): value is Media =>
  typeof fieldsOf(value).id === 'string' && typeof fieldsOf(value).url === 'string'
const mediaOf = (value: unknown): Media[] => (Array.isArray(value) ? value.filter(isMedia) : [])

const readers: { [Name in keyof Version]: (value: unknown) => Version[Name] } = {
  text: textOf,
  thread: textsOf,
  markdown: (value) => value === true,
  media: mediaOf,
  firstReply: textOf,
  warning: textOf,
  language: textOf,
  numbered: (value) => value === true,
}

/** What is there of a version, each in its own form whatever was stored. */
function partOfVersion(value: unknown): Partial<Version> {
  const fields = fieldsOf(value)
  const there = Object.entries(readers).filter(([name]) => fields[name] !== undefined)
  return Object.fromEntries(there.map(([name, read]) => [name, read(fields[name])]))
}

const mapped = <To>(value: unknown, read: (one: unknown) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(fieldsOf(value)).map(([name, one]) => [name, read(one)]))

function readWritten(value: unknown): Written {
  const { main, own, options, on } = fieldsOf(value)
  return {
    main: { ...emptyVersion, ...partOfVersion(main) },
    own: mapped(own, partOfVersion),
    options: mapped(options, (one) => mapped(one, textOf)),
    on: textsOf(on),
  }
}

/** What the composer kept before versions could follow each other: a text for each channel. */
interface OldDraft {
  channelId: string
  on: boolean
  version: Version
  options: Record<string, string>
}

function readOld(value: unknown): OldDraft {
  const { channelId, on, text, pictures, content } = fieldsOf(value)
  const { options, ...beside } = fieldsOf(content) as PostContent
  const version = { ...emptyVersion, ...partOfVersion(beside), text: textOf(text), media: mediaOf(pictures) }
  return { channelId: textOf(channelId), on: on === true, version, options: mapped(options, textOf) }
}

const differing = (version: Version, main: Version): Partial<Version> =>
  Object.fromEntries(
    Object.entries(version).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(main[name as keyof Version]),
    ),
  )

/** What most of them say; of several, the first. */
function mostSaid(all: readonly OldDraft[]): Version {
  const count = Map.groupBy(all, ({ version }) => JSON.stringify(version))
  const groups = [...count.values()].sort((a, b) => b.length - a.length)
  return groups[0]?.[0]?.version ?? emptyVersion
}

/** What most of those that are switched on say becomes the main text; what says the same follows it, all else stands alone. */
function fromOld(all: readonly OldDraft[]): Written {
  const said = all.filter(({ version }) => version.text.trim() !== '' || version.media.length > 0)
  const on = said.filter((one) => one.on)
  const main = mostSaid(on.length ? on : said)
  const begin = nothingWritten(all.filter(({ on }) => on).map(({ channelId }) => channelId))
  // What was switched off and empty says nothing against following.
  const own = all
    .filter((one) => one.on || said.includes(one))
    .map((one) => [one.channelId, wholeFacets(differing(one.version, main), one.version)] as const)
    .filter(([, difference]) => Object.keys(difference).length > 0)
  const options = all.filter((one) => Object.keys(one.options).length > 0)
  return {
    ...begin,
    main,
    own: Object.fromEntries(own),
    options: Object.fromEntries(options.map((one) => [one.channelId, one.options])),
  }
}

/** Words stand alone together with their thread, and whether they are Markdown; a warning with its language. */
function wholeFacets(difference: Partial<Version>, { text, thread, markdown, ...rest }: Version): Partial<Version> {
  const words = ['text', 'thread', 'markdown'].some((name) => name in difference)
  const beside = ['warning', 'language', 'numbered'].some((name) => name in difference)
  const { warning, language, numbered } = rest
  return {
    ...difference,
    ...(words && { text, thread, markdown }),
    ...(beside && { warning, language, numbered }),
  }
}

/** Reads a kept draft, of this shape or of the one before it; what can't be read is empty. */
export function readStored(body: unknown): StoredPost {
  const { written, channels, at, ignored } = fieldsOf(body)
  const read = written === undefined ? fromOld(Object.values(fieldsOf(channels)).map(readOld)) : readWritten(written)
  const instant = textOf(at)
  const subjects = textsOf(ignored).filter(Boolean)
  return {
    written: read,
    ...(Number.isNaN(Date.parse(instant)) ? {} : { at: instant }),
    ...(subjects.length ? { ignored: subjects } : {}),
  }
}

/** As it is kept: {@link readStored} reads it. */
export function storedBody({ written, at, ignored }: StoredPost): Record<string, unknown> {
  return { written, ...(at ? { at } : {}), ...(ignored?.length ? { ignored } : {}) }
}
