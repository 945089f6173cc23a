import { expect, test } from 'vitest'
import { fewAtOnce } from './few-at-once.ts'

test('no more than so many run at once, in order, and each answers to whoever asked; a failure keeps nobody waiting', async () => {
  const inTurn = fewAtOnce(2)
  const began: number[] = []
  let running = 0
  let most = 0
  const asked = Array.from({ length: 20 }, (_, number) =>
    inTurn(async () => {
      began.push(number)
      most = Math.max(most, ++running)
      await Promise.resolve()
      running--
      if (number % 5 === 0) throw new Error(`no ${number}`)
      return number
    }).catch((error: Error) => error.message),
  )
  expect(await Promise.all(asked)).toEqual(
    Array.from({ length: 20 }, (_, number) => (number % 5 === 0 ? `no ${number}` : number)),
  )
  expect([most, began]).toEqual([2, Array.from({ length: 20 }, (_, number) => number)])
  expect(await inTurn(async () => 'later')).toBe('later')
})
