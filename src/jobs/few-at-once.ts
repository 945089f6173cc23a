/** Runs work that is handed to it, in order; what is too many at once waits for its turn. */
export type FewAtOnce = <T>(work: () => Promise<T>) => Promise<T>

/** @param most how many run side by side */
export function fewAtOnce(most: number): FewAtOnce {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running < most) running++
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
