/** How long one request may take, in milliseconds. */
export interface Terms {
  /** From the call to the last byte for a request of a few bytes; and how long nothing may move in a larger one. */
  deadline: number
  /** The most that any request gets, however much it sends. */
  longest: number
}

/** The slowest line that a body is waited for, in bytes a second: 256 kbit/s. */
const slowest = 32 * 1024
/** What the system may have taken from us without having sent it yet: its buffers grow to a few MB. */
const buffered = 4 * 1024 * 1024

/** Ends a request that takes too long. */
export interface Timeout {
  /** Aborts with a `TimeoutError`. */
  readonly signal: AbortSignal
  /** A piece of a body of unknown length is on its way. */
  moved(bytes: number): void
  /** Such a body is all handed over: from here on, only the rest of the buffers and the answer are waited for. */
  ended(): void
  /** Nothing is waited for any more. */
  stop(): void
}

/**
 * Starts waiting for a request. One whose size is known gets its time at once; a stream gets more with every piece
 * that moves, and none without. Both end at `longest`.
 *
 * @param size of the body in bytes, where it is known
 */
export function startTimeout({ deadline, longest }: Terms, size: number): Timeout {
  const controller = new AbortController()
  const began = performance.now()
  let sent = 0
  let timer: NodeJS.Timeout | undefined
  const until = (more: number): void => {
    clearTimeout(timer)
    const left = Math.max(0, Math.min(more, began + longest - performance.now()))
    timer = setTimeout(() => controller.abort(new DOMException('The request took too long', 'TimeoutError')), left)
    timer.unref()
  }
  until(deadline + time(size))
  return {
    signal: controller.signal,
    moved(bytes) {
      sent += bytes
      until(deadline)
    },
    ended: () => until(deadline + time(Math.min(sent, buffered))),
    stop: () => clearTimeout(timer),
  }
}

/** What a body needs on the slowest line, in milliseconds. */
function time(bytes: number): number {
  return (bytes / slowest) * 1000
}
