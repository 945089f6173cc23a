import { createReadStream } from 'node:fs'
import { longestInput } from '../core/input-limits.ts'
import { Problem } from '../core/problem.ts'
import { withoutRefused } from '../core/text/foreign.ts'
import { fill, type Language, say } from '../core/words.ts'
import { type ExitCode, type Streams, WrongUse } from './command.ts'

/** The bytes of a file, or of the standard input for `-` and where no file is named. */
function source(file: string | undefined, streams: Streams): AsyncIterable<Uint8Array | string> {
  return file === undefined || file === '-' ? streams.input : createReadStream(file)
}

function unreadable(file: string, error: unknown): WrongUse {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT') {
    return new WrongUse({
      id: `Berkas ${file} tidak ada. Periksa namanya.`,
      en: `There is no file ${file}. Check its name.`,
    })
  }
  if (code === 'EISDIR')
    return new WrongUse({ id: `${file} adalah folder, bukan berkas.`, en: `${file} is a folder, not a file.` })
  return new WrongUse({
    id: `Berkas ${file} tidak dapat dibaca (${code ?? 'galat'}).`,
    en: `The file ${file} cannot be read (${code ?? 'error'}).`,
  })
}

/** Lines, ended by `\n` or `\r\n` and nothing else (JSON may hold U+2028), as they arrive. */
async function* lines(bytes: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8')
  let rest = ''
  for await (const chunk of bytes) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    const pieces = rest.split('\n')
    rest = pieces.pop() ?? ''
    for (const piece of pieces) yield piece.replace(/\r$/, '')
  }
  rest += decoder.decode()
  if (rest !== '') yield rest.replace(/\r$/, '')
}

/**
 * The whole text of a file or of the standard input. A line end at its end is the editor's, not the author's.
 * @param most nobody reads on behind so many UTF-16 units
 */
export async function readText(
  file: string | undefined,
  streams: Streams,
  most = Number.POSITIVE_INFINITY,
): Promise<string> {
  const decoder = new TextDecoder('utf-8')
  let text = ''
  try {
    for await (const chunk of source(file, streams)) {
      text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
      if (text.length > most + 2) break
    }
  } catch (error) {
    throw unreadable(file ?? '-', error)
  }
  return (text + decoder.decode()).replace(/\r?\n$/, '')
}

/**
 * The bytes of a file or of the standard input.
 * @throws WrongUse where there are more than `most`
 */
export async function readBytes(file: string | undefined, streams: Streams, most: number): Promise<Uint8Array> {
  const pieces: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of source(file, streams)) {
      pieces.push(Buffer.from(chunk as Uint8Array))
      length += chunk.length
      if (length > most) break
    }
  } catch (error) {
    throw unreadable(file ?? '-', error)
  }
  if (length > most)
    throw new WrongUse({
      id: `Berkas ${file ?? '-'} terlalu besar: paling banyak ${most / 1_000_000} MB.`,
      en: `The file ${file ?? '-'} is too large: ${most / 1_000_000} MB at most.`,
    })
  return Buffer.concat(pieces)
}

/** Signs that mean nothing, or a word as long as none is: nothing is begun with it. @throws WrongUse */
export function refuseStrange(word: string): void {
  if (word.length <= longestInput.argument && withoutRefused(word) === word) return
  throw new WrongUse({
    id: 'Perintah ini memuat karakter yang tidak dapat dibaca, atau masukan yang terlalu panjang. Ketik ulang, lalu coba lagi.',
    en: 'This command has characters that can’t be read, or an argument that is too long. Type it again, and retry.',
  })
}

/**
 * The text of a file that is going to be kept: characters that no database and no feed takes are left out, as the API does.
 * @throws WrongUse where it is longer than `most`, in UTF-16 units
 */
export async function readWords(file: string | undefined, streams: Streams, most: number): Promise<string> {
  const words = withoutRefused(await readText(file, streams, most))
  if (words.length > most) throw tooLong(file ?? '-', most)
  return words
}

/** @param what a file or a field, as people know it */
export function tooLong(what: string, most: number): WrongUse {
  const words = {
    id: '"{what}" terlalu panjang: paling banyak {most} karakter. Pendekkan, lalu coba lagi.',
    en: '"{what}" is too long: {most} {most|character|characters} at most. Make it shorter, and try again.',
  }
  return new WrongUse(fill(words, { what, most }))
}

/** One object of a JSON-lines file. */
export type Row = Readonly<Record<string, unknown>>

/** Words for a person about whatever was thrown. */
export function wordsOf(error: unknown, language: Language): string {
  if (error instanceof WrongUse || error instanceof Problem) return say(error.words, language)
  return error instanceof Error ? error.message : String(error)
}

const flushAt = 64 * 1024

/**
 * JSON lines in, JSON lines out, in the same order, without holding them all. A line that cannot be used is answered by
 * `{id?, error}` and makes the exit code 1 at the end; `answer` may ask for it too by `failed`.
 */
export async function answerLines(
  file: string | undefined,
  streams: Streams,
  answer: (row: Row) => { line: Row; failed?: boolean } | Promise<{ line: Row; failed?: boolean }>,
): Promise<ExitCode> {
  let code: ExitCode = 0
  let waiting = ''
  try {
    for await (const text of lines(source(file, streams))) {
      if (text.trim() === '') continue
      const { line, failed } = await answerLine(text, streams.language, answer)
      if (failed) code = 1
      waiting += `${JSON.stringify(line)}\n`
      if (waiting.length < flushAt) continue
      await streams.out(waiting)
      waiting = ''
    }
  } catch (error) {
    throw unreadable(file ?? '-', error)
  } finally {
    if (waiting !== '') await streams.out(waiting)
  }
  return code
}

async function answerLine(
  text: string,
  language: Language,
  answer: (row: Row) => { line: Row; failed?: boolean } | Promise<{ line: Row; failed?: boolean }>,
): Promise<{ line: Row; failed?: boolean }> {
  let row: Row | undefined
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw notAnObject
    row = parsed as Row
    const { line, failed } = await answer(row)
    return { line: withId(row, line), ...(failed ? { failed } : {}) }
  } catch (error) {
    const message =
      error instanceof SyntaxError ? `${say(noJson, language)} ${error.message}` : wordsOf(error, language)
    return { line: withId(row, { error: message }), failed: true }
  }
}

const noJson = { id: 'Baris ini bukan JSON:', en: 'This line is no JSON:' }
const notAnObject = new WrongUse({
  id: 'Setiap baris harus berupa satu objek JSON, misalnya {"id": 1, "text": "Halo"}.',
  en: 'Every line must be one JSON object, like {"id": 1, "text": "Hello"}.',
})

function withId(row: Row | undefined, line: Row): Row {
  return row?.id === undefined ? line : { id: row.id, ...line }
}

/** A field that must be a text. */
export function textField(row: Row, name: string): string {
  const value = row[name]
  if (typeof value === 'string') return value
  throw new WrongUse({
    id: `Kolom "${name}" harus ada dan berupa teks.`,
    en: `The field "${name}" must be there, and be a text.`,
  })
}

/** A field that may be missing, but must be a text where it is there. */
export function optionalText(row: Row, name: string): string | undefined {
  return row[name] === undefined || row[name] === null ? undefined : textField(row, name)
}
