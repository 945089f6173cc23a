/**
 * Work on texts that may take seconds happens in threads beside the one that serves: readers, the panel and deliveries go on
 * meanwhile. A function that runs there is named by its module and its name there; what it takes and gives is copied.
 */
import Tinypool from 'tinypool'
import { inTurn } from '../in-turn.ts'
import { Problem } from '../problem.ts'
import type { Words } from '../words.ts'
import type { Answer, Call } from './run.ts'

/** Two, so that one text that takes seconds doesn't keep all others waiting. */
const mostThreads = 2
/** A thread that has had no work for so long ends, and its memory comes back. */
const idleMs = 60_000
/** What the work on one text may take of memory, in MB; the longest article takes a third. */
const mostMemory = 1024
/** As much as a process has: what is nested too deep fails as soon as it does there. */
const stackSizeMb = 1

let pool: Tinypool | undefined

const tooBig: Words = {
  id: 'Menyusun tulisan ini memakan terlalu banyak memori, jadi dihentikan. Bagilah menjadi beberapa bagian, lalu coba lagi.',
  en: 'Laying out this text took too much memory and was stopped. Split it into several, and try again.',
}

/** A function, asynchronous. */
type Threaded<Work extends (...given: never[]) => unknown> = (
  ...given: Parameters<Work>
) => Promise<Awaited<ReturnType<Work>>>

/**
 * Gives a function that runs in a thread of its own.
 * @param module the file that exports it: `new URL('./render.ts', import.meta.url)`
 * @param name what it is called there
 * @param field what the person typed the text into
 * @returns the same function, asynchronous. It throws what that throws (a Problem stays one); and a Problem `wrong-input` where
 * it takes too much memory
 */
export function threaded<Work extends (...given: never[]) => unknown>(
  module: URL,
  name: string,
  field: string,
): Threaded<Work> {
  const call = async (...given: Parameters<Work>) => {
    pool ??= opened()
    const answer = await run({ module: module.href, name, given }, field, pool)
    if ('problem' in answer) throw new Problem(answer.problem.kind, answer.problem.words, answer.problem)
    return answer.result
  }
  return call as Threaded<Work>
}

/** Threads that are ended when the time of their work is up, for one kind of work: another kind never waits for them. */
export class EndedThreads {
  #pool: Tinypool | undefined
  readonly #turn = inTurn<unknown>(mostThreads)
  #n = 0

  /** Does one piece of work when a thread is free. @param work is given the threads */
  inTurn(work: (pool: Tinypool) => Promise<unknown>): Promise<unknown> {
    this.#pool ??= opened()
    const pool = this.#pool
    return this.#turn(String(this.#n++), () => work(pool))
  }
}

/** Work that somebody else has written may never end: it has threads of its own. */
const shared = new EndedThreads()

/** Thrown by {@link threadedWithin} where the time was up and the thread was ended. */
export class TimeUp extends Error {
  override name = 'TimeUp'
}

/**
 * As {@link threaded}, for work that may never end by itself: its thread is ended after so long, whatever it does.
 * @param ms how long, from when the thread has it; waiting for a thread does not count
 * @param threads those of its kind of work; what readers wait for has the ones that are shared
 * @returns the same function, asynchronous. It throws {@link TimeUp} when the time was up
 */
export function threadedWithin<Work extends (...given: never[]) => unknown>(
  module: URL,
  name: string,
  field: string,
  ms: number,
  threads: EndedThreads = shared,
): Threaded<Work> {
  const call = (...given: Parameters<Work>) =>
    threads.inTurn(async (pool) => {
      const answer = await run({ module: module.href, name, given }, field, pool, AbortSignal.timeout(ms))
      if ('problem' in answer) throw new Problem(answer.problem.kind, answer.problem.words, answer.problem)
      return answer.result
    })
  return call as Threaded<Work>
}

const opened = () =>
  new Tinypool({
    filename: new URL('./run.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: mostThreads,
    idleTimeout: idleMs,
    resourceLimits: { maxOldGenerationSizeMb: mostMemory, stackSizeMb },
  })

async function run(call: Call, field: string, threads: Tinypool, signal: AbortSignal | null = null): Promise<Answer> {
  try {
    return (await threads.run(call, { signal })) as Answer
  } catch (cause) {
    if (signal?.aborted) throw new TimeUp('the thread took too long, and was ended', { cause })
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_WORKER_OUT_OF_MEMORY') throw cause
    throw new Problem('wrong-input', tooBig, { cause, field })
  }
}
