import { expect, test } from 'vitest'
import { mentionAt, mentionOf } from './mention-start.ts'

test.for([
  ['Halo @tom', 'tom'],
  ['@t', 't'],
  ['(@bu.lina', 'bu.lina'],
  ['baris\n@tomo@sosial', 'tomo@sosial'],
  ['Halo @', undefined],
  ['surel rina@contoh', undefined],
  ['Halo @tomo ', undefined],
  [`@${'a'.repeat(80)}`, undefined],
] as const)('%j: %j', ([text, typed]) => {
  expect(mentionAt(text, text.length)?.typed).toBe(typed)
})

test('it is about what stands before the caret', () => {
  expect(mentionAt('Halo @tomo dan', 8)).toEqual({ typed: 'to', start: 5, end: 8 })
})

test('a handle has one @ before it, whichever way it is kept', () => {
  expect([mentionOf('tomo'), mentionOf('@tomo@sosial.id')]).toEqual(['@tomo ', '@tomo@sosial.id '])
})
