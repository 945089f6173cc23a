import { describe, expect, test } from 'vitest'
import en from '../../words/en.json'
import id from '../../words/id.json'
import synonyms from '../../words/synonyms.json'
import { bestFit, fitOf, isNearly, marked } from './match.ts'
import { labelOf, places } from './places.ts'

describe('how well a name fits', () => {
  test('its beginning before the beginning of a word, that before a part, and that before a slip', () => {
    expect(fitOf('Jadwal mingguan', 'jadwal')).toBeGreaterThan(fitOf('Jadwal mingguan', 'ming'))
    expect(fitOf('Jadwal mingguan', 'ming')).toBeGreaterThan(fitOf('Jadwal mingguan', 'ggu'))
    expect(fitOf('Jadwal mingguan', 'ggu')).toBeGreaterThan(fitOf('Jadwal mingguan', 'jadawl'))
    expect(fitOf('Jadwal mingguan', 'jadawl')).toBeGreaterThan(0)
    expect(fitOf('Jadwal mingguan', 'kopi')).toBe(0)
    expect(fitOf('Café Senja', 'cafe senja')).toBe(fitOf('Cafe Senja', 'cafe senja'))
  })

  test('one letter wrong, missing, too many or swapped is forgiven, two are not, nor any in a short word', () => {
    for (const typed of ['pasword', 'passsword', 'pazsword', 'apssword'])
      expect(isNearly('password', typed), typed).toBe(true)
    for (const typed of ['pzzword', 'sandi', 'pord']) expect(isNearly('password', typed), typed).toBe(false)
    expect(fitOf('tim', 'tam')).toBe(0)
  })

  test('all words have to fit', () => {
    expect(fitOf('Tulis artikel baru', 'artikel tulis')).toBeGreaterThan(0)
    expect(fitOf('Tulis artikel baru', 'artikel kopi')).toBe(0)
  })
})

test('what was typed is marked as it is written', () => {
  expect(marked('Kelas seduh, kelas dua', 'kelas')).toEqual([
    { text: 'Kelas', hit: true },
    { text: ' seduh, ', hit: false },
    { text: 'kelas', hit: true },
    { text: ' dua', hit: false },
  ])
  expect(marked('a (b) c', '(b)').some(({ hit, text }) => hit && text === '(b)')).toBe(true)
  expect(marked('kopi', '')).toEqual([{ text: 'kopi', hit: false }])
})

describe('settings and actions', () => {
  const wordAt = (tree: object, key: string) =>
    key.split('.').reduce<unknown>((inner, part) => (inner as Record<string, unknown>)?.[part], tree)
  const found = (typed: string) =>
    places
      .map((place) => ({
        id: place.id,
        fit: bestFit([...labelOf(place, (key) => String(wordAt(id, key))), ...synonyms[place.id]], typed),
      }))
      .filter((one) => one.fit > 0)
      .sort((one, other) => other.fit - one.fit)
      .map((one) => one.id)

  test('each has words of both languages, and its own name in both', () => {
    expect(places.map((place) => place.id).sort()).toEqual(Object.keys(synonyms).sort())
    for (const place of places)
      for (const [language, tree] of Object.entries({ id, en }))
        expect(wordAt(tree, place.label), `${place.label} (${language})`).toEqual(expect.any(String))
  })

  test('is found by its own name in the other language, whichever is read', () => {
    for (const { id: place, label } of places)
      for (const tree of [id, en]) expect(synonyms[place], label).toContain(String(wordAt(tree, label)).toLowerCase())
  })

  test.each([
    ['settings', 'settings'],
    ['pengaturan', 'settings'],
    ['calendar', 'calendar'],
    ['kalender', 'calendar'],
    ['every monday', 'repeats'],
    ['channel', 'channels'],
    ['tim', 'team'],
    ['stop', 'hold'],
    ['password', 'signIn'],
    ['kata sandi', 'signIn'],
    ['dark mode', 'appearance'],
    ['inbox', 'conversations'],
    ['kotak masuk', 'conversations'],
    ['csv', 'import'],
    ['wita', 'timeZone'],
    ['posting times', 'rhythm'],
    ['notifikasi', 'mail'],
    ['rss', 'suggestions'],
    ['logout', 'signOut'],
    ['pasword', 'signIn'],
    ['kalendr', 'calendar'],
  ])('“%s” finds %s', (typed, place) => expect(found(typed)).toContain(place))
})
