import { describe, expect, test } from 'vitest'
import type { RhythmOfChannel } from '../../src/http/api.ts'
import { firstWay, missingIn, nextSlots } from './leaving.ts'
import type { Note } from './notes.ts'
import { changed, nothingWritten, switched, type Written } from './versions.ts'

const now = new Date('2026-11-29T02:00:00Z')
const begun = changed(nothingWritten(['a', 'b']), undefined, { text: 'Kelas seduh dibuka.' })
const own = changed(begun, 'b', { text: 'Kelas!' })
const note = (key: string) => ({ key }) as Note
const missing = (written: Written, more: Partial<Parameters<typeof missingIn>[0]> = {}) =>
  missingIn({ written, errors: new Map(), way: 'now', at: undefined, now, ...more })

describe('what is missing', () => {
  test('nothing, where words stand on every channel', () => expect(missing(own)).toBeUndefined())
  test('channels, before anything else', () => expect(missing(nothingWritten())).toEqual({ kind: 'nobody' }))
  test('words', () => expect(missing(nothingWritten(['a']))).toEqual({ kind: 'nothing' }))
  test('the words of an own version that was emptied: it is never left out', () => {
    const emptied = changed(own, 'b', { text: ' ' })
    expect(missing(emptied)).toEqual({ kind: 'empty', channelId: 'b' })
    expect(missing(switched(emptied, 'b', false))).toBeUndefined()
  })
  test('main words, where a channel has its own and another one follows', () => {
    expect(missing(changed(nothingWritten(['a', 'b']), 'b', { text: 'Kelas!' }))).toEqual({ kind: 'nothing' })
  })
  test('the mending of what was found, each once, where it was written', () => {
    const errors = new Map([
      ['a', [note('over'), note('secret')]],
      ['b', [note('over')]],
    ])
    expect(missing(own, { errors })).toEqual({ kind: 'findings', count: 2, channelId: undefined })
    expect(missing(own, { errors: new Map([['b', [note('over')]]]) })).toEqual({
      kind: 'findings',
      count: 1,
      channelId: 'b',
    })
  })
  test('a time that is still to come', () => {
    expect(missing(own, { way: 'at' })).toEqual({ kind: 'time' })
    expect(missing(own, { way: 'at', at: '2026-11-29T02:00:00Z' })).toEqual({ kind: 'past' })
    expect(missing(own, { way: 'at', at: '2026-11-29T02:01:00Z' })).toBeUndefined()
    expect(missing(own, { way: 'slot' })).toBeUndefined()
  })
})

test('slots are offered where every channel has one', () => {
  const rhythm = (channelId: string, next: string | null) => ({ channelId, next }) as RhythmOfChannel
  const rhythms = [rhythm('a', '2026-12-05'), rhythm('b', '2026-12-04'), rhythm('c', null)]
  expect(nextSlots(rhythms, ['a', 'b'])).toEqual(['2026-12-04', '2026-12-05'])
  expect(nextSlots(rhythms, ['a', 'c'])).toBeUndefined()
  expect(nextSlots(rhythms, ['a', 'd'])).toBeUndefined()
  expect(nextSlots(rhythms, [])).toBeUndefined()
})

test.for([
  [{ at: '2026-12-05', last: 'now', slots: true }, 'at'],
  [{ at: undefined, last: 'now', slots: true }, 'now'],
  [{ at: undefined, last: 'at', slots: true }, 'at'],
  [{ at: undefined, last: 'slot', slots: true }, 'slot'],
  [{ at: undefined, last: 'slot', slots: false }, 'now'],
  [{ at: undefined, last: 'repeat', slots: true }, 'slot'],
  [{ at: undefined, last: undefined, slots: false }, 'now'],
] as const)('%j leaves %s', ([given, way]) => {
  expect(firstWay(given)).toBe(way)
})
