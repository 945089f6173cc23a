import { describe, expect, it } from 'vitest'
import { googleService, googleSteps, nextDay } from './google.ts'
import { beside } from './testing/beside.ts'
import { describedIn, refusal } from './testing/google.ts'

describe('the next day of quotas', () => {
  it.each([
    ['2026-11-24T08:00:00Z', '2026-11-25T08:00:00.000Z'],
    ['2026-11-24T07:59:00Z', '2026-11-24T08:00:00.000Z'],
    // Summer time, and the day on which it ends.
    ['2026-07-01T12:00:00Z', '2026-07-02T07:00:00.000Z'],
    ['2026-11-01T12:00:00Z', '2026-11-02T08:00:00.000Z'],
  ])('after %s is %s', (now, then) => {
    expect(nextDay(new Date(now)).toISOString()).toBe(then)
  })
})

describe('a refusal', () => {
  it.each([
    [403, 'quotaExceeded', 'rate-limited'],
    [403, 'userRateLimitExceeded', 'rate-limited'],
    [400, 'uploadLimitExceeded', 'rate-limited'],
    [403, 'insufficientPermissions', 'unauthorized'],
    [403, 'forbidden', 'rejected'],
    [403, 'commentsDisabled', 'rejected'],
    // What HTTP says will do.
    [401, 'authError', undefined],
    [404, 'videoNotFound', undefined],
    [400, 'invalidVideoMetadata', undefined],
    [503, 'backendError', undefined],
  ])('%i %s is %s', (status, reason, kind) => {
    expect(googleService('G', []).kindOf?.(status, JSON.parse(refusal(status, reason, 'Tidak')))).toBe(kind)
  })

  it('without a reason is what HTTP says', () => {
    expect(googleService('G', []).kindOf?.(403, '<html>')).toBeUndefined()
  })
})

it('the steps name the API and the address to come back to', () => {
  const steps = googleSteps('Contoh API v3')
  expect(steps.some(({ id }) => id.includes('“Contoh API v3”'))).toBe(true)
  expect(steps.filter(({ en }) => en.includes('{callback}'))).toHaveLength(1)
})

const name = 'youtube.v3.discovery.json'
const there = beside('specs', name) !== undefined

describe.runIf(there)('a discovery document', () => {
  const described = describedIn(name)
  const at = (path: string) => new URL(`https://www.googleapis.com${path}`)

  it('takes what it describes, in uploads too', () => {
    described.request('GET', at('/youtube/v3/videos?part=snippet,status&id=a,b&maxResults=50'))
    described.request('POST', at('/upload/youtube/v3/videos?part=snippet&uploadType=resumable'), {
      snippet: { title: 'Halo', tags: ['a'] },
      status: { privacyStatus: 'public' },
    })
    described.answer('GET', at('/youtube/v3/videos?part=snippet'), { items: [{ id: 'a', snippet: { title: 'Halo' } }] })
  })

  it.each([
    ['an unknown method', 'PATCH', '/youtube/v3/videos?part=snippet', undefined],
    ['a missing parameter', 'GET', '/youtube/v3/videos?id=a', undefined],
    ['an unknown parameter', 'GET', '/youtube/v3/videos?part=snippet&mine=true', undefined],
    ['a number too large', 'GET', '/youtube/v3/videos?part=snippet&maxResults=51', undefined],
    ['an unknown choice', 'GET', '/youtube/v3/commentThreads?part=snippet&order=newest', undefined],
    ['a body where there is none', 'DELETE', '/youtube/v3/videos?id=a', {}],
    ['a body of the wrong type', 'PUT', '/youtube/v3/videos?part=snippet', { snippet: { title: 5 } }],
    ['an unknown word in it', 'PUT', '/youtube/v3/videos?part=snippet', { snippet: { judul: 'Halo' } }],
    [
      'a choice in it that there is not',
      'PUT',
      '/youtube/v3/videos?part=status',
      { status: { privacyStatus: 'semua' } },
    ],
  ])('refuses %s', (_what, method, path, body) => {
    expect(() => described.request(method, at(path), body)).toThrow()
  })

  it('refuses an answer of another shape', () => {
    expect(() => described.answer('GET', at('/youtube/v3/videos'), { items: [{ nomor: 1 }] })).toThrow(/as described/)
  })
})
