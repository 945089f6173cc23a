import { expect, test } from 'vitest'
import type { PostOption } from '../../src/http/api.ts'
import { optionWords } from './option-words.ts'

const words = (text: string) => ({ id: text, en: text })
const option = (name: string, more: Partial<PostOption>): PostOption => ({
  name,
  label: words(name.toUpperCase()),
  kind: 'choice',
  choices: null,
  ...more,
})
const channel = {
  options: [
    option('who', { choices: [{ value: 'all', label: words('Semua orang') }], initial: 'all' }),
    option('pin', { kind: 'switch' }),
    option('title', { kind: 'text' }),
    option('board', { choices: null }),
  ],
}
const said = (chosen: Record<string, string>) => optionWords(channel, chosen, ({ id }) => id)

test('what was chosen is said, and what holds without a choice; never a value that names nothing', () => {
  expect(said({})).toEqual(['semua orang'])
  expect(said({ who: '', pin: 'yes', title: 'Halo', board: '98a7f' })).toEqual(['pin', 'TITLE: Halo', 'BOARD'])
})
