import { randomUUID } from 'node:crypto'
import type { MediaSource } from './network.ts'

/** A file within a form. */
export interface FormFile {
  /** The field's name. */
  field: string
  filename: string
  source: MediaSource
}

/** No more of a file stands in memory at once. */
const pieceBytes = 4 * 1024 * 1024

/** The bytes of a picture as a file to be read. */
export function sourceOf(bytes: Uint8Array<ArrayBuffer>, mime: string): MediaSource {
  return { bytes: bytes.byteLength, mime, read: async (start, end) => bytes.slice(start, end) }
}

/**
 * A form with files as a body that is read piece by piece while it is sent: https://www.rfc-editor.org/rfc/rfc7578
 * Good for one request only.
 */
export function multipart(
  fields: Readonly<Record<string, string>>,
  files: readonly FormFile[],
): { body: ReadableStream<Uint8Array>; headers: Record<string, string> } {
  const boundary = `percakapan-${randomUUID()}`
  const form = layOut(boundary, fields, files)
  // Not every server takes a body whose length it is not told.
  const length = form.reduce((sum, piece) => sum + (piece instanceof Uint8Array ? piece.byteLength : piece.bytes), 0)
  const headers = {
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': String(length),
  }
  return { body: streamOf(form), headers }
}

/** A file alone as a body that is read piece by piece while it is sent. Good for one request only. */
export function fileBody(source: MediaSource): {
  body: ReadableStream<Uint8Array>
  headers: Record<string, string>
} {
  return {
    body: streamOf([source]),
    headers: { 'content-type': source.mime, 'content-length': String(source.bytes) },
  }
}

function streamOf(form: readonly (Uint8Array | MediaSource)[]): ReadableStream<Uint8Array> {
  const pieces = piecesOf(form)
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
}

/** What a form is made of, in order. */
function layOut(
  boundary: string,
  fields: Readonly<Record<string, string>>,
  files: readonly FormFile[],
): readonly (Uint8Array | MediaSource)[] {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const head = (name: string, more: string) =>
    bytes(`--${boundary}\r\ncontent-disposition: form-data; name="${quoted(name)}"${more}\r\n\r\n`)
  return [
    ...Object.entries(fields).flatMap(([name, value]) => [head(name, ''), bytes(`${value}\r\n`)]),
    ...files.flatMap(({ field, filename, source }) => [
      head(field, `; filename="${quoted(filename)}"\r\ncontent-type: ${source.mime}`),
      source,
      bytes('\r\n'),
    ]),
    bytes(`--${boundary}--\r\n`),
  ]
}

async function* piecesOf(form: readonly (Uint8Array | MediaSource)[]): AsyncGenerator<Uint8Array, undefined> {
  for (const piece of form) {
    if (piece instanceof Uint8Array) {
      yield piece
      continue
    }
    for (let at = 0; at < piece.bytes; at += pieceBytes) {
      yield await piece.read(at, Math.min(at + pieceBytes, piece.bytes))
    }
  }
  return undefined
}

/** As browsers write names: https://html.spec.whatwg.org/#multipart-form-data */
function quoted(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22')
}

/**
 * A name that no other upload has: some servers keep a file under its name alone, and a second one of that name takes the
 * place of the first, in older posts too (snac2 does).
 */
export function uploadName(mime: string): string {
  return `${mime.split('/')[0]}-${randomUUID().slice(0, 18)}.${extensionOf(mime)}`
}

/** A file's ending, for servers that look at it. */
export function extensionOf(mime: string): string {
  const known: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'video/quicktime': 'mov' }
  return known[mime] ?? (mime.split('/')[1] ?? 'bin').replace(/[^a-z0-9]/g, '')
}
