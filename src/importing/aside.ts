/** Texts of other programs are worked on in threads of their own, each for a bounded time: readers' pages never wait for them. */
import { Problem } from '../core/problem.ts'
import { EndedThreads, TimeUp, threadedWithin } from '../core/thread/pool.ts'
import type { Words } from '../core/words.ts'

/** How long one text may take, in ms. The longest ordinary one takes a second or two; a small machine that does other things, ten. */
export const longestMs = 30_000

const threads = new EndedThreads()

/**
 * Gives a function that runs in a thread which is ended when its time is up.
 * @param field what the person typed the text into
 * @returns the same function, asynchronous; it throws a Problem `wrong-input` where it takes too long or too much memory
 */
export function importingAside<Work extends (...given: never[]) => unknown>(
  module: URL,
  name: string,
  field = 'file',
  ms: number = longestMs,
): (...given: Parameters<Work>) => Promise<Awaited<ReturnType<Work>>> {
  const work = threadedWithin<Work>(module, name, field, ms, threads)
  return (...given) =>
    work(...given).catch((cause: unknown) => {
      throw cause instanceof TimeUp ? new Problem('wrong-input', tooSlow, { cause, field }) : cause
    })
}

const tooSlow: Words = {
  id: 'Mengubah isinya menjadi Markdown memakan waktu terlalu lama, jadi dihentikan. Biasanya karena satu tanda (misalnya [ atau *) atau elemen HTML berulang ribuan kali. Sederhanakan di tempat asalnya, lalu coba lagi.',
  en: 'Turning its text into Markdown took too long and was stopped. Usually one character (such as [ or *) or one HTML element is repeated in it thousands of times. Make it simpler where it comes from, and try again.',
}
