import { expect, test } from 'vitest'
import { Marks } from './marks.ts'

const now = new Date(86_400_000)

test('each place has its own mark, and what nobody reads any more is forgotten', () => {
  const first = new Marks('', now)
  expect(first.at('a')).toBeUndefined()
  expect(first.isNew('a', 1)).toBe(true)
  first.seen('a', 20)
  first.seen('a', 10)
  first.seen('b', 30)
  const second = new Marks(first.cursor(), now)
  expect([second.at('a'), second.at('b')]).toEqual([20, 30])
  expect([second.isNew('a', 19), second.isNew('a', 20), second.isNew('b', 20)]).toEqual([false, true, false])
  second.seen('a')
  const third = new Marks(second.cursor(), now)
  expect([third.at('a'), third.at('b')]).toEqual([20, undefined])
})

test('a cursor of another shape is a beginning', () => {
  for (const cursor of ['2026-11-24T08:00:00Z', '[1]', '{"a":"b"}', '{'])
    expect(new Marks(cursor, now).at('a')).toBeUndefined()
})

test('a moment of the future marks nothing, and one that was marked once is forgotten', () => {
  const first = new Marks('{"b":9e15}', now)
  expect(first.at('b')).toBe(2 * 86_400_000)
  first.seen('a', 5)
  first.seen('a', 9e15)
  first.seen('a', Number.NaN)
  expect(first.cursor()).toBe('{"a":5}')
})
