/** Where a check begins to speak, where it falls silent again, and what exactly it says and mends there. */
import { describe, expect, test } from 'vitest'
import { type Check, type CheckDraft, type Facts, lookBackDays } from './check.ts'
import { overLimit } from './over-limit.ts'
import { sameTextEverywhere } from './same-text-everywhere.ts'
import { tooManyHashtags } from './too-many-hashtags.ts'
import { uninvitedLink } from './uninvited-link.ts'

const said = (check: Check, draft: CheckDraft, facts: Facts = {}) =>
  check.run(draft, facts).map(({ start, end, message, mend }) => ({ start, end, words: message.en, mend }))
const silent = (check: Check, draft: CheckDraft, facts: Facts = {}) => expect(check.run(draft, facts)).toEqual([])

describe('over-limit', () => {
  const limits = { length: 10, measured: 8, tags: 3, unit: 'graphemes' as const }

  test('points at what is too much, and counts it', () => {
    expect(said(overLimit, { text: '1234567890abcd' }, { limits: { ...limits, measured: 14 } })).toMatchObject([
      { start: 10, end: 14, words: expect.stringContaining('counts 14 on that network, 4 over its limit of 10') },
    ])
  })

  test('points at everything where the network counts more than letters', () => {
    expect(said(overLimit, { text: 'satu dua' }, { limits: { ...limits, measured: 11 } })).toMatchObject([
      { start: 0, end: 8 },
    ])
    expect(said(overLimit, { text: '1234567890' }, { limits: { ...limits, measured: 11 } })).toMatchObject([
      { start: 0, end: 10 },
    ])
  })

  test('a limit below nothing allows no letter', () => {
    expect(said(overLimit, { text: 'abc' }, { limits: { ...limits, length: -1, measured: 3 } })).toMatchObject([
      { start: 0, end: 3 },
    ])
  })

  test('bytes count from the first one too many', () => {
    silent(overLimit, { text: 'éé' }, { limits: { ...limits, bytes: 4 } })
    expect(said(overLimit, { text: 'éé' }, { limits: { ...limits, bytes: 3 } })).toMatchObject([
      { start: 0, end: 2, words: expect.stringContaining('takes 4 bytes, and that network takes 3') },
    ])
  })

  test('a title counts in characters, from the first one too many', () => {
    silent(overLimit, { text: 'a', title: '👋👋👋' }, { limits: { ...limits, title: 3 } })
    silent(overLimit, { text: 'a' }, { limits: { ...limits, title: 0 } })
    silent(overLimit, { text: 'a', title: 'panjang' }, { limits })
    expect(said(overLimit, { text: 'a', title: '👋👋👋' }, { limits: { ...limits, title: 2 } })).toMatchObject([
      { words: expect.stringContaining('The title has 3 characters, and the limit is 2') },
    ])
  })

  test('of the pictures, the one whose words are too long is named', () => {
    const pictures = [{ alt: 'abc' }, { alt: 'abcd' }, { alt: '' }]
    expect(said(overLimit, { text: 'a', pictures }, { limits: { ...limits, altLength: 3 } })).toMatchObject([
      { words: expect.stringContaining('picture 2 has 4 characters, and the limit is 3') },
    ])
    silent(overLimit, { text: 'a', pictures }, { limits: { ...limits, altLength: 4 } })
    silent(overLimit, { text: 'a', pictures }, { limits })
    silent(overLimit, { text: 'a', pictures, title: 'b' })
  })
})

describe('same-text-everywhere', () => {
  // Twenty letters: the fewest that can be told apart.
  const text = 'abcdefghij klmnopqrs'
  const now = new Date('2026-11-08T02:00:00Z')
  const days = (count: number) => new Date(now.getTime() - count * 86_400_000)
  const earlier = (change: Partial<NonNullable<Facts['earlier']>[number]>) =>
    ['a', 'b'].map((channel) => ({ text, channel, reply: false, at: days(1), ...change }))

  test('speaks from twenty letters on', () => {
    const facts = (words: string) => ({ alsoTo: ['a', 'b'].map((channel) => ({ channel, text: words })) })
    expect(said(sameTextEverywhere, { text }, facts(text))).toHaveLength(1)
    silent(sameTextEverywhere, { text: text.slice(1) }, facts(text.slice(1)))
  })

  test('earlier posts count for as long as one looks back, answers never', () => {
    const back = lookBackDays.everywhere
    expect(said(sameTextEverywhere, { text }, { now, earlier: earlier({}) })).toHaveLength(1)
    silent(sameTextEverywhere, { text }, { now, earlier: earlier({ at: days(back) }) })
    expect(said(sameTextEverywhere, { text }, { now, earlier: earlier({ at: days(back - 0.01) }) })).toHaveLength(1)
    silent(sameTextEverywhere, { text }, { now, earlier: earlier({ reply: true }) })
    silent(sameTextEverywhere, { text }, { earlier: earlier({}) })
    silent(sameTextEverywhere, { text, reply: true }, { now, earlier: earlier({}) })
  })

  test('counts channels, not posts, and names five of them', () => {
    const to = (...channels: string[]) => ({
      alsoTo: channels.map((channel) => ({ channel, text })),
      channelNames: new Map(channels.map((channel) => [channel, channel.toUpperCase()])),
    })
    silent(sameTextEverywhere, { text }, to('a', 'a', 'a'))
    expect(said(sameTextEverywhere, { text }, to('a', 'b', 'c', 'd', 'e', 'f'))[0]?.words).toContain(
      '6 other channels (A, B, C, D, E)',
    )
  })
})

describe('too-many-hashtags', () => {
  const limits = (tags: number) => ({ limits: { length: 300, measured: 50, tags, unit: 'graphemes' as const } })

  test('points from the first one too many to the last, and counts all', () => {
    expect(said(tooManyHashtags, { text: 'x #a y #b z #c w' }, limits(1))).toMatchObject([
      { start: 7, end: 14, words: expect.stringContaining('There are 3 hashtags; more than 1') },
    ])
    expect(said(tooManyHashtags, { text: '#a' }, limits(0))[0]?.words).toContain('do not use hashtags')
  })

  test('takes the closing row away, whatever white space is in it and behind it', () => {
    const mended = (text: string, tags: number) => said(tooManyHashtags, { text }, limits(tags))[0]?.mend
    expect(mended('Kopi #a #b\n\n  #c  \n', 1)).toBe('Kopi #a')
    expect(mended('  Kopi #a #b', 0)).toBe('  Kopi')
    expect(mended('#a #b', 0)).toBe('a')
    expect(mended('Kopi #a dan #b #c', 0)).toBe('Kopi a dan')
    expect(mended('Kopi #a, #b!', 1)).toBe('Kopi #a, b!')
  })
})

describe('uninvited-link', () => {
  const conversation = { text: 'Enak! https://kopi.id/', asksForLink: false, people: [] }
  const mended = (text: string) => said(uninvitedLink, { text, reply: true }, { conversation }).map(({ mend }) => mend)
  const link = 'https://a.id/b'

  test('what the other one brought may be said again, with a slash at its end or without', () => {
    silent(uninvitedLink, { text: 'Ya, https://kopi.id benar', reply: true }, { conversation })
    silent(uninvitedLink, { text: 'Ya, https://kopi.id/ benar', reply: true }, { conversation })
    const without = { ...conversation, text: 'https://kopi.id' }
    silent(uninvitedLink, { text: 'Ya, https://kopi.id/ benar', reply: true }, { conversation: without })
    expect(mended('https://kopi.id/lain')).toHaveLength(1)
  })

  test('a link goes where it ends a line, behind a finished sentence or on its own', () => {
    expect(mended(`Terima kasih! ${link}`)).toEqual(['Terima kasih!'])
    expect(mended(`Makasih 🙏 ${link}`)).toEqual(['Makasih 🙏'])
    expect(mended(`Makasih\n${link}\nya`)).toEqual(['Makasih\n\nya'])
    expect(mended(`Makasih. ${link}  \nya`)).toEqual(['Makasih.\nya'])
  })

  test('it stays where half a sentence would be left', () => {
    expect(mended(`Beli di ${link}`)).toEqual([undefined])
    expect(mended(`Makasih. ${link} ya`)).toEqual([undefined])
    expect(mended(`Hai! Beli\ndi ${link}`)).toEqual([undefined])
    expect(mended(`a.b ${link}`)).toEqual([undefined])
  })

  test('of several, all go or none', () => {
    expect(mended(`Makasih! ${link}\n${link}/c`)).toEqual(['Makasih!', 'Makasih!'])
    expect(mended(`Makasih! ${link}\nBeli di ${link}/c`)).toEqual([undefined, undefined])
  })

  test('nothing is left for an answer that is nothing but a link', () => {
    expect(mended(link)).toEqual([undefined])
    expect(mended(` ${link} `)).toEqual([undefined])
  })

  test('more than twenty are no slip', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => `${link}${at}`).join('\n')
    expect(mended(`Hai!\n${many(20)}`)[0]).toBe('Hai!')
    expect(mended(`Hai!\n${many(21)}`)[0]).toBeUndefined()
  })
})
