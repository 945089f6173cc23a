import { beforeEach, expect, test } from 'vitest'
import { keepUndo, movesMade, undoLast } from './undo-moves.ts'

beforeEach(() => movesMade.set([]))

test('moves are put back one by one, the last one first', async () => {
  const put: string[] = []
  for (const name of ['first', 'second']) keepUndo(async () => void put.push(name))
  await undoLast()
  await undoLast()
  await undoLast()
  expect(put).toEqual(['second', 'first'])
})

test('one that the toast has put back is not put back again', async () => {
  const put: string[] = []
  keepUndo(async () => void put.push('first'))
  const fromToast = keepUndo(async () => void put.push('second'))
  await fromToast()
  await fromToast()
  await undoLast()
  expect(put).toEqual(['second', 'first'])
})

test('of very many only the last ones are kept', () => {
  for (let count = 0; count < 100; count++) keepUndo(async () => undefined)
  expect(movesMade.get()).toHaveLength(20)
})
