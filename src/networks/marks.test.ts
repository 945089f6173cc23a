import { expect, test } from 'vitest'
import { Marks } from './marks.ts'

test('each place has its own mark, and what nobody reads any more is forgotten', () => {
  const first = new Marks('')
  expect(first.at('a')).toBeUndefined()
  expect(first.isNew('a', 1)).toBe(true)
  first.seen('a', 20)
  first.seen('a', 10)
  first.seen('b', 30)
  const second = new Marks(first.cursor())
  expect([second.at('a'), second.at('b')]).toEqual([20, 30])
  expect([second.isNew('a', 19), second.isNew('a', 20), second.isNew('b', 20)]).toEqual([false, true, false])
  second.seen('a')
  const third = new Marks(second.cursor())
  expect([third.at('a'), third.at('b')]).toEqual([20, undefined])
})

test('a cursor of another shape is a beginning', () => {
  for (const cursor of ['2026-11-24T08:00:00Z', '[1]', '{"a":"b"}', '{'])
    expect(new Marks(cursor).at('a')).toBeUndefined()
})
