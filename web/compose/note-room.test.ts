import { describe, expect, test } from 'vitest'
import { firstOf, fitting, topsIn } from './note-room.ts'
import type { Note } from './notes.ts'

const note = (key: string, severity: Note['severity'] = 'warning'): Note => ({
  key,
  subjects: [key],
  severity,
  whole: false,
  title: undefined,
  place: undefined,
  start: 0,
  end: 1,
  message: { id: key, en: key },
  channels: [],
  also: [],
})
const keys = (notes: readonly Note[]) => notes.map(({ key }) => key).join('')
const four = [note('a'), note('b'), note('c', 'error'), note('d', 'hint')]
const high = (height: number) => new Map(four.map(({ key }) => [key, height]))

describe('the notes that there is room for', () => {
  test.each([
    [1000, 'abcd'],
    [4 * 112, 'abcd'],
    [4 * 112 - 1, 'abc'],
    [2 * 112, 'ac'],
    [112, 'c'],
    [0, 'c'],
  ])('in %i px are %s, in the order of the text', (room, left) => {
    expect(keys(fitting(four, high(100), room))).toBe(left)
  })

  test('are drawn once before they are judged by their height', () => {
    expect(keys(fitting(four, new Map([['a', 1000]]), 100))).toBe('bcd')
    expect(keys(fitting([note('a'), note('b')], new Map(), 100))).toBe('ab')
  })
})

test('below the words stand a few, and whatever keeps a post from being sent', () => {
  expect(keys(firstOf(four))).toBe('abcd')
  const many = [...'abcde'].map((key) => note(key))
  expect(keys(firstOf(many))).toBe('abc')
  expect(keys(firstOf([...many, note('x', 'error')]))).toBe('abx')
  expect(keys(firstOf([...many, ...[...'wxyz'].map((key) => note(key, 'error'))]))).toBe('wxyz')
})

describe('in the margin', () => {
  const at = (...wanted: number[]) => wanted.map((one) => ({ height: 100, wanted: one }))

  test('each stands beside its words, below the one before it', () => {
    expect(topsIn(at(0, 300), 1000)).toEqual([0, 300])
    expect(topsIn(at(0, 10, 20), 1000)).toEqual([0, 112, 224])
  })

  test('none reaches past the end of the room as long as all of them fit', () => {
    expect(topsIn(at(0, 380), 400)).toEqual([0, 300])
    expect(topsIn(at(150, 380, 390), 400)).toEqual([76, 188, 300])
  })

  test('what does not fit goes on below it, and over nothing', () => {
    const tops = topsIn(at(0, 0, 0, 0), 250)
    expect(tops.toSorted((a, b) => a - b)).toEqual(tops)
    for (const [index, top] of tops.slice(1).entries()) expect(top - (tops[index] ?? 0)).toBeGreaterThanOrEqual(100)
  })
})
