/** JSON of other programs, piece by piece: streamed, whatever its size. */
import { JSONParser } from '@streamparser/json'
import type { SourceFile } from './source.ts'

/** A value of a document, and where it was: `db.0.data.posts.7`. */
export interface JsonPiece {
  path: string
  value: unknown
}

/**
 * The values at some places of a document, in the order in which they come. A document that ends too early gives what it has.
 * @param places as JSONPath, of `$`, names and `*` only
 * @param broken is told where it stopped to be JSON
 */
export async function* jsonPieces(
  file: SourceFile,
  places: readonly string[],
  broken: (what: string) => void,
): AsyncGenerator<JsonPiece> {
  let found: JsonPiece[] = []
  const parser = new JSONParser({ paths: [...places], keepStack: false, stringBufferSize: 65_536 })
  let failed = false
  parser.onError = (error) => {
    failed = true
    broken(error.message.slice(0, 200))
  }
  parser.onValue = ({ value, key, stack }) => {
    const path = [...stack.slice(1).map((one) => one.key), key].join('.')
    found.push({ path, value: structuredClone(value) })
  }
  for await (const piece of (await file.open()) as AsyncIterable<Buffer>) {
    parser.write(piece)
    yield* found
    found = []
    if (failed) return
  }
  if (!parser.isEnded) broken('it ends too early')
}
