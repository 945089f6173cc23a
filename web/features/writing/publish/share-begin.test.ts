import { expect, test } from 'vitest'
import type { Channel, Teaser } from '../../../../src/http/api.ts'
import { sentTo } from '../../../compose/versions.ts'
import { shareBeginning } from './share-begin.ts'

const channels = ['a', 'b', 'c'].map((id) => ({ id, limits: { threads: true } }) as Channel)
const teaser = (channelId: string, text: string) => ({ channelId, text }) as Teaser
const teasers = [teaser('a', 'Judul\n\nRingkasan'), teaser('b', 'Judul\n\nRingkasan'), teaser('c', 'Ringkasan')]
const begun = (last: string[] = [], at?: string) => shareBeginning('x', { channels, teasers, last, at }).start

test('the words of most channels are the main text, which the others of them follow', () => {
  const { written } = begun()
  expect(written.main.text).toBe('Judul\n\nRingkasan')
  expect(written.on).toEqual(['a', 'b', 'c'])
  expect(Object.keys(written.own)).toEqual(['c'])
  for (const [index, channel] of channels.entries()) expect(sentTo(written, channel).text).toBe(teasers[index]?.text)
})

test('it goes to those that were written to last, of which some may be gone', () => {
  expect(begun(['c', 'gone']).written).toMatchObject({ on: ['c'], main: { text: 'Ringkasan' } })
  expect(begun(['gone']).written.on).toEqual(['a', 'b', 'c'])
})

test('it goes with an article that is scheduled', () => {
  expect(begun([], '2031-05-06T00:08:00Z').at).toBe('2031-05-06T00:08:00Z')
  expect(begun()).not.toHaveProperty('at')
})
