import type { Channel, Media, PostContent, PostCreate } from '../../src/http/api.ts'

/** Everything that can be said in one version of a post. */
export interface Version {
  text: string
  /** What follows it, each as a message of its own. */
  thread: readonly string[]
  /** The texts are Markdown. */
  markdown: boolean
  media: readonly Media[]
  /** Said under the post, as its first comment. */
  firstReply: string
  /** A content warning. */
  warning: string
  /** BCP 47; empty: the brand's own */
  language: string
  /** Where the text becomes several messages, each says which of how many it is. */
  numbered: boolean
}

/**
 * A post as it is written: one version for all channels, and what single channels have of their own. A channel follows the main
 * version in every facet (words, media, first reply, what stands beside them) that it has no own of.
 */
export interface Written {
  main: Version
  /** By channel; a facet is there whole, or not at all. It stays when the channel is switched off. */
  own: Readonly<Record<string, Partial<Version>>>
  /** The networks' own options, by channel and name. */
  options: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Which channels are switched on, in the order in which they were. */
  on: readonly string[]
}

/** What is tied, or stands alone, together. */
const facets: readonly (readonly (keyof Version)[])[] = [
  ['text', 'thread', 'markdown'],
  ['media'],
  ['firstReply'],
  ['warning', 'language', 'numbered'],
]

/** A version in which nothing is said. */
export const emptyVersion: Version = {
  text: '',
  thread: [],
  markdown: false,
  media: [],
  firstReply: '',
  warning: '',
  language: '',
  numbered: false,
}

/** Nothing written, for these channels. */
export function nothingWritten(on: readonly string[] = []): Written {
  return { main: emptyVersion, own: {}, options: {}, on }
}

/** What is said on a channel; `undefined`: the main version. */
export function versionOf({ main, own }: Written, channelId?: string): Version {
  return channelId === undefined ? main : { ...main, ...own[channelId] }
}

/** Whether a channel has something of its own, in words or beside them. */
export function standsAlone({ own }: Written, channelId: string): boolean {
  return Object.keys(own[channelId] ?? {}).length > 0
}

/** Whether its words are its own: the main text no longer changes them. */
export function hasOwnWords({ own }: Written, channelId: string): boolean {
  return own[channelId]?.text !== undefined
}

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/**
 * Writes something. In a channel's version the facet that it belongs to is untied by it; the others, and the other channels, stay
 * tied. What is no change unties nothing.
 */
export function changed(written: Written, channelId: string | undefined, change: Partial<Version>): Written {
  const before = versionOf(written, channelId)
  const names = (Object.keys(change) as (keyof Version)[]).filter((name) => !same(change[name], before[name]))
  if (names.length === 0) return written
  if (channelId === undefined) return { ...written, main: { ...written.main, ...change } }
  const untied = facets.filter((facet) => facet.some((name) => names.includes(name))).flat()
  const facet = Object.fromEntries(untied.map((name) => [name, before[name]]))
  const own = { ...written.own[channelId], ...facet, ...change }
  return { ...written, own: { ...written.own, [channelId]: own } }
}

/** The channel follows the main version again, in everything. {@link aloneAgain} takes it back. */
export function followed(written: Written, channelId: string): Written {
  const { [channelId]: _gone, ...own } = written.own
  return { ...written, own }
}

/** What it had of its own is its own again. */
export function aloneAgain(written: Written, channelId: string, had: Partial<Version> | undefined): Written {
  return had ? { ...written, own: { ...written.own, [channelId]: had } } : written
}

/** Switches a channel on or off. What was written for it stays. */
export function switched(written: Written, channelId: string, on: boolean): Written {
  const others = written.on.filter((id) => id !== channelId)
  return { ...written, on: on ? [...others, channelId] : others }
}

/** Chooses what a channel's network wants to know. */
export function withOption(written: Written, channelId: string, name: string, value: string): Written {
  const options = { ...written.options[channelId], [name]: value }
  return { ...written, options: { ...written.options, [channelId]: options } }
}

/** Whether nothing would be sent. */
export function isEmpty({ text, thread, media }: Version): boolean {
  return media.length === 0 && [text, ...thread].every((one) => one.trim() === '')
}

/** Whether nothing was written at all, in no version. */
export function isNothing(written: Written): boolean {
  return [undefined, ...Object.keys(written.own)].every((id) => isEmpty(versionOf(written, id)))
}

/** Channels that are switched on and would send nothing, though they are asked to. */
export function emptyOnes(written: Written): string[] {
  return written.on.filter((id) => isEmpty(versionOf(written, id)))
}

/** How many of the channels that are switched on have the main text's words. */
export function followers(written: Written): number {
  return written.on.filter((id) => !hasOwnWords(written, id)).length
}

const between = '\n\n'

/** Where one message can't hang on another, a thread is one text. */
function textsFor(version: Version, threads: boolean): Pick<Version, 'text' | 'thread'> {
  const said = version.thread.filter((one) => one.trim() !== '')
  if (threads || said.length === 0) return { text: version.text, thread: said }
  const first = version.text.trim() === '' ? [] : [version.text]
  return { text: [...first, ...said].join(between), thread: [] }
}

/** What of a post's content is not empty. */
function contentOf(version: Version, thread: readonly string[], options: Record<string, string>): PostContent {
  return {
    ...(thread.length ? { thread: [...thread] } : {}),
    ...(version.firstReply.trim() ? { firstReply: version.firstReply } : {}),
    ...(version.warning.trim() ? { warning: version.warning } : {}),
    ...(version.numbered ? { numbered: true } : {}),
    ...(version.markdown ? { markdown: true } : {}),
    ...(version.language ? { language: version.language } : {}),
    ...(Object.keys(options).length ? { options } : {}),
  }
}

/** What goes to a channel: where one message can't hang on another, its thread is one text, and there is no first reply. */
export function sentTo(written: Written, { id, limits }: Pick<Channel, 'id' | 'limits'>): PostCreate['texts'][number] {
  const version = versionOf(written, id)
  const { text, thread } = textsFor(version, limits.threads)
  const content = contentOf(limits.threads ? version : { ...version, firstReply: '' }, thread, {
    ...written.options[id],
  })
  return {
    channelId: id,
    text,
    ...(Object.keys(content).length ? { content } : {}),
    ...(version.media.length ? { mediaIds: version.media.map((one) => one.id) } : {}),
  }
}

/** A place in one of a version's texts: the text itself, `thread.0`, `firstReply`. */
export interface Place {
  place: string | undefined
  start: number
  end: number
}

/**
 * Where something that was found in what {@link sentTo} sends stands in the version that was written. What lies in several messages
 * that were put together is about the first of them.
 */
export function placeIn(version: Version, threads: boolean, found: Place): Place {
  if (found.place !== undefined) return { ...found, place: placeOfSaid(version, found.place) }
  const said = saidIn(version)
  if (threads || said.length < 2) return { ...found, place: threads ? undefined : said[0]?.place }
  let from = 0
  for (const { place, text } of said) {
    const to = from + text.length
    if (found.start <= to) return { place, start: found.start - from, end: Math.min(found.end, to) - from }
    from = to + between.length
  }
  return { place: undefined, start: 0, end: 0 }
}

function saidIn({ text, thread }: Version): { place: string | undefined; text: string }[] {
  const all = [{ place: undefined, text }, ...thread.map((one, at) => ({ place: `thread.${at}`, text: one }))]
  return all.filter((one) => one.text.trim() !== '')
}

/** Messages that say nothing are not sent: those that are, are counted without them. */
function placeOfSaid({ thread }: Version, place: string): string {
  const [, number] = /^thread\.(\d+)$/.exec(place) ?? []
  if (number === undefined) return place
  const said = thread.flatMap((one, at) => (one.trim() === '' ? [] : [at]))
  return `thread.${said[Number(number)] ?? 0}`
}
