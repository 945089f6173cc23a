import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { inBatches } from './in-batches.ts'

async function* numbers(count: number, asked: number[] = []) {
  for (let n = 0; n < count; n++) {
    asked.push(n)
    yield n
  }
}

describe('in batches', () => {
  test('all are taken, each once, no more together than wanted, and never two batches at once', async () => {
    const batches: number[][] = []
    let taking = 0
    await inBatches(
      numbers(100),
      { sideBySide: 6, together: 10 },
      async (n) => {
        await turn()
        return n
      },
      async (some) => {
        expect(++taking).toBe(1)
        batches.push(some)
        for (let wait = 0; wait < 5; wait++) await turn()
        taking -= 1
      },
    )
    expect(batches.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, n) => n))
    expect(Math.max(...batches.map((some) => some.length))).toBeLessThanOrEqual(10)
    // While one batch is taken, the next one gets ready.
    expect(batches.length).toBeLessThan(60)
  })

  test('those that are ready are taken while a slow one still gets ready', async () => {
    const slow = Promise.withResolvers<void>()
    const taken: number[] = []
    await inBatches(
      numbers(5),
      { sideBySide: 2, together: 10 },
      async (n) => {
        if (n === 0) await slow.promise
        return n
      },
      async (some) => {
        taken.push(...some)
        if (taken.length === 4) slow.resolve()
      },
    )
    expect(taken).toEqual([1, 2, 3, 4, 0])
  })

  test('no more are asked for than can wait', async () => {
    const [asked, go] = [[] as number[], Promise.withResolvers<void>()]
    let most = 0
    const done = inBatches(
      numbers(100, asked),
      { sideBySide: 3, together: 4 },
      async (n) => n,
      async () => go.promise,
    )
    for (let wait = 0; wait < 50; wait++) await turn()
    most = asked.length
    go.resolve()
    await done
    expect(asked).toHaveLength(100)
    // One batch in hand, one that waits, and what the three have in theirs.
    expect(most).toBeLessThanOrEqual(1 + 4 + 3 + 3)
  })

  test.each(['preparing', 'taking'])('what %s throws ends it, and nothing is begun after', async (where) => {
    const begun: number[] = []
    const work = inBatches(
      numbers(1000),
      { sideBySide: 3, together: 4 },
      async (n) => {
        begun.push(n)
        await turn()
        if (where === 'preparing' && n === 7) throw new Error('preparing')
        return n
      },
      async () => {
        await turn()
        if (where === 'taking' && begun.length > 7) throw new Error('taking')
      },
    )
    await expect(work).rejects.toThrow(where)
    expect(begun.length).toBeLessThan(30)
    const then = begun.length
    for (let wait = 0; wait < 10; wait++) await turn()
    expect(begun).toHaveLength(then)
  })
})
