import { describe, expect, test } from 'vitest'
import type { Channel, Delivery } from '../../src/http/api.ts'
import { beginPost, copiedFrom, openingTime } from './begin-post.ts'
import { storedBody } from './stored.ts'
import { changed, nothingWritten, versionOf } from './versions.ts'

const now = new Date('2026-11-29T02:00:00Z')
const channels = ['a', 'b', 'c'].map((id) => ({ id }) as Channel)
const here = { channels, workspace: 'w', timeZone: 'Asia/Jakarta', now, last: ['b', 'gone'] }

test.for([
  [undefined, undefined],
  ['2026-12-05', '2026-12-05T02:00:00.000Z'],
  ['2026-12-05T12:30:00Z', '2026-12-05T12:30:00.000Z'],
  ['2026-12-05T19:30:00+07:00', '2026-12-05T12:30:00.000Z'],
  ['besok', undefined],
  ['2026-99-99', undefined],
] as const)('opened at %s: %s', ([at, instant]) => {
  expect(openingTime(at, 'Asia/Jakarta')).toBe(instant)
})

describe('a new post', () => {
  test('begins empty, for the channels that were written to last', () => {
    expect(beginPost({}, {}, here)).toEqual({ key: 'post:w:new', start: { written: nothingWritten(['b']) } })
    expect(beginPost({}, {}, { ...here, last: [] }).start.written.on).toEqual(['a'])
  })

  test('begins with the words, the time and the channels that were asked for', () => {
    const { start, key } = beginPost({ text: 'Halo', at: '2026-12-05', channels: 'c,gone,a' }, {}, here)
    expect(start.written.on).toEqual(['c', 'a'])
    expect(start.written.main.text).toBe('Halo')
    expect(start.at).toBe('2026-12-05T02:00:00.000Z')
    expect(key).not.toBe(beginPost({ text: 'Lain' }, {}, here).key)
  })

  test('goes on with a draft, as it lies on the server', () => {
    const written = changed(nothingWritten(['a']), undefined, { text: 'Halo' })
    const draft = { id: 'd', version: 4, body: storedBody({ written }), articleId: null, by: null, updatedAt: '' }
    expect(beginPost({ draft: 'd' }, { draft }, here)).toEqual({
      key: 'post:w:d',
      start: { written },
      place: { id: 'd', version: 4 },
    })
  })
})

describe('the words of a post', () => {
  const delivery = (id: string, text: string, dueAt: string) =>
    ({ channel: { id }, text, content: { warning: 'w' }, pictures: [{ id: 'p', url: '/p' }], dueAt }) as Delivery

  test('are said again: what was the same follows, all else stands alone', () => {
    const due = '2026-11-29T02:00:10Z'
    const { written, at } = copiedFrom(
      [delivery('a', 'Halo', due), delivery('b', 'Halo', due), delivery('c', 'Lain', due)],
      now,
    )
    expect(written.on).toEqual(['a', 'b', 'c'])
    expect(written.main).toMatchObject({ text: 'Halo', warning: 'w', media: [{ id: 'p' }] })
    expect(Object.keys(written.own)).toEqual(['c'])
    expect(versionOf(written, 'c').text).toBe('Lain')
    expect(at).toBeUndefined()
  })

  test('keep a time that is still to come', () => {
    const due = '2026-12-05T02:00:00Z'
    expect(copiedFrom([delivery('a', 'Halo', due)], now).at).toBe(due)
    expect(
      beginPost({ post: 'x', at: '2026-12-06' }, { deliveries: [delivery('a', 'Halo', due)] }, here).start.at,
    ).toBe('2026-12-06T02:00:00.000Z')
  })
})
