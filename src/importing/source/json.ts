/** JSON of other programs, piece by piece: streamed, whatever its size. */
import { Tokenizer, TokenParser, TokenType } from '@streamparser/json'
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
 * @param tooDeep is told, at the end, how many values were too deep: in their places stands `null`
 */
export async function* jsonPieces(
  file: SourceFile,
  places: readonly string[],
  broken: (what: string) => void,
  tooDeep: (values: number) => void = () => undefined,
): AsyncGenerator<JsonPiece> {
  let found: JsonPiece[] = []
  const parser = new TokenParser({ paths: [...places], keepStack: false })
  const tokens = new Tokenizer({ stringBufferSize: 65_536 })
  let failed = false
  let depth = 0
  let deep = 0
  tokens.onError = (error) => {
    if (failed) return
    failed = true
    broken(error.message.slice(0, 200))
  }
  tokens.onToken = (token) => {
    if (failed) return
    const before = depth
    depth += step(token.token)
    if (before <= mostDepth && depth <= mostDepth) return parser.write(token)
    // The value is passed by, to its end; what comes behind it is read.
    if (before > mostDepth) return
    deep += 1
    parser.write({ ...token, token: TokenType.NULL, value: null })
  }
  tokens.onEnd = () => {
    if (!parser.isEnded) parser.end()
  }
  parser.onError = (error) => tokens.error(error)
  parser.onEnd = () => {
    if (!tokens.isEnded) tokens.end()
  }
  parser.onValue = ({ value, key, stack }) => {
    const path = [...stack.slice(1).map((one) => one.key), key].join('.')
    found.push({ path, value: structuredClone(value) })
  }
  for await (const piece of (await file.open()) as AsyncIterable<Buffer>) {
    tokens.write(piece)
    yield* found
    found = []
    if (failed) break
  }
  if (deep) tooDeep(deep)
  if (!failed && !parser.isEnded) broken('it ends too early')
}

/** Deeper than any program writes; each level costs the reader a look at all that are above. */
const mostDepth = 100

function step(token: TokenType): number {
  if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) return 1
  return token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET ? -1 : 0
}
