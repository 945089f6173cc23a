import type { Entry } from './days.ts'

/** What is drawn of a day or of a part of it: few enough things that a month of 5,000 posts is drawn as fast as one of fifty. */
export interface Shown {
  entries: readonly Entry[]
  /** So many more are counted only. */
  more: number
}

/** A day of a month has room for so many entries; free slots take what these leave. */
const mostADay = 3
/** A part of a day in a week. */
const mostAPart = 5

/** The entries that have room, in their order; free slots give way first. */
export function shownOf(entries: readonly Entry[], most = mostADay): Shown {
  const posts = entries.filter(({ kind }) => kind !== 'slot')
  const kept = posts.length > most ? posts.slice(0, most - 1) : posts
  const slots = entries.filter(({ kind }) => kind === 'slot').slice(0, Math.max(0, most - posts.length))
  const ids = new Set([...kept, ...slots].map(({ id }) => id))
  return { entries: entries.filter(({ id }) => ids.has(id)), more: posts.length - kept.length }
}

/** A part of the day, from an hour on. */
export interface Part {
  name: 'night' | 'morning' | 'midday' | 'afternoon' | 'evening'
  /** `06:00` */
  from: string
  to: string
}

/** A week's rows: the night, and four parts in which people are awake. */
export const parts: readonly Part[] = [
  { name: 'night', from: '00:00', to: '06:00' },
  { name: 'morning', from: '06:00', to: '11:00' },
  { name: 'midday', from: '11:00', to: '15:00' },
  { name: 'afternoon', from: '15:00', to: '18:00' },
  { name: 'evening', from: '18:00', to: '24:00' },
]

/** What of a day's entries is in a part of it. */
export function inPart(entries: readonly Entry[], { from, to }: Part): Entry[] {
  return entries.filter(({ local }) => local.slice(11) >= from && local.slice(11) < to)
}

/** As {@link shownOf}, for a part of a day. */
export function shownInPart(entries: readonly Entry[], part: Part): Shown {
  return shownOf(inPart(entries, part), mostAPart)
}

/** The parts that are drawn: the night only where something is in it. */
export function partsOf(days: Iterable<readonly Entry[]>): readonly Part[] {
  const [night, ...awake] = parts as [Part, ...Part[]]
  const used = [...days].some((entries) => inPart(entries, night).some(({ kind }) => kind !== 'slot'))
  return used ? [night, ...awake] : awake
}

/** The time that something gets that is dropped into a part: its own, if that is in it; else a free slot there, else its begin. */
export function timeInPart(local: string, part: Part, there: readonly Entry[]): string {
  const time = local.slice(11, 16)
  if (time >= part.from && time < part.to) return time
  const slot = inPart(there, part).find(({ kind }) => kind === 'slot')
  return slot ? slot.local.slice(11, 16) : part.from
}
