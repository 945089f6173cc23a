import { expect, test } from 'vitest'
import { bounded, refuseTooLong, within } from './bounds.ts'

const forever = () => {
  for (;;);
}

test('work that does not end is stopped; the next is not disturbed by it', () => {
  expect(() => within(0.05, forever)).toThrow(expect.objectContaining({ code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' }))
  expect(within(1, () => 'done')).toBe('done')
})

test('a writer hears in words what to do', () => {
  const refused = (en: string) =>
    expect.objectContaining({
      kind: 'wrong-input',
      field: 'markdown',
      words: expect.objectContaining({ en: expect.stringContaining(en) }),
    })
  expect(() => bounded(0.05, forever)).toThrow(refused('took too long'))
  const deep = (level: number): number => 1 + deep(level + 1)
  expect(() => bounded(5, () => deep(0))).toThrow(refused('nested too deep'))
  expect(() => refuseTooLong('a'.repeat(2 ** 20 + 1))).toThrow(refused('Split it'))
  expect(refuseTooLong('a'.repeat(2 ** 20))).toBeUndefined()
})

test('other faults stay what they are', () => {
  expect(() =>
    bounded(1, () => {
      throw new TypeError('ours')
    }),
  ).toThrow(new TypeError('ours'))
})
