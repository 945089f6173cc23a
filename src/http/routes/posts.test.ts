import { expect, test } from 'vitest'
import { postContent } from '../api.ts'
import { clean } from './posts.ts'

test('a post’s content is kept without what was left empty', () => {
  const said = {
    thread: ['Dua'],
    firstReply: 'Tautan',
    warning: 'w',
    numbered: true,
    language: 'id',
    options: { a: 'b' },
  }
  expect(clean(postContent.parse(said))).toEqual(said)
  const empty = { thread: [], firstReply: '', warning: '', numbered: false, language: '', options: {} }
  expect(clean(postContent.parse(empty))).toEqual({})
  expect(clean(undefined)).toEqual({})
})
