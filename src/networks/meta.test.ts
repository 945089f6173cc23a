import { expect, test } from 'vitest'
import { z } from 'zod'
import { appSecretProof, createGraph, type GraphPlace, Instant } from './meta.ts'
import { openSession } from './testing/session.ts'

const place: GraphPlace = { label: 'Jejaring', root: 'https://graph.example/v1', proof: true }
const key = { accessToken: 'token-rahasia', clientSecret: 'rahasia-aplikasi' }
const now = new Date('2026-11-24T08:00:00Z')

function graphOf(fetch: typeof globalThis.fetch) {
  return createGraph(place, openSession(undefined, { fetch, now: () => now }).session, key)
}

test('the proof is the keyed hash of the token, and goes along with every call', async () => {
  const asked: URL[] = []
  const sent: string[] = []
  const graph = graphOf(async (input, init) => {
    asked.push(new URL(String(input)))
    sent.push(String(init?.body ?? ''))
    return Response.json({ id: '1' })
  })
  // By another implementation of RFC 2104: printf token-rahasia | openssl dgst -sha256 -hmac rahasia-aplikasi
  expect(appSecretProof(key)).toBe('06e0a669fde5e63e167eb3e34a84b2b941cc3e7a72258bad1419854a36b0222f')
  await graph.get('/1', { fields: 'id' }, z.unknown())
  await graph.post('/1', { text: 'a', nothing: undefined, list: ['b'] }, z.unknown())
  expect(asked[0]?.searchParams.get('appsecret_proof')).toBe(appSecretProof(key))
  // In the body where there is one, so that no server on the way writes it down.
  expect(asked[1]?.search).toBe('')
  expect(Object.fromEntries(new URLSearchParams(sent[1]))).toEqual({
    text: 'a',
    list: '["b"]',
    access_token: key.accessToken,
    appsecret_proof: appSecretProof(key),
  })
})

test('a list is followed by its cursor, never by the address that the network gives, and ends', async () => {
  const asked: string[] = []
  const graph = graphOf(async (input) => {
    const after = new URL(String(input)).searchParams.get('after')
    asked.push(String(input))
    const next = after === '2' ? {} : { next: 'https://elsewhere.example/?access_token=token-rahasia' }
    const cursor = after === null ? '1' : '2'
    return Response.json({ data: [cursor], paging: { cursors: { after: cursor }, ...next } })
  })
  const found: string[] = []
  for await (const page of graph.pages('/list', {}, z.string())) found.push(...page)
  expect(found).toEqual(['1', '2', '2'])
  expect(asked.every((address) => address.startsWith('https://graph.example/v1/list?'))).toBe(true)
})

test.each([
  ['{"1":[{"estimated_time_to_regain_access":3},{"estimated_time_to_regain_access":12}],"2":[{}]}', 12],
  ['{"1":[{"estimated_time_to_regain_access":0}]}', 5],
  ['{"1":', 5],
  ['[]', 5],
])('after %s it is tried again in %i minutes', async (usage, minutes) => {
  const body = { error: { message: 'Too many', code: 80_001 } }
  const headers = { 'x-business-use-case-usage': usage }
  const asked = graphOf(async () => Response.json(body, { status: 400, headers })).get('/1', {}, z.unknown())
  await expect(asked).rejects.toMatchObject({
    kind: 'rate-limited',
    retryAt: new Date(now.getTime() + minutes * 60_000),
  })
})

test('a fault of the other side leaves a write in doubt, and not a question', async () => {
  const graph = graphOf(async () => Response.json({ error: { message: 'Again', code: 2 } }, { status: 500 }))
  await expect(graph.get('/1', {}, z.unknown())).rejects.toMatchObject({ kind: 'unavailable' })
  await expect(graph.post('/1', {}, z.unknown())).rejects.toMatchObject({ kind: 'unknown' })
  await expect(graph.post('/1', {}, z.unknown(), { repeatable: true })).rejects.toMatchObject({ kind: 'unavailable' })
})

test('moments are read as they are written there', () => {
  expect(Instant.parse('2026-11-24T08:00:00+0000')).toBe(now.getTime())
  expect(Instant.parse('2026-11-24T15:00:00+0700')).toBe(now.getTime())
  expect(Instant.safeParse('kemarin').success).toBe(false)
})
