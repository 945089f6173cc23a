import { describe, expect, test } from 'vitest'
import { openModel } from '../model.ts'
import { packModel } from '../model-file.ts'
import type { Example } from './examples.ts'
import { trainClasses, trainSpam } from './heads.ts'
import { measure } from './measure.ts'
import { modelOf } from './model-of.ts'
import { lettersOnly, nearCopies } from './near-copies.ts'
import { partOf } from './sets.ts'
import { logarithm, shuffled } from './solver.ts'

const things = ['kopi', 'teh', 'roti', 'susu', 'buku', 'tas', 'baju', 'topi']
const ordinary = things.map(
  (thing): Example => ({ text: `kak ${thing} ini masih ada?`, label: 'ordinary', from: 'own' }),
)
const gambling = things.map(
  (thing, n): Example => ({ text: `gacor di ${thing}${80 + n}, auto jp`, label: 'gambling', from: 'gambling' }),
)
const promotion = things.map(
  (thing): Example => ({ text: `subscribe my ${thing} channel`, label: 'promotion', from: 'promotion' }),
)
const spam = [...ordinary, ...gambling, ...promotion]
const tones = things.flatMap((thing): Example[] => [
  { text: `${thing} enak sekali`, label: 'positive', from: 'own' },
  { text: `${thing} rusak dan jelek`, label: 'negative', from: 'own' },
])

const trained = () => packModel(modelOf([trainSpam(spam), trainClasses('tone', tones)], [...spam, ...tones]))

describe('training', () => {
  test('the same rows give the same bytes', () => {
    expect(trained().equals(trained())).toBe(true)
  })

  test('other rows give others', () => {
    const fewer = packModel(modelOf([trainSpam(spam), trainClasses('tone', tones.slice(2))], [...spam, ...tones]))
    expect(fewer.equals(trained())).toBe(false)
  })

  test('what was learnt is told, also of what was not seen', () => {
    const model = openModel(modelOf([trainSpam(spam), trainClasses('tone', tones)], [...spam, ...tones]))
    expect(model.triage('gacor di sepatu99, auto jp').spam).toBeGreaterThan(0.5)
    expect(model.triage('kak sepatu ini masih ada?').spam).toBeLessThan(0.5)
    expect(model.triage('sepatu enak sekali').tone).toBe('positive')
    expect(model.triage('sepatu tidak enak dan rusak').tone).toBe('negative')
  })
})

describe('what training stands on', () => {
  test('the logarithm of our own is one', () => {
    for (const value of [0.001, 0.5, 1, 2, 10, 12_345]) expect(logarithm(value)).toBeCloseTo(Math.log(value), 12)
  })

  test('an order has everything once, and depends on its seed alone', () => {
    expect([...shuffled(50, 3)].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, n) => n))
    expect(shuffled(50, 3)).toEqual(shuffled(50, 3))
    expect(shuffled(50, 3)).not.toEqual(shuffled(50, 4))
  })

  test('a text falls in the same part whatever its case and spaces', () => {
    expect(partOf('Halo  Kak ', 5)).toBe(partOf('halo kak', 5))
  })

  test('near copies are found, other texts are not', () => {
    const isCopy = nearCopies(['Nikmati cicilan 0% hingga 12 bulan untuk pesan tiket pesawat'])
    expect(isCopy(lettersOnly('nikmati cicilan hingga bulan untuk pesan tiket kereta'))).toBe(true)
    expect(isCopy(lettersOnly('makanannya enak dan tempatnya nyaman sekali'))).toBe(false)
  })

  test('macro F1 is the mean over the classes', () => {
    const told = measure([
      ['a', 'a'],
      ['a', 'b'],
      ['b', 'b'],
      ['b', 'b'],
    ])
    expect(told.accuracy).toBe(0.75)
    expect(told.classes.a).toBeCloseTo(2 / 3)
    expect(told.macroF1).toBeCloseTo((2 / 3 + 0.8) / 2)
  })
})
