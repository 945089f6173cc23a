import { expect, test } from 'vitest'
import { refuseIdsInWords } from './web.ts'

test('an id in what a person reads is refused, wherever it is in an answer; ids beside the words are not', () => {
  const id = '3c0479c6-9830-4777-b62e-8c66ab186cac'
  const findings = (en: string) => ({ items: [{ id, words: { id: 'Sama', en } }] })
  expect(() => refuseIdsInWords(findings('The same words'), 'here')).not.toThrow()
  expect(() => refuseIdsInWords(findings(`Also sent to ${id}`), 'here')).toThrow(/here tells a person an id/)
})
