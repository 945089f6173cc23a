import type { Sharp } from 'sharp'
import type { SourceSet } from '../db/tables.ts'
import { openDecoder } from './decoder.ts'
import { mostPixels } from './picture.ts'
import { formats, type SourceFormat } from './source-sets.ts'

/** Widths in pixels: phones at one to three times density, a text column at one and two, the whole width of a screen. */
const ladder = [480, 800, 1200, 1600, 2400]
/** One picture at one width takes no longer than this. */
const mostSeconds = 60
/** The longer edge of the placeholder, in pixels: a few hundred bytes in the page. */
const placeholderEdge = 16

/** One picture of a source set. */
export interface Source {
  width: number
  format: SourceFormat
  bytes: Buffer
}

/** A picture at several widths, and what is kept of them. */
export interface MadeSourceSet {
  made: SourceSet
  sources: Source[]
}

const nothing: MadeSourceSet = { made: { widths: [], formats: [], placeholder: '' }, sources: [] }

/** The widths for a picture that is so wide: those that are well below, and its own, but no more than is ever shown. */
export function widthsOf(width: number): number[] {
  const widest = Math.min(width, ladder.at(-1) ?? width)
  return [...ladder.filter((step) => step < widest * 0.85), widest]
}

/**
 * Makes a stored picture's source set. A format that makes it no smaller is left out; a picture that moves, or is smaller than a
 * placeholder's worth, has none.
 * @param signal ends it between two pictures
 * @throws whatever the decoder says of a picture that it can't read
 */
export async function makeSourceSet(bytes: Buffer, signal?: AbortSignal): Promise<MadeSourceSet> {
  const sharp = await openDecoder()
  const bounds = { limitInputPixels: mostPixels, failOn: 'error' } as const
  const seen = await sharp(bytes, bounds).metadata()
  if ((seen.pages ?? 1) > 1 || seen.width < 2 * placeholderEdge) return nothing
  const widths = widthsOf(seen.width)
  const widest = widths.at(-1) ?? seen.width
  // Decoded once: all else is made of these pixels.
  const whole = sharp(bytes, bounds).resize({ width: widest }).toColourspace('srgb')
  const { data, info } = await whole.raw().timeout({ seconds: mostSeconds }).toBuffer({ resolveWithObject: true })
  const pixels = () => sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
  const sources: Source[] = []
  const kept: SourceFormat[] = []
  for (const format of Object.keys(formats) as SourceFormat[]) {
    const all: Source[] = []
    // The widest first: where it is no smaller than the picture itself, the others are not worth their time.
    for (const width of widths.toReversed()) {
      signal?.throwIfAborted()
      all.push({ width, format, bytes: await encode(pixels().resize({ width }), format) })
      if (width === widest && (all[0]?.bytes.length ?? 0) >= bytes.length) break
    }
    if (all.length < widths.length) continue
    kept.push(format)
    sources.push(...all)
  }
  const placeholder = (await isOpaque(seen.hasAlpha, pixels)) ? await placeholderOf(pixels()) : ''
  return { made: { widths: kept.length ? widths : [], formats: kept, placeholder }, sources }
}

/** https://sharp.pixelplumbing.com/api-output/#avif: half the bytes of a JPEG at an equal look, in a time that a worker has. */
function encode(picture: Sharp, format: SourceFormat): Promise<Buffer> {
  const timed = picture.timeout({ seconds: mostSeconds })
  return (
    format === 'avif' ? timed.avif({ quality: 52, effort: 3 }) : timed.webp({ quality: 76, effort: 4 })
  ).toBuffer()
}

async function isOpaque(hasAlpha: boolean, pixels: () => Sharp): Promise<boolean> {
  return !hasAlpha || (await pixels().stats()).isOpaque
}

async function placeholderOf(picture: Sharp): Promise<string> {
  const few = await picture
    .resize({ width: placeholderEdge, height: placeholderEdge, fit: 'inside' })
    .webp({ quality: 40 })
    .toBuffer()
  return `data:image/webp;base64,${few.toString('base64')}`
}
