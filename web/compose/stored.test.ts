import { describe, expect, test } from 'vitest'
import { readStored, storedBody } from './stored.ts'
import { changed, nothingWritten, standsAlone, versionOf, withOption } from './versions.ts'

const picture = { id: 'p1', url: '/p1', alt: '' }
const old = (channelId: string, text: string, more: object = {}) => ({
  channelId,
  text,
  on: true,
  pictures: [],
  ...more,
})

describe('a kept draft', () => {
  test('is read as it was written, ties and time too', () => {
    const written = withOption(
      changed(changed(nothingWritten(['a', 'b']), undefined, { text: 'Satu', thread: ['Dua'] }), 'b', { text: 'Lain' }),
      'a',
      'seen',
      'all',
    )
    const stored = { written, at: '2026-12-05T02:00:00.000Z', ignored: ['shouting  4-abc'] }
    expect(readStored(JSON.parse(JSON.stringify(storedBody(stored))))).toEqual(stored)
    expect(readStored(storedBody({ written }))).toEqual({ written })
  })

  test('of the shape before: the same words follow, others stand alone', () => {
    const { written } = readStored({
      channels: {
        a: old('a', 'Satu', { content: { markdown: true, options: { seen: 'all' } } }),
        b: old('b', 'Satu', { content: { markdown: true } }),
        c: old('c', 'Lain', { pictures: [picture], content: { thread: ['Dua'], firstReply: 'Di sini' } }),
        d: old('d', '', { on: false }),
        e: old('e', 'Nanti', { on: false }),
      },
    })
    expect(written.on).toEqual(['a', 'b', 'c'])
    expect(written.main).toMatchObject({ text: 'Satu', markdown: true, media: [] })
    expect(['a', 'b', 'c', 'd', 'e'].map((id) => standsAlone(written, id))).toEqual([false, false, true, false, true])
    expect(versionOf(written, 'c')).toMatchObject({
      text: 'Lain',
      thread: ['Dua'],
      firstReply: 'Di sini',
      media: [picture],
    })
    expect(versionOf(written, 'e').text).toBe('Nanti')
    expect(written.options).toEqual({ a: { seen: 'all' } })
  })

  test('of the shape before: what most channels say is the main text', () => {
    const { written } = readStored({ channels: { a: old('a', 'Lain'), b: old('b', 'Satu'), c: old('c', 'Satu') } })
    expect(written.main.text).toBe('Satu')
    expect(['a', 'b', 'c'].map((id) => standsAlone(written, id))).toEqual([true, false, false])
  })

  test('of the shape before, with a channel that is on and empty: that stays seen', () => {
    const { written } = readStored({ channels: { a: old('a', 'Satu'), b: old('b', '') } })
    expect(versionOf(written, 'b').text).toBe('')
    expect(standsAlone(written, 'b')).toBe(true)
  })

  test.for([undefined, null, 7, 'x', [], {}, { channels: 3 }, { channels: { a: null } }, { written: 4, at: 'bald' }])(
    '%j is an empty one',
    (body) => {
      const { written, at } = readStored(body)
      expect(written).toEqual(nothingWritten())
      expect(at).toBeUndefined()
    },
  )

  test('what is of another form inside is left out', () => {
    const { written, ignored } = readStored({
      written: {
        main: { text: 5, thread: 'x', media: [{ id: 1 }, picture], markdown: 'yes' },
        own: { a: [] },
        on: ['a', 3],
      },
      ignored: [7, {}],
    })
    expect(written.main).toMatchObject({ text: '', thread: [], media: [picture], markdown: false })
    expect(written.on).toEqual(['a', ''])
    expect(ignored).toBeUndefined()
  })
})
