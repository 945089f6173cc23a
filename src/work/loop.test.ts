import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { asSystem } from '../db/client.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { type Running, startWork, type Work } from './loop.ts'

let context: TestContext
let running: Running | undefined
let due: string[]
let done: string[]
beforeEach(async () => {
  context = await testContext()
  due = []
  done = []
})
afterEach(async () => {
  await running?.stop()
  await context.close()
})

/** It never looks by itself within a test's time, unless it is asked to. */
const work = (more: Partial<Work<string>> = {}): Work<string> => ({
  name: 'test',
  every: 3600,
  atOnce: 1,
  due: async () => due.splice(0),
  act: async (row) => void done.push(row),
  ...more,
})
const begin = (more: Partial<Work<string>> = {}) => {
  running = startWork(context, work(more))
}
const became = (all: string[]) => expect.poll(() => done).toEqual(all)

describe('work in rows', () => {
  test('begins with what is due, in order; one that fails keeps none of the others', async () => {
    due = ['a', 'b', 'c']
    begin({
      act: async (row) => {
        if (row === 'b') throw new Error('b fails')
        done.push(row)
      },
    })
    await became(['a', 'c'])
  })

  test('is looked for at the next moment that the rows name', async () => {
    const instants = [new Date(context.clock.now().getTime() + 5)]
    due = ['a']
    begin({
      next: async () => {
        const next = instants.shift()
        if (next) due = ['b']
        return next
      },
    })
    await became(['a', 'b'])
  })

  test('is looked for when something changed of its topics, and not in others', async () => {
    let rounds = 0
    begin({
      wokenBy: ['mail'],
      due: async () => {
        rounds++
        return due.splice(0)
      },
    })
    await expect.poll(() => rounds).toBe(1)
    context.bus.tell('w', 'articles')
    due = ['a']
    context.bus.tell('w', 'mail')
    await became(['a'])
    expect(rounds).toBe(2)
  })

  test('that comes during a round is not missed', async () => {
    due = ['a']
    begin({
      wokenBy: ['mail'],
      act: async (row) => {
        done.push(row)
        if (row !== 'a') return
        due = ['b']
        context.bus.tell('w', 'mail')
      },
    })
    await became(['a', 'b'])
  })

  test('is told with the transaction that saves it: when it is committed, and not when it is not', async () => {
    begin({ wokenBy: ['mail'] })
    const told = vi.fn()
    context.bus.listen(({ topic }) => told(topic))
    await expect(
      asSystem(context.db, async (tx) => {
        await context.bus.tellWith(tx, 'w', 'mail')
        throw new Error('never mind')
      }),
    ).rejects.toThrow('never mind')
    await asSystem(context.db, async (tx) => {
      await context.bus.tellWith(tx, 'w', 'mail')
      due = ['a']
    })
    await became(['a'])
    expect(told).toHaveBeenCalledTimes(1)
  })

  test('goes on after the database was away', async () => {
    let away = true
    begin({
      wokenBy: ['mail'],
      due: async () => {
        if (away) throw new Error('away')
        return due.splice(0)
      },
    })
    away = false
    due = ['a']
    await expect
      .poll(() => {
        context.bus.tell('w', 'mail')
        return done
      })
      .toEqual(['a'])
  })

  test.each([
    ['and nothing is found', { rows: [], fails: false }],
    ['and somebody else has it', { rows: ['a'], fails: false }],
    ['and it fails', { rows: ['a'], fails: true }],
  ])('that names a moment in the past, %s: rests, and does not spin', async (_, { rows, fails }) => {
    let rounds = 0
    begin({
      due: async () => {
        rounds++
        return [...rows]
      },
      act: async () => {
        if (fails) throw new Error('a full disk, say')
      },
      // A failure is one, however the moments go on.
      next: async () => new Date(context.clock.now().getTime() - (fails ? 1000 - rounds : 1000)),
    })
    await expect.poll(() => rounds).toBeGreaterThan(0)
    await new Promise((resolve) => setTimeout(resolve, 250))
    expect(rounds).toBeLessThan(5)
  })

  test('stops: what is under way ends, and nothing more is taken up', async () => {
    let end: (() => void) | undefined
    due = ['a', 'b']
    begin({
      act: (row) => {
        done.push(row)
        return new Promise<void>((resolve) => {
          end = resolve
        })
      },
    })
    await became(['a'])
    const stopped = running?.stop()
    end?.()
    await stopped
    expect(done).toEqual(['a'])
  })

  test('runs as many side by side as it may', async () => {
    let [now, most] = [0, 0]
    due = ['a', 'b', 'c', 'd']
    begin({
      atOnce: 2,
      act: async (row) => {
        most = Math.max(most, ++now)
        await new Promise((resolve) => setImmediate(resolve))
        now--
        done.push(row)
      },
    })
    await expect.poll(() => done.length).toBe(4)
    expect(most).toBe(2)
  })
})
