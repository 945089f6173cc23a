import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { agreements, kappaOf } from './agreement.ts'

test('kappa is what it is called: all, chance, and less than chance', () => {
  expect(
    kappaOf([
      ['a', 'a'],
      ['b', 'b'],
    ]),
  ).toEqual({ share: 1, kappa: 1 })
  expect(
    kappaOf([
      ['a', 'b'],
      ['b', 'a'],
    ]),
  ).toEqual({ share: 0, kappa: -1 })
  // Cohen's own way: 20, 5, 10, 15 of 50 (share 0.7, chance 0.5).
  const table = [
    ['yes', 'yes', 20],
    ['yes', 'no', 5],
    ['no', 'yes', 10],
    ['no', 'no', 15],
  ] as const
  const pairs = table.flatMap(([one, other, times]) => Array.from({ length: times }, () => [one, other] as const))
  expect(kappaOf(pairs).kappa).toBeCloseTo(0.4)
  expect(kappaOf([['a', 'a']])).toEqual({ share: 1, kappa: 1 })
})

test('every sentence has its second label, and no label is nobody’s', () => {
  const read = (file: string) =>
    readFileSync(join(import.meta.dirname, '..', 'sentences', file), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { id: string }).id)
  const first = ['kinds.jsonl', 'tones.jsonl', 'promises.jsonl'].flatMap(read)
  expect(read('second-labels.jsonl').sort()).toEqual(first.sort())
})

test('where two labellers agree, they do so far beyond chance', () => {
  for (const one of agreements()) expect(one.kappa, `${one.file} ${one.field}`).toBeGreaterThan(0.8)
})
