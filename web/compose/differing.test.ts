import { expect, test } from 'vitest'
import { differing } from './differing.ts'

const shown = (own: string, main: string) =>
  differing(own, main)
    .toReversed()
    .reduce((text, { start, end }) => `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`, own)

test.for([
  ['sama saja', 'sama saja', 'sama saja'],
  ['', 'ada', ''],
  ['ada', '', '[ada]'],
  ['kelas seduh hari ini', 'kelas seduh besok', 'kelas seduh [hari ini]'],
  ['satu dua lima tiga', 'satu dua tiga', 'satu dua [lima] tiga'],
  ['dua tiga', 'satu dua tiga', 'dua tiga'],
  ['a x b y c', 'a b c', 'a [x] b [y] c'],
  ['a b a b', 'a b', '[a b] a b'],
  ['satu\n\ndua  tiga', 'satu dua empat', 'satu\n\ndua  [tiga]'],
] as const)('%j beside %j: %j', ([own, main, marked]) => {
  const found = shown(own, main)
  // Which of two equal stretches is the new one, nobody can say.
  expect([marked, 'a b [a b]']).toContain(found)
  if (!own.startsWith('a b a')) expect(found).toBe(marked)
})

test('texts of a thousand words and more that share nothing are all different, without comparing each with each', () => {
  const many = (word: string) => Array.from({ length: 20_000 }, (_, at) => `${word}${at}`).join(' ')
  const own = `sama ${many('a')} akhir`
  const [range, ...more] = differing(own, `sama ${many('b')} akhir`)
  expect(more).toEqual([])
  expect(range).toEqual({ start: 5, end: own.length - 6 })
})
