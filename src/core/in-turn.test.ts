import { expect, test } from 'vitest'
import { inTurn } from './in-turn.ts'

test('only so many go on at once, each name once, and one that fails holds up none', async () => {
  const turn = inTurn<string>(2)
  let [now, most, begun] = [0, 0, 0]
  const work = (name: string) => async () => {
    begun++
    most = Math.max(most, ++now)
    await new Promise((done) => setImmediate(done))
    now--
    if (name === 'bad') throw new Error(name)
    return name
  }
  const names = ['a', 'b', 'bad', 'c', 'a', 'd', 'e', 'a']
  const ends = await Promise.allSettled(names.map((name) => turn(name, work(name))))
  expect(ends.map((end) => (end.status === 'fulfilled' ? end.value : 'failed'))).toEqual([
    ...['a', 'b', 'failed', 'c', 'a', 'd', 'e', 'a'],
  ])
  expect([most, begun]).toEqual([2, 6])
  // What is done is not kept: it is asked for anew.
  await turn('a', work('a'))
  expect(begun).toBe(7)
})
