/** A place in a picture, from 0 to 1 of its width and height. */
export interface Point {
  x: number
  y: number
}

/** A part of a picture, from 0 to 1 of its width and height. */
export interface Box {
  left: number
  top: number
  width: number
  height: number
}

/** What pictures are cut to: wide over high. */
export const ratios = { even: 1, portrait: 4 / 5, wide: 16 / 9, card: 1.91 } as const
/** One of them, or the picture as it is. */
export type Ratio = keyof typeof ratios | 'whole'

/**
 * The largest part of a picture that has this shape, with the focal point as near to its middle as the edges let it.
 * @param size the picture's, in pixels
 */
export function cropBox(size: { width: number; height: number }, ratio: Ratio, focus: Point): Box {
  if (ratio === 'whole') return { left: 0, top: 0, width: 1, height: 1 }
  const own = size.width / size.height
  const width = Math.min(1, ratios[ratio] / own)
  const height = Math.min(1, own / ratios[ratio])
  const from = (at: number, length: number) => Math.min(Math.max(at - length / 2, 0), 1 - length)
  return { left: from(focus.x, width), top: from(focus.y, height), width, height }
}
