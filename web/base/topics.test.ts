import { describe, expect, it } from 'vitest'
import { innerTopics, topics } from '../../src/bus.ts'
import { keysOf, showsOneOf, together } from './topics.ts'

const said = (topic: string, ids?: string[]) => keysOf({ topic, ids }).map((key) => key.join(' '))

describe('what is asked again', () => {
  it('of words that are being written: the article and the list of articles, no other topic', () => {
    expect(said('words', ['a'])).toEqual(['articles list', 'articles a'])
  })
  it('of one delivery: itself and where it is listed, not every topic', () => {
    expect(said('deliveries', ['d'])).toEqual([
      'deliveries list',
      'deliveries calendar',
      'today',
      'counts',
      'slots',
      'deliveries d',
    ])
    expect(said('drafts', ['x'])).toEqual(['deliveries drafts'])
  })
  it('of anything that may have changed: the whole topic', () => {
    expect(said('conversations')).toEqual(['conversations', 'today', 'counts'])
    expect(said('deliveries')).toContain('automatic')
  })
  it('of every topic that panels hear of: something', () => {
    for (const topic of topics.filter((one) => !innerTopics.includes(one)))
      for (const ids of [undefined, ['a']]) expect(said(topic, ids), topic).not.toEqual([])
  })
})

it('changes in a burst are one a topic; one that names nothing stands for anything', () => {
  const changes = [
    { topic: 'words', ids: ['a'] },
    { topic: 'words', ids: ['a', 'b'] },
    { topic: 'hold' },
    { topic: 'deliveries', ids: ['d'] },
    { topic: 'deliveries' },
  ]
  expect(together(changes)).toEqual([{ topic: 'words', ids: ['a', 'b'] }, { topic: 'hold' }, { topic: 'deliveries' }])
})

it('a conversation with one of our answers is asked again with it', () => {
  const conversation = { items: [{ by: 'them' }, { by: 'us', delivery: { id: 'd' } }] }
  expect([
    showsOneOf(conversation, new Set(['d'])),
    showsOneOf(conversation, new Set(['e'])),
    showsOneOf(undefined, new Set(['d'])),
  ]).toEqual([true, false, false])
})
