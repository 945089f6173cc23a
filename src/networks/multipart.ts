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
  const pieces = piecesOf(boundary, fields, files)
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
  return { body, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } }
}

async function* piecesOf(
  boundary: string,
  fields: Readonly<Record<string, string>>,
  files: readonly FormFile[],
): AsyncGenerator<Uint8Array, undefined> {
  const bytes = (text: string) => new TextEncoder().encode(text)
  for (const [name, value] of Object.entries(fields)) {
    yield bytes(`--${boundary}\r\ncontent-disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`)
  }
  for (const { field, filename, source } of files) {
    const disposition = `form-data; name="${quoted(field)}"; filename="${quoted(filename)}"`
    yield bytes(`--${boundary}\r\ncontent-disposition: ${disposition}\r\ncontent-type: ${source.mime}\r\n\r\n`)
    for (let at = 0; at < source.bytes; at += pieceBytes) {
      yield await source.read(at, Math.min(at + pieceBytes, source.bytes))
    }
    yield bytes('\r\n')
  }
  yield bytes(`--${boundary}--\r\n`)
  return undefined
}

/** As browsers write names: https://html.spec.whatwg.org/#multipart-form-data */
function quoted(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22')
}

/** A file's ending, for servers that look at it. */
export function extensionOf(mime: string): string {
  const known: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'video/quicktime': 'mov' }
  return known[mime] ?? (mime.split('/')[1] ?? 'bin').replace(/[^a-z0-9]/g, '')
}
