import { describe, expect, it } from 'vitest'
import { describedByOpenApi } from './openapi.ts'

/** Held against descriptions that lie beside the project; skipped where they don't. */
const three = describedByOpenApi('x.openapi.json')
const newer = describedByOpenApi('discord.openapi.json')

describe.runIf(three.there)('an OpenAPI 3.0 description', () => {
  const query = (text: string) => ({ query: new URLSearchParams(text) })

  it('refuses bodies and answers of another shape, and what nobody described', () => {
    expect(() => three.request('/2/tweets', 'post', { text: 'Halo' })).not.toThrow()
    expect(() => three.request('/2/tweets', 'post', { teks: 'Halo' })).toThrow('additional properties')
    expect(() => three.request('/2/tweets', 'post', { media: { media_ids: [] } })).toThrow('fewer than 1')
    expect(() => three.request('/2/tweets/{id}', 'delete', { id: '1' })).toThrow('none is described')
    expect(() => three.request('/2/kicauan', 'post', {})).toThrow('not described')
    expect(() => three.answer('/2/tweets', 'post', 201, { data: { id: 'x' } })).toThrow('must have required property')
    expect(() => three.answer('/2/tweets', 'post', 201, { data: { id: '1', text: 'Halo' } })).not.toThrow()
  })

  it('refuses queries that lack something, have too much, or say what can’t be', () => {
    expect(() => three.request('/2/tweets', 'get', undefined, query('ids=1,2&post.fields=text'))).not.toThrow()
    expect(() => three.request('/2/tweets', 'get', undefined, query('post.fields=text'))).toThrow('wants ids')
    expect(() => three.request('/2/tweets', 'get', undefined, query('ids=1&tweet.fields=text'))).toThrow(
      'knows no parameter',
    )
    expect(() => three.request('/2/tweets', 'get', undefined, query('ids=1&post.fields=teks'))).toThrow(
      'allowed values',
    )
    expect(() => three.request('/2/users/{id}/tweets', 'get', undefined, query('max_results=10'))).not.toThrow()
    expect(() => three.request('/2/users/{id}/tweets', 'get', undefined, query('max_results=4'))).toThrow('>= 5')
  })
})

describe.runIf(newer.there)('an OpenAPI 3.1 description with references', () => {
  const path = '/channels/{channel_id}/messages'

  it('is followed to where it leads', () => {
    expect(() => newer.request(path, 'post', { content: 'Halo', nonce: 'a'.repeat(25) })).not.toThrow()
    expect(() => newer.request(path, 'post', { content: 'Halo', nonce: 'a'.repeat(26) })).toThrow('not as described')
    expect(() => newer.answer(path, 'post', 429, { message: 'Tunggu', code: 0 })).toThrow('retry_after')
    expect(() => newer.answer(path, 'post', 404, { message: 'Unknown Channel', code: 10_003 })).not.toThrow()
    expect(() => newer.request(path, 'get', undefined, { query: new URLSearchParams('limit=101') })).toThrow('<= 100')
  })
})
