import type { RecordedFailure } from '../../testing/fake.ts'

/** Refusals as servers of the kin write them: https://docs.joinmastodon.org/entities/Error/ */
export const failures: readonly RecordedFailure[] = [
  { name: 'revoked', status: 401, body: '{"error":"The access token was revoked"}', kind: 'unauthorized' },
  {
    name: 'outside the scopes',
    status: 403,
    body: '{"error":"This action is outside the authorized scopes"}',
    kind: 'unauthorized',
  },
  { name: 'snac2, bad token', status: 422, body: '', kind: 'unauthorized' },
  {
    name: 'too long',
    status: 422,
    body: '{"error":"Validation failed: Text character limit of 500 exceeded"}',
    kind: 'rejected',
  },
  { name: 'parent gone', status: 404, body: '{"error":"Record not found"}', kind: 'gone' },
  {
    name: 'limited',
    status: 429,
    headers: {
      'x-ratelimit-limit': '300',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': '2026-11-24T08:05:00.123456Z',
    },
    body: '{"error":"Too many requests"}',
    kind: 'rate-limited',
    retryAt: new Date('2026-11-24T08:05:00.123Z'),
  },
  {
    name: 'down',
    status: 503,
    body: '{"error":"Remote SSL certificate could not be verified"}',
    kind: 'unavailable',
  },
  { name: 'broken', status: 500, body: '<html>We’re sorry</html>', kind: 'unknown' },
]
