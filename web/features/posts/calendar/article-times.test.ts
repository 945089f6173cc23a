import { expect, test } from 'vitest'
import { canGoAlone, timesAlong } from './article-times.ts'

const move = { id: 'a', title: 'A', from: '2026-12-08T05:00:00Z', to: '2026-12-10T07:00:00Z' }
const now = new Date('2026-11-29T13:00:00Z')

test('posts keep their distance from the article', () => {
  const posts = [
    { id: 'with', dueAt: '2026-12-08T05:00:00Z' },
    { id: 'later', dueAt: '2026-12-09T05:00:00Z' },
  ]
  expect(timesAlong(move, posts, now)).toEqual([
    { id: 'with', at: '2026-12-10T07:00:00.000Z' },
    { id: 'later', at: '2026-12-11T07:00:00.000Z' },
  ])
})

test('an article goes alone only where none of its posts would leave before it', () => {
  expect(canGoAlone(move, [{ dueAt: '2026-12-10T07:00:00Z' }, { dueAt: '2026-12-11T00:00:00Z' }])).toBe(true)
  expect(canGoAlone(move, [{ dueAt: '2026-12-11T00:00:00Z' }, { dueAt: '2026-12-10T06:59:00Z' }])).toBe(false)
  expect(canGoAlone({ ...move, to: '2026-12-07T05:00:00Z' }, [{ dueAt: '2026-12-08T05:00:00Z' }])).toBe(true)
})
