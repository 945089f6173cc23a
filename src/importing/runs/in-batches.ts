/** Many get ready side by side; those that are ready are taken together, while the next ones get ready. */

/** How many at a time. */
export interface Batching {
  /** Get ready side by side. */
  sideBySide: number
  /** Are taken together at most; no more wait to be taken than that, and those that get ready. */
  together: number
}

/**
 * Works through all that there are. What one of them throws, or the taking, ends the work, once what is under way has ended.
 * @param items each is asked for when somebody has time for it
 * @param take is given those that are ready, in the order in which they became so; one call at a time
 */
export async function inBatches<Item, Ready>(
  items: AsyncIterator<Item>,
  { sideBySide, together }: Batching,
  prepare: (item: Item) => Promise<Ready>,
  take: (ready: Ready[]) => Promise<void>,
): Promise<void> {
  const ready: Ready[] = []
  let preparing = sideBySide
  let over = false
  let changed = Promise.withResolvers<void>()
  const change = () => {
    changed.resolve()
    changed = Promise.withResolvers()
  }
  const until = async (met: () => boolean) => {
    while (!over && !met()) await changed.promise
  }
  const ending = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      over = true
      throw error
    } finally {
      change()
    }
  }
  const lane = async () => {
    try {
      for (let next = await items.next(); !next.done && !over; next = await items.next()) {
        ready.push(await prepare(next.value))
        change()
        await until(() => ready.length < together)
      }
    } finally {
      preparing -= 1
    }
  }
  const taking = async () => {
    for (;;) {
      await until(() => ready.length > 0 || preparing === 0)
      if (over || ready.length === 0) return
      const some = ready.splice(0, together)
      change()
      await take(some)
    }
  }
  const ended = await Promise.allSettled([...Array.from({ length: sideBySide }, () => lane), taking].map(ending))
  for (const one of ended) if (one.status === 'rejected') throw one.reason
}
