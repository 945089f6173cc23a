import type { Timeout } from './timeout.ts'

/** What a request carries: bytes that may be sent again after a redirect, or a stream that is there once. */
export type Body = Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>

/** So small that even a slow line takes a piece long before it counts as standing still. */
const pieceBytes = 64 * 1024

/**
 * What a request carries, out of what `fetch` was called with. Only what the caller handed over as a stream stays one;
 * all the rest stands in memory already.
 */
export async function bodyOf(request: Request, given: unknown): Promise<Body | undefined> {
  if (request.body === null) return undefined
  if (given instanceof ReadableStream) return request.body
  return new Uint8Array(await request.arrayBuffer())
}

/** From this size on a copy counts. */
const largeBytes = 1024 * 1024

/** A body as it is handed to `fetch`, for one request. */
export interface Outgoing {
  init: { body?: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>; duplex?: 'half' }
  /** What has to be said of it. */
  headers: readonly [name: string, value: string][]
  /** Nobody reads on: a broken connection leaves a stream open. */
  letGo(): void
}

/**
 * Makes a body ready for one request. A large one goes as a stream of views into it: `fetch` copies bytes that it is given
 * as they are, and copies of many megabytes stay until the garbage is collected.
 */
export function outgoing(body: Body | undefined, timeout: Timeout): Outgoing {
  const none = { headers: [], letGo: () => undefined }
  if (body === undefined) return { ...none, init: {} }
  if (body instanceof ReadableStream) {
    const { pieces, letGo } = inPieces(body, timeout)
    return { ...none, init: { body: pieces, duplex: 'half' }, letGo }
  }
  if (body.byteLength < largeBytes) return { ...none, init: { body } }
  const length = String(body.byteLength)
  return { ...none, init: { body: viewsOf(body), duplex: 'half' }, headers: [['content-length', length]] }
}

/**
 * The same stream in small pieces, each of which is told of as it is taken. It is read no faster than it is sent.
 * `letGo` says that nobody reads on: a broken connection leaves a stream open.
 */
function inPieces(
  stream: ReadableStream<Uint8Array>,
  timeout: Timeout,
): { pieces: ReadableStream<Uint8Array>; letGo(): void } {
  const reader = stream.getReader()
  let rest: Uint8Array = new Uint8Array()
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    while (rest.byteLength === 0) {
      const { done, value } = await reader.read()
      if (done) {
        timeout.ended()
        return controller.close()
      }
      rest = value
    }
    const piece = rest.subarray(0, pieceBytes)
    rest = rest.subarray(pieceBytes)
    timeout.moved(piece.byteLength)
    controller.enqueue(piece)
  }
  return {
    pieces: new ReadableStream({ pull }, { highWaterMark: 0 }),
    // How a source ends that nobody wants any more is no matter.
    letGo: () => void reader.cancel().catch(() => undefined),
  }
}

function viewsOf(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> {
  let at = 0
  const pull = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    controller.enqueue(bytes.subarray(at, at + pieceBytes))
    at += pieceBytes
    if (at >= bytes.byteLength) controller.close()
  }
  return new ReadableStream({ pull }, { highWaterMark: 0 })
}
