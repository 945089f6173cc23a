import { beforeEach, describe, expect, test } from 'vitest'
import { sharedClock } from './clock.ts'

const start = Date.UTC(2026, 10, 23, 8)
let elapsed: number
let leapt: number
let clock: ReturnType<typeof sharedClock>

beforeEach(async () => {
  elapsed = 0
  leapt = 0
  const source = { read: async () => start + elapsed + leapt, monotonic: () => 5000 + elapsed }
  clock = sharedClock(source, { warn: () => undefined })
  await clock.sync()
})

/** Time passes, and the database is asked every five seconds. */
async function pass(seconds: number): Promise<void> {
  for (let gone = 0; gone < seconds; gone += 5) {
    elapsed += Math.min(5, seconds - gone) * 1000
    await clock.sync()
  }
}
const told = () => (clock.now().getTime() - start) / 1000

describe('the shared clock', () => {
  test('says what the database says, and goes on between two readings', async () => {
    expect(told()).toBe(0)
    elapsed += 3000
    expect(told()).toBe(3)
  })

  test.each([2 * 3600, -2 * 3600, 300, -300])('a leap of %i s that is taken back never happened', async (seconds) => {
    await pass(20)
    leapt = seconds * 1000
    await pass(7)
    expect(told()).toBe(27)
    leapt = 0
    await pass(100)
    expect([told(), clock.steadySeconds()]).toEqual([127, 127])
  })

  test.each([2 * 3600, -2 * 3600])('a leap of %i s counts once it has lasted for a minute', async (seconds) => {
    leapt = seconds * 1000
    await pass(60)
    expect(told()).toBe(60)
    await pass(10)
    expect(told()).toBe(70 + seconds)
    expect(clock.steadySeconds()).toBeLessThan(10)
  })

  test('a leap that goes on leaping is waited out anew', async () => {
    for (let number = 1; number <= 10; number++) {
      leapt = number * 3_600_000
      await pass(30)
    }
    expect(told()).toBe(300)
  })

  test('a clock that runs a little fast or slow is followed', async () => {
    for (let number = 1; number <= 50; number++) {
      leapt = number * 100
      await pass(10)
    }
    expect(told()).toBe(505)
    expect(clock.steadySeconds()).toBe(500)
  })

  test('a reading that took long tells nothing', async () => {
    const read = async () => {
      elapsed += 4000
      return start + elapsed
    }
    const source = { read, monotonic: () => elapsed }
    const slow = sharedClock(source, { warn: () => undefined })
    await slow.sync()
    const before = slow.now().getTime() - elapsed
    leapt = 0
    await slow.sync()
    expect(slow.now().getTime() - elapsed).toBe(before)
  })
})
