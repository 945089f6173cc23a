import type { Channel, Finding, Preview, Words } from '../../src/http/api.ts'
import { fingerprint } from './fingerprint.ts'
import { placeIn, sentTo, type Version, versionOf, type Written } from './versions.ts'

/** What was found in one place, once, however many channels it is about. */
export interface Note {
  key: string
  /** What is said about which words, of each finding: the same as long as both say the same, wherever the words are moved to. */
  subjects: readonly string[]
  severity: Finding['severity']
  /** It is about all of the text, and so about none of its words. */
  whole: boolean
  /** What kind of thing was found. */
  title: Words | undefined
  /** In which of the version's texts: `undefined` in the first, `thread.0`, `firstReply`. */
  place: string | undefined
  /** UTF-16 offsets in that text, half-open. */
  start: number
  end: number
  /** What is said of the first of them. */
  message: Words
  /** The channels of which just that is said (their names). */
  channels: string[]
  /** Those of which the same kind of thing is said in other words: a number of their own, say. */
  also: string[]
  /** That text, mended. */
  mend?: string
}

/** One of a version's texts. */
export function textAt(version: Version, place: string | undefined): string {
  if (place === 'firstReply') return version.firstReply
  return place === undefined ? version.text : (version.thread[Number(place.slice('thread.'.length))] ?? '')
}

/** The change that gives a version another text there. */
export function withTextAt(version: Version, place: string | undefined, text: string): Partial<Version> {
  if (place === 'firstReply') return { firstReply: text }
  return place === undefined ? { text } : { thread: version.thread.with(Number(place.slice('thread.'.length)), text) }
}

const order = (place: string | undefined): number =>
  place === undefined ? -1 : place === 'firstReply' ? Number.MAX_SAFE_INTEGER : Number(place.slice('thread.'.length))

/** What somebody wants to hear no more of in this post, and what else was found. What keeps it from being sent can't be ignored. */
export function withoutIgnored(
  notes: readonly Note[],
  ignored: readonly string[],
): { heeded: readonly Note[]; ignored: readonly Note[] } {
  if (ignored.length === 0) return { heeded: notes, ignored: [] }
  const isIgnored = ({ severity, subjects }: Note) =>
    severity !== 'error' && subjects.every((subject) => ignored.includes(subject))
  return { heeded: notes.filter((note) => !isIgnored(note)), ignored: notes.filter(isIgnored) }
}

/** One channel's finding, where it stands in the version that was written. */
function noteOf(written: Written, channel: Channel, name: string, finding: Finding): Note {
  const version = versionOf(written, channel.id)
  const { place, start, end } = placeIn(version, channel.limits.threads, { ...finding, place: finding.place })
  const sent = sentTo(written, channel)
  const about = finding.place === undefined ? sent.text : textAt(version, place)
  // A mend of messages that were put together mends none of them.
  const mend = finding.mend !== undefined && about === textAt(version, place) ? finding.mend : undefined
  return {
    key: `${finding.check} ${place ?? ''} ${start} ${end}`,
    subjects: [
      `${finding.check} ${place ?? ''} ${fingerprint(textAt(version, place).slice(start, end))} ${fingerprint(finding.message.en)}`,
    ],
    severity: finding.severity,
    whole: start === 0 && end >= textAt(version, place).length,
    title: finding.title,
    place,
    start,
    end,
    message: finding.message,
    channels: [name],
    also: [],
    ...(mend === undefined ? {} : { mend }),
  }
}

function joined(one: Note, other: Note): Note {
  const same = one.message.id === other.message.id
  const mend = one.mend ?? other.mend
  return {
    ...one,
    subjects: [...new Set([...one.subjects, ...other.subjects])],
    // What keeps one of them from being sent is no less for it on the others.
    severity: [one, other].find(({ severity }) => severity === 'error')?.severity ?? one.severity,
    ...(same ? { channels: [...one.channels, ...other.channels] } : { also: [...one.also, ...other.channels] }),
    ...(mend === undefined ? {} : { mend }),
  }
}

/** What is about words, in their order; then what is about all of them. */
const inOrder = (a: Note, b: Note): number =>
  order(a.place) - order(b.place) || Number(a.whole) - Number(b.whole) || a.start - b.start

/**
 * All that was found on these channels, in the order of the text; the same thing on several channels is one note.
 * @param names how the channels are called
 */
export function notesOf(
  written: Written,
  channels: readonly Channel[],
  previews: ReadonlyMap<string, Pick<Preview, 'findings'>>,
  names: ReadonlyMap<string, string>,
): Note[] {
  const notes = new Map<string, Note>()
  for (const channel of channels) {
    for (const finding of previews.get(channel.id)?.findings ?? []) {
      const note = noteOf(written, channel, names.get(channel.id) ?? channel.networkLabel, finding)
      const before = notes.get(note.key)
      notes.set(note.key, before ? joined(before, note) : note)
    }
  }
  return [...notes.values()].sort(inOrder)
}
