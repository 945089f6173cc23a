import { expect, test } from 'vitest'
import { toastFoot } from './toast-place.ts'

const bar = { top: 784, bottom: 844 }
const dock = { top: 720, bottom: 784 }

test('a toast stands at the foot, above all that is fixed there', () => {
  expect(toastFoot(56, 844, { feet: [], buttons: [] })).toBe(8)
  expect(toastFoot(56, 844, { feet: [bar], buttons: [] })).toBe(68)
  expect(toastFoot(56, 844, { feet: [bar, dock], buttons: [] })).toBe(132)
  expect(toastFoot(56, 844, { feet: [dock, bar], buttons: [] })).toBe(132)
})

test('it covers no main button: it goes above one that is in its way, and stays below one that is not', () => {
  expect(toastFoot(56, 844, { feet: [bar], buttons: [{ top: 740, bottom: 780 }] })).toBe(112)
  expect(toastFoot(56, 844, { feet: [bar], buttons: [{ top: 600, bottom: 640 }] })).toBe(68)
  // Two below each other, with less between them than it is high.
  const buttons = [
    { top: 740, bottom: 780 },
    { top: 660, bottom: 700 },
  ]
  expect(toastFoot(56, 844, { feet: [bar], buttons })).toBe(192)
})

test('buttons never push it to where a page says what it is; what is fixed at the foot still stays free', () => {
  const buttons = Array.from({ length: 13 }, (_, at) => ({ top: 60 * at, bottom: 60 * at + 44 }))
  expect(toastFoot(56, 844, { feet: [bar], buttons })).toBe(68)
  expect(toastFoot(56, 844, { feet: [{ top: 400, bottom: 844 }], buttons: [] })).toBe(452)
})
