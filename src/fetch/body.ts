import type { Patience } from './patience.ts'

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

/**
 * The same stream in small pieces, each of which is told of as it is taken. It is read no faster than it is sent.
 * `letGo` says that nobody reads on: a broken connection leaves a stream open.
 */
export function inPieces(
  stream: ReadableStream<Uint8Array>,
  patience: Patience,
): { pieces: ReadableStream<Uint8Array>; letGo(): void } {
  const reader = stream.getReader()
  let rest: Uint8Array = new Uint8Array()
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    while (rest.byteLength === 0) {
      const { done, value } = await reader.read()
      if (done) {
        patience.ended()
        return controller.close()
      }
      rest = value
    }
    const piece = rest.subarray(0, pieceBytes)
    rest = rest.subarray(pieceBytes)
    patience.moved(piece.byteLength)
    controller.enqueue(piece)
  }
  return {
    pieces: new ReadableStream({ pull }, { highWaterMark: 0 }),
    // How a source ends that nobody wants any more is no matter.
    letGo: () => void reader.cancel().catch(() => undefined),
  }
}
