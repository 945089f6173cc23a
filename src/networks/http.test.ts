import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { request, retryTime, typedServer } from './http.ts'
import { openSession } from './testing/session.ts'

const now = new Date('2026-11-24T08:00:00Z')

describe('retryTime', () => {
  it.each([
    [{ 'retry-after': '30' }, '2026-11-24T08:00:30.000Z'],
    [{ 'retry-after': 'Tue, 24 Nov 2026 09:00:00 GMT' }, '2026-11-24T09:00:00.000Z'],
    [{ 'x-ratelimit-reset': '2026-11-24T08:05:00.5Z' }, '2026-11-24T08:05:00.500Z'],
    [{ 'ratelimit-reset': '1795510800' }, '2026-11-24T09:00:00.000Z'],
    [{ 'retry-after': 'nonsense' }, '2026-11-24T08:05:00.000Z'],
    [{}, '2026-11-24T08:05:00.000Z'],
  ])('%j', (headers, expected) => {
    expect(retryTime(new Headers(headers as Record<string, string>), now).toISOString()).toBe(expected)
  })
})

describe('typedServer', () => {
  it.each([
    ['contoh.id', 'https://contoh.id'],
    [' https://contoh.id/ ', 'https://contoh.id'],
    ['http://127.0.0.1:8001', 'http://127.0.0.1:8001'],
    ['contoh.id/blog/?a=1#b', 'https://contoh.id/blog'],
  ])('reads %j', (typed, expected) => {
    expect(typedServer(typed, 'server')).toBe(expected)
  })

  it.each(['', '   ', 'ftp://contoh.id', 'https://a:b@contoh.id', 'bukan alamat', 'javascript:alert(1)'])(
    'refuses %j',
    (typed) => {
      expect(() => typedServer(typed, 'server')).toThrow(
        expect.objectContaining({ kind: 'wrong-input', field: 'server' }),
      )
    },
  )
})

describe('a status that is an answer', () => {
  const fetch = async () => new Response(null, { status: 308, headers: { range: 'bytes=0-5' } })
  const ask = (statuses?: readonly number[]) => {
    const call = { method: 'PUT' as const, ...(statuses ? { statuses } : {}) }
    const service = { label: 'Jejaring', secrets: [] }
    return request(service, openSession(undefined, { fetch }).session, 'https://a.example/', call, z.undefined())
  }

  it('is read as one where the call says so, and is a move elsewhere', async () => {
    const answer = await ask([308])
    expect([answer.status, answer.headers.get('range')]).toEqual([308, 'bytes=0-5'])
    const moved = { kind: 'rejected', words: { en: expect.stringContaining('moved away') } }
    await expect(ask()).rejects.toMatchObject({ kind: 'unknown', reason: 'moved', ifAbsent: moved })
  })
})
