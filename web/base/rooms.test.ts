import { describe, expect, it } from 'vitest'
import { busRooms, innerRooms } from '../../src/bus.ts'
import { keysOf, showsOneOf, together } from './rooms.ts'

const said = (room: string, ids?: string[]) => keysOf({ room, ids }).map((key) => key.join(' '))

describe('what is asked again', () => {
  it('of words that are being written: the article and the list of articles, no other room', () => {
    expect(said('words', ['a'])).toEqual(['articles list', 'articles a'])
  })
  it('of one delivery: itself and where it is listed, not every room', () => {
    expect(said('deliveries', ['d'])).toEqual([
      'deliveries list',
      'deliveries calendar',
      'today',
      'slots',
      'deliveries d',
    ])
    expect(said('drafts', ['x'])).toEqual(['deliveries drafts'])
  })
  it('of anything that may have changed: the whole room', () => {
    expect(said('conversations')).toEqual(['conversations', 'today', 'waiting'])
    expect(said('deliveries')).toContain('automatic')
  })
  it('of every room that panels hear of: something', () => {
    for (const room of busRooms.filter((one) => !innerRooms.includes(one)))
      for (const ids of [undefined, ['a']]) expect(said(room, ids), room).not.toEqual([])
  })
})

it('changes in a burst are one a room; one that names nothing stands for anything', () => {
  const changes = [
    { room: 'words', ids: ['a'] },
    { room: 'words', ids: ['a', 'b'] },
    { room: 'hold' },
    { room: 'deliveries', ids: ['d'] },
    { room: 'deliveries' },
  ]
  expect(together(changes)).toEqual([{ room: 'words', ids: ['a', 'b'] }, { room: 'hold' }, { room: 'deliveries' }])
})

it('a conversation with one of our answers is asked again with it', () => {
  const conversation = { items: [{ by: 'them' }, { by: 'us', delivery: { id: 'd' } }] }
  expect([
    showsOneOf(conversation, new Set(['d'])),
    showsOneOf(conversation, new Set(['e'])),
    showsOneOf(undefined, new Set(['d'])),
  ]).toEqual([true, false, false])
})
