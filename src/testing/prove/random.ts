/** A generator whose choices come again with the same seed. */
export interface Random {
  /** A whole number, at least 0 and less than `many`. */
  below(many: number): number
  pick<T>(list: readonly T[]): T
  /** True in that share of the cases: 0 to 1. */
  chance(share: number): boolean
  /** The same things in another order. */
  shuffle<T>(list: readonly T[]): T[]
}

/**
 * Mulberry32. Every trial has a generator of its own, made from the run's seed and the trial's number, so that its choices
 * don't hang on what another trial has taken meanwhile.
 */
export function seeded(seed: number, number = 0): Random {
  let state = (seed ^ Math.imul(number + 1, 0x9e3779b1)) | 0
  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (many: number) => Math.floor(next() * many)
  return {
    below,
    pick: <T>(list: readonly T[]): T => {
      if (!list.length) throw new Error('nothing to pick from')
      return list[below(list.length)] as T
    },
    chance: (share) => next() < share,
    shuffle: (list) =>
      list
        .map((one) => ({ one, place: next() }))
        .sort((a, b) => a.place - b.place)
        .map(({ one }) => one),
  }
}
