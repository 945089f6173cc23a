import type { Note } from './notes.ts'

const gap = 12

/**
 * The notes that there is room for, in their order: what keeps a post from being sent comes first, then the others as they stand in the
 * text; one is always among them.
 * @param heights of those that were drawn, by key, in CSS pixels; those that were not yet are among them, so that they are
 * @param room in CSS pixels, without what the way to the others takes
 */
export function fitting(notes: readonly Note[], heights: ReadonlyMap<string, number>, room: number): readonly Note[] {
  const grave = notes.filter(({ severity }) => severity === 'error')
  const others = notes.filter(({ severity }) => severity !== 'error')
  const kept = new Set<Note>()
  let free = room
  for (const note of [...grave, ...others]) {
    const height = heights.get(note.key)
    if (height !== undefined) free -= height + gap
    if (height === undefined || kept.size === 0 || free >= 0) kept.add(note)
  }
  return notes.filter((note) => kept.has(note))
}

/** More than so many below the words would take the page. */
const most = 3

/** The notes that stand below the words, where there is no margin: what keeps a post from being sent is always among them. */
export function firstOf(notes: readonly Note[]): readonly Note[] {
  if (notes.length <= most + 1) return notes
  const grave = notes.filter(({ severity }) => severity === 'error')
  const others = notes.filter(({ severity }) => severity !== 'error')
  const kept = new Set([...grave, ...others.slice(0, Math.max(0, most - grave.length))])
  return notes.filter((note) => kept.has(note))
}

/** How high something is in the margin, and where it wants to begin, in CSS pixels. */
export interface InMargin {
  height: number
  wanted: number
}

/**
 * Where each of them begins: beside its words, below the one before it, and none past the end of the room as long as all fit.
 * @param all in the order of the text
 */
export function topsIn(all: readonly InMargin[], room: number): number[] {
  const tops: number[] = []
  let free = 0
  for (const { height, wanted } of all) {
    tops.push(Math.max(free, wanted))
    free = Math.max(free, wanted) + height + gap
  }
  const whole = all.reduce((sum, { height }) => sum + height + gap, -gap)
  if (whole > room) return tops
  let end = room
  for (const [at, { height }] of [...all.entries()].reverse()) {
    const top = Math.min(tops[at] ?? 0, end - height)
    tops[at] = top
    end = top - gap
  }
  return tops
}
