import { expect, test } from 'vitest'
import { chosen, describedByGraph, selectionOf } from './graph.ts'

const described = describedByGraph('facebook')

test('field expansion is read with its brackets', () => {
  expect(selectionOf('id,comments.limit(2).order(chronological){id,from{name}},shares')).toEqual([
    { name: 'id', args: {} },
    {
      name: 'comments',
      args: { limit: '2', order: 'chronological' },
      inner: [
        { name: 'id', args: {} },
        { name: 'from', args: {}, inner: [{ name: 'name', args: {} }] },
      ],
    },
    { name: 'shares', args: {} },
  ])
  const node = { id: '1', comments: { data: [{ id: '2', message: 'a' }] }, shares: { count: 1 } }
  expect(chosen(node, selectionOf('comments{message}'))).toEqual({
    id: '1',
    comments: { data: [{ id: '2', message: 'a' }] },
  })
  expect(chosen(node, selectionOf('shares'))).toEqual({ id: '1', shares: { count: 1 } })
})

test.skipIf(!described.there)('what the description does not know is refused', () => {
  const request =
    (...args: Parameters<typeof described.request>) =>
    () =>
      described.request(...args)
  expect(request('Page', 'feed', 'POST', { message: 'a', published: 'true' })).not.toThrow()
  expect(request('Page', 'fed', 'POST', {})).toThrow('POST Page/fed is not described')
  expect(request('Page', 'feed', 'PUT', {})).toThrow('is not described')
  expect(request('Page', 'feed', 'POST', { mesage: 'a' })).toThrow('knows no parameter mesage')
  expect(request('Page', 'feed', 'POST', { published: 'ja' })).toThrow('is no bool')
  expect(request('Page', 'feed', 'POST', { 'attached_media[0]': 'a' })).toThrow('is no Object')
  expect(request('Page', 'posts', 'GET', { fields: 'id,mesage' })).toThrow('PagePost has no field mesage')
  expect(request('Page', 'posts', 'GET', { fields: 'comments{mesage}' })).toThrow('Comment has no field mesage')
  expect(request('IGUser', 'media_publish', 'POST', {})).toThrow('wants creation_id')
  const answer = (body: unknown) => () => described.answer('Page', 'posts', 'GET', body)
  expect(answer({ data: [{ id: '1', message: 'a' }] })).not.toThrow()
  expect(answer({ data: [{ id: 1 }] })).toThrow('PagePost.id is no string')
  expect(answer({ data: [{ id: '1', text: 'a' }] })).toThrow('PagePost has no field text')
})
