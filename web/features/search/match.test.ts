import { describe, expect, test } from 'vitest'
import { isNearly } from '../../../src/core/near.ts'
import { allNetworks } from '../../../src/networks/index.ts'
import en from '../../words/en.json'
import id from '../../words/id.json'
import synonyms from '../../words/synonyms.json'
import { placesFitting } from './fitting.ts'
import { fitOf, marked } from './match.ts'
import { places } from './places.ts'

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

describe('settings and actions', async () => {
  const networks = (await allNetworks()).map(({ label }) => label)
  const wordAt = (tree: object, key: string) =>
    key.split('.').reduce<unknown>((inner, part) => (inner as Record<string, unknown>)?.[part], tree)
  const foundIn = (tree: object, typed: string) =>
    placesFitting(places, typed, { t: (key) => String(wordAt(tree, key)), networks }).map(({ place }) => place.id)
  const found = (typed: string) => foundIn(id, typed)

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

  test('each is found by its whole name, in the language that is read, before all others', () => {
    for (const tree of [id, en])
      for (const { id: place, label } of places)
        expect(foundIn(tree, String(wordAt(tree, label)))[0], label).toBe(place)
  })

  test.each([
    ['promised answer', 'answerPromise'],
    ['answer time', 'answerPromise'],
    ['janji waktu', 'answerPromise'],
    ['janji', 'answerPromise'],
    ['jam kerja', 'answerPromise'],
    ['facebook page', 'connect'],
    ['halaman Facebook', 'connect'],
    ['hubungkan instagram', 'connect'],
    ['ganti kata sandi', 'signIn'],
    ['change my password', 'signIn'],
    ['ubah sandi saya', 'signIn'],
    ['tambah anggota tim', 'invite'],
    ['add a team member', 'invite'],
    ['undang teman', 'invite'],
    ['how do I invite a friend', 'invite'],
    ['delete account', 'channels'],
    ['hapus akun', 'channels'],
    ['ganti bahasa', 'language'],
    ['change the language', 'language'],
    ['cara ganti zona waktu', 'timeZone'],
    ['peran anggota', 'team'],
    ['ganti tampilan gelap', 'dark'],
    ['export', 'moveOut'],
    ['ekspor', 'moveOut'],
    ['export my articles', 'moveOut'],
    ['unduh semua artikel', 'moveOut'],
    ['move out', 'moveOut'],
    ['backup', 'moveOut'],
    ['cadangan', 'moveOut'],
    ['move in', 'moveIn'],
    ['pindah ke sini', 'moveIn'],
  ])('several words: “%s” finds %s first, in both languages', (typed, place) => {
    for (const tree of [id, en]) expect(foundIn(tree, typed)[0], typed).toBe(place)
  })

  test.each([
    ['logo', ['brand']],
    ['draf', ['drafts']],
    ['bahasa', ['language']],
    ['akun', ['connect', 'channels']],
    ['pindah', ['moveIn', 'moveOut']],
  ])('“%s” finds %j alone: nothing that is only spelled alike, or named so in passing', (typed, only) => {
    for (const tree of [id, en]) expect(foundIn(tree, typed).sort(), typed).toEqual([...only].sort())
  })

  test('words that fit nothing are not covered by those that say little', () => {
    for (const typed of ['ganti kopi', 'the coffee', 'tambah tubruk baru']) expect(found(typed), typed).toEqual([])
    expect(found('tambah')).toContain('invite')
  })

  test('every network is found by its name before it is connected', () => {
    for (const label of networks) expect(found(label), label).toContain('connect')
  })
})
