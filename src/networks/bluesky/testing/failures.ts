import type { RecordedFailure } from '../../testing/fake.ts'
import { fakeNow } from '../../testing/fake.ts'

/** Refusals as servers write them: https://docs.bsky.app/docs/advanced-guides/api-directory */
export const failures: readonly RecordedFailure[] = [
  {
    name: 'expired and not renewable',
    status: 400,
    body: '{"error":"ExpiredToken","message":"Token has expired"}',
    kind: 'unauthorized',
  },
  {
    name: 'taken down',
    status: 401,
    body: '{"error":"AccountTakedown","message":"Account has been taken down"}',
    kind: 'unauthorized',
  },
  {
    name: 'invalid record',
    status: 400,
    body: '{"error":"InvalidRequest","message":"Record/text must not be longer than 300 graphemes"}',
    kind: 'rejected',
  },
  {
    name: 'limited',
    status: 429,
    headers: { 'ratelimit-reset': String(fakeNow.getTime() / 1000 + 90) },
    body: '{"error":"RateLimitExceeded","message":"Rate Limit Exceeded"}',
    kind: 'rate-limited',
    retryAt: new Date(fakeNow.getTime() + 90_000),
  },
  { name: 'overloaded', status: 503, body: 'upstream connect error', kind: 'unavailable' },
  { name: 'gateway', status: 502, body: '{"error":"UpstreamFailure"}', kind: 'unknown' },
]
