/** Bytes of other programs as text, in whatever encoding they were written. */
import { createWriteStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type SourceFile, sourceProblem, tooLarge } from './source.ts'

/** A text that is read whole is no longer, in bytes: an article with pictures inside. */
const longestText = 32 * 2 ** 20

/** What the beginning of a text says of its encoding: a byte order mark, or the declaration of XML. */
export function encodingOf(begin: Buffer): string {
  if (begin[0] === 0xff && begin[1] === 0xfe) return 'utf-16le'
  if (begin[0] === 0xfe && begin[1] === 0xff) return 'utf-16be'
  if (begin[0] === 0xef && begin[1] === 0xbb && begin[2] === 0xbf) return 'utf-8'
  if (begin[0] === 0x3c && begin[1] === 0) return 'utf-16le'
  if (begin[0] === 0 && begin[1] === 0x3c) return 'utf-16be'
  const said = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(
    begin.subarray(0, 400).toString('latin1'),
  )
  const encoding = said?.[1]?.toLowerCase() ?? 'utf-8'
  // What can be read a byte a letter is no such thing, whatever it calls itself.
  return /^(?:utf-?16|utf-?32|(?:iso-10646-)?ucs-?[24]|unicode)/.test(encoding) ? 'utf-8' : encoding
}

function decoderFor(begin: Buffer): TextDecoder {
  try {
    return new TextDecoder(encodingOf(begin))
  } catch {
    return new TextDecoder()
  }
}

/** The text of a stream, piece by piece. */
export async function* decoded(stream: Readable): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  let begin = Buffer.alloc(0)
  for await (const piece of stream as AsyncIterable<Buffer>) {
    if (!decoder) {
      begin = Buffer.concat([begin, piece])
      if (begin.length < 400) continue
      decoder = decoderFor(begin)
      yield decoder.decode(begin, { stream: true })
      continue
    }
    yield decoder.decode(piece, { stream: true })
  }
  decoder ??= decoderFor(begin)
  yield begin.length < 400 ? decoder.decode(begin) : decoder.decode()
}

/** A file as one text, without a byte order mark. @throws Problem `wrong-input` for one that is too long */
export async function textOf(file: SourceFile): Promise<string> {
  const bytes = await bytesOf(file, longestText)
  return decoderOf(bytes).decode(bytes)
}

/** Older texts that say nothing are Windows' own where they are no UTF-8. */
function decoderOf(bytes: Buffer): TextDecoder {
  const encoding = encodingOf(bytes)
  if (encoding !== 'utf-8') return decoderFor(bytes)
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return new TextDecoder()
  } catch {
    return new TextDecoder('windows-1252')
  }
}

/** A file's bytes. @throws Problem `wrong-input` for more than `longest` of them */
export async function bytesOf(file: SourceFile, longest: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of (await file.open()) as AsyncIterable<Buffer>) {
    length += piece.length
    if (length > longest) throw sourceProblem(tooLarge)
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/** Writes a file of a source to a path. @throws Problem `wrong-input` for more than `longest` bytes; what was written stays there */
export async function copyOf(file: SourceFile, path: string, longest: number): Promise<void> {
  let length = 0
  await pipeline(
    await file.open(),
    async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        length += piece.length
        if (length > longest) throw sourceProblem(tooLarge)
        yield piece
      }
    },
    createWriteStream(path, { mode: 0o600 }),
  )
}
