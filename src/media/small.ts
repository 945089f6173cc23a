import { inTurn } from '../core/in-turn.ts'
import { Problem } from '../core/problem.ts'
import { openDecoder } from './decoder.ts'
import type { MediaStore } from './store.ts'

/** The longer edge in pixels: a tile of the library at double density. */
const longestEdge = 400
const pictures = /\.(jpg|png|webp|gif)$/
/** Decoding a large picture takes a moment and memory: so many at once. */
const inLanes = inTurn<Buffer | undefined>(2)

/** What the small form of a stored picture is called, beside it in the store. */
export function smallName(file: string): string {
  return `${file.replace(/\.[^.]*$/, '')}-small.webp`
}

/**
 * A stored picture small, as lists show it: a WebP, made when it is first asked for and kept in the store beside the whole one.
 * `undefined` for what has no small form: a video, or a picture that can't be decoded any more.
 * @throws Problem `gone` where the picture is not there; `unavailable`
 */
export async function smallPicture(store: MediaStore, file: string): Promise<Buffer | undefined> {
  if (!pictures.test(file)) return undefined
  const name = smallName(file)
  const kept = await keptAt(store, name)
  return kept ?? inLanes(name, () => make(store, file, name))
}

async function keptAt(store: MediaStore, name: string): Promise<Buffer | undefined> {
  try {
    return await store.get(name)
  } catch (error) {
    if (error instanceof Problem && error.kind === 'gone') return undefined
    throw error
  }
}

async function make(store: MediaStore, file: string, name: string): Promise<Buffer | undefined> {
  const whole = await store.get(file)
  const sharp = await openDecoder()
  const small = await sharp(whole)
    .resize({ width: longestEdge, height: longestEdge, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 78 })
    .toBuffer()
    .catch(() => undefined)
  // What can't be kept is made again.
  if (small) await store.put(name, small, 'image/webp').catch(() => undefined)
  return small
}
