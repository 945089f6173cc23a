/**
 * The model as one file: a line of JSON that says of what it was made, under which licences, and how it is laid out; behind it the
 * weights, a byte each, packed with Brotli.
 */
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { piecePlaces, places, wordPlaces } from './features.ts'

/** What the model tells. */
export type HeadName = 'spam' | 'tone' | 'kind' | 'language'

/** A set that the model was made of. */
export interface Origin {
  name: string
  licence: string
  source: string
  rows: number
}

/** A class of a head: what its weights are multiplied by, and what is added to their sum. */
export interface ClassScales {
  name: string
  words: number
  pieces: number
  bias: number
}

/** The first line of the file. */
export interface ModelHeader {
  format: 1
  /** How many places there are for words and for pieces of words: weights of another layout are of no use. */
  places: { words: number; pieces: number }
  madeOf: readonly Origin[]
  /** What the licences want said. */
  licenceTerms: string
  heads: readonly { name: HeadName; classes: readonly ClassScales[] }[]
}

/** A model: its header, and each class's weights, in the order of the header. */
export interface ModelFile {
  header: ModelHeader
  weights: readonly Int8Array[]
}

/** Writes a model; the same model gives the same bytes. */
export function packModel({ header, weights }: ModelFile): Buffer {
  const body = new Uint8Array(weights.length * places)
  weights.forEach((one, n) => {
    body.set(new Uint8Array(one.buffer, one.byteOffset, places), n * places)
  })
  const packed = brotliCompressSync(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 22 },
  })
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), packed])
}

/** Reads a model. @throws Error where the file is none, or is laid out for another program */
export function unpackModel(bytes: Uint8Array): ModelFile {
  const end = bytes.indexOf(10)
  const header = JSON.parse(Buffer.from(bytes.subarray(0, end)).toString('utf8')) as ModelHeader
  if (header.format !== 1 || header.places.words !== wordPlaces || header.places.pieces !== piecePlaces)
    throw new Error('the model is laid out for another version of the program: npm run train makes it anew')
  const classes = header.heads.flatMap((head) => head.classes)
  const body = brotliDecompressSync(bytes.subarray(end + 1), { maxOutputLength: classes.length * places })
  if (body.length !== classes.length * places)
    throw new Error('the model’s file is damaged: npm run train makes it anew')
  return { header, weights: classes.map((_, n) => new Int8Array(body.buffer, body.byteOffset + n * places, places)) }
}
