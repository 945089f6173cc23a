import { describe, expect, test } from 'vitest'
import type { Limits, Media } from '../../src/http/api.ts'
import {
  aloneAgain,
  changed,
  emptyOnes,
  followed,
  followers,
  isNothing,
  nothingWritten,
  placeIn,
  sentTo,
  standsAlone,
  switched,
  versionOf,
  type Written,
  withOption,
} from './versions.ts'

const picture = { id: 'p1', url: '/p1', alt: 'Cangkir' } as Media
const channel = (id: string, threads = true) => ({ id, limits: { threads } as Limits })
const text = (written: Written, id: string) => versionOf(written, id).text

/** Three channels on, words in the main version. */
const begun = changed(nothingWritten(['a', 'b', 'c']), undefined, { text: 'Kelas seduh dibuka.' })

describe('versions of a post', () => {
  test('all channels follow the main text, also as it goes on', () => {
    const more = changed(begun, undefined, { text: 'Kelas seduh dibuka lagi.' })
    expect(['a', 'b', 'c'].map((id) => text(more, id))).toEqual(Array(3).fill('Kelas seduh dibuka lagi.'))
    expect(followers(more)).toBe(3)
  })

  test('typing in one of them unties it at once, and no other', () => {
    const own = changed(begun, 'b', { text: 'Kelas!' })
    const later = changed(own, undefined, { text: 'Batal.' })
    expect(['a', 'b', 'c'].map((id) => text(later, id))).toEqual(['Batal.', 'Kelas!', 'Batal.'])
    expect(standsAlone(later, 'b')).toBe(true)
    expect(followers(later)).toBe(2)
  })

  test('what is no change unties nothing', () => {
    expect(changed(begun, 'b', { text: 'Kelas seduh dibuka.', markdown: false })).toBe(begun)
  })

  test('words that stand alone leave pictures tied, and the other way round', () => {
    const own = changed(changed(begun, 'b', { text: 'Kelas!' }), undefined, { media: [picture] })
    expect(versionOf(own, 'b').media).toEqual([picture])
    const without = changed(own, 'c', { media: [] })
    const later = changed(without, undefined, { text: 'Batal.' })
    expect(versionOf(later, 'c')).toMatchObject({ text: 'Batal.', media: [] })
  })

  test('an untied thread keeps the thread that it had', () => {
    const thread = changed(begun, undefined, { thread: ['Dua.'] })
    const own = changed(thread, 'a', { text: 'Satu.' })
    const later = changed(own, undefined, { thread: ['Lain.'] })
    expect(versionOf(later, 'a')).toMatchObject({ text: 'Satu.', thread: ['Dua.'] })
  })

  test('it follows again, and that can be taken back', () => {
    const own = changed(begun, 'b', { text: 'Kelas!' })
    const back = followed(own, 'b')
    expect(text(back, 'b')).toBe('Kelas seduh dibuka.')
    expect(standsAlone(back, 'b')).toBe(false)
    expect(aloneAgain(back, 'b', own.own.b)).toEqual(own)
  })

  test('switched off and on again, a channel has what it had', () => {
    const own = changed(begun, 'b', { text: 'Kelas!' })
    const off = switched(own, 'b', false)
    expect(off.on).toEqual(['a', 'c'])
    expect(text(switched(off, 'b', true), 'b')).toBe('Kelas!')
  })

  test('an own version that was emptied is named, and never left out', () => {
    const own = changed(begun, 'b', { text: '' })
    expect(emptyOnes(own)).toEqual(['b'])
    expect(emptyOnes(changed(own, 'b', { media: [picture] }))).toEqual([])
    expect(emptyOnes(switched(own, 'b', false))).toEqual([])
    expect(sentTo(own, channel('b')).text).toBe('')
  })

  test('nothing written is nothing, in every version', () => {
    expect(isNothing(nothingWritten(['a']))).toBe(true)
    expect(isNothing(changed(nothingWritten(['a']), 'a', { text: 'x' }))).toBe(false)
  })
})

describe('what is sent', () => {
  const full = withOption(
    changed(begun, undefined, { thread: ['Dua.', ' ', 'Tiga.'], firstReply: 'Daftar di sini', media: [picture] }),
    'a',
    'seen',
    'all',
  )

  test('holds what the version has, and no more', () => {
    expect(sentTo(begun, channel('a'))).toEqual({ channelId: 'a', text: 'Kelas seduh dibuka.' })
    expect(sentTo(full, channel('a'))).toEqual({
      channelId: 'a',
      text: 'Kelas seduh dibuka.',
      content: { thread: ['Dua.', 'Tiga.'], firstReply: 'Daftar di sini', options: { seen: 'all' } },
      mediaIds: ['p1'],
    })
  })

  test('is one text where nothing can hang on a post', () => {
    expect(sentTo(full, channel('b', false))).toEqual({
      channelId: 'b',
      text: 'Kelas seduh dibuka.\n\nDua.\n\nTiga.',
      mediaIds: ['p1'],
    })
  })

  test.for([
    ['the first text', true, { place: undefined, start: 0, end: 5 }, { place: undefined, start: 0, end: 5 }],
    [
      'a message behind one that says nothing',
      true,
      { place: 'thread.1', start: 0, end: 4 },
      { place: 'thread.2', start: 0, end: 4 },
    ],
    [
      'a message that was put to the text',
      false,
      { place: undefined, start: 21, end: 25 },
      { place: 'thread.0', start: 0, end: 4 },
    ],
    ['the last one', false, { place: undefined, start: 27, end: 32 }, { place: 'thread.2', start: 0, end: 5 }],
    ['all of it', false, { place: undefined, start: 0, end: 32 }, { place: undefined, start: 0, end: 19 }],
  ] as const)('is found again where it was written: %s', ([, threads, found, place]) => {
    expect(placeIn(full.main, threads, found)).toEqual(place)
  })
})
