import { describe, expect, it } from 'vitest'
import { cellsOf } from './cells.ts'
import type { Entry } from './days.ts'

const day = '2026-11-24'
const article = (n: number, time: string): Entry => ({
  kind: 'article',
  id: `a${n}`,
  local: `${day}T${time}`,
  article: { id: `a${n}`, title: '', state: 'published', at: '' },
})
const many = (count: number) =>
  Array.from({ length: count }, (_, n) => article(n, `${String(n % 24).padStart(2, '0')}:00`))
const kinds = (...asked: Parameters<typeof cellsOf>) => cellsOf(...asked).map(({ kind }) => kind)

describe('the cells of a day', () => {
  it('show three entries in a month, or two and the count of the rest', () => {
    expect(kinds('month', day, many(3), [], false)).toEqual(['entry', 'entry', 'entry'])
    const four = cellsOf('month', day, many(4), [], false)
    expect(four.map(({ kind }) => kind)).toEqual(['entry', 'entry', 'more'])
    expect(four.at(-1)).toMatchObject({ count: 2, day })
  })

  it('stay few however many posts there are', () => {
    expect(cellsOf('month', day, many(5000), [], false)).toHaveLength(3)
    expect(cellsOf('week', day, many(5000), [], false)).toHaveLength(24)
  })

  it('are dots on a phone, and nothing on a day without entries', () => {
    expect(cellsOf('month', day, many(9), [], true)).toMatchObject([
      { kind: 'dots', count: 9, tones: Array(4).fill('fine') },
    ])
    expect(cellsOf('month', day, [], [], true)).toEqual([])
  })

  it('stand at their hour in a week; what shares an hour is counted', () => {
    const two = [article(1, '09:00'), article(2, '09:30')]
    expect(kinds('week', day, two, [], false)).toEqual(['entry', 'entry'])
    expect(cellsOf('week', day, [...two, article(3, '09:45')], [], false)).toMatchObject([
      { kind: 'entry', start: `${day}T09:00` },
      { kind: 'more', count: 2, start: `${day}T09:30` },
    ])
  })

  it('begin with the holidays', () => {
    const holiday = { date: day, name: { id: 'Libur', en: 'Holiday' }, kind: 'holiday' as const, expected: false }
    expect(kinds('month', day, many(1), [holiday], false)).toEqual(['holiday', 'entry'])
  })
})
