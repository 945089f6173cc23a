/** A stretch of a text that something is said about; UTF-16 offsets, half-open. */
export interface Range {
  start: number
  end: number
}

/** A piece of the text with all ranges that cover it. Pieces follow each other and make up the whole text. */
export interface Segment<R extends Range> {
  start: number
  text: string
  ranges: R[]
}

/** Cuts a text at the borders of ranges, which may overlap; ranges outside of the text are clipped. */
export function segments<R extends Range>(text: string, ranges: readonly R[]): Segment<R>[] {
  const clip = (at: number) => Math.min(Math.max(at, 0), text.length)
  const borders = new Set([0, text.length])
  for (const { start, end } of ranges) borders.add(clip(start)).add(clip(end))
  const sorted = [...borders].sort((a, b) => a - b)
  return sorted.slice(0, -1).map((start, index) => {
    const end = sorted[index + 1] ?? text.length
    return {
      start,
      text: text.slice(start, end),
      ranges: ranges.filter((range) => range.start <= start && range.end >= end && range.start < range.end),
    }
  })
}
