import { type Fake, fakeNow } from '../../testing/fake.ts'

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes, https://docs.discord.com/developers/topics/rate-limits */
export const failures: Fake['failures'] = [
  {
    name: 'a token that was reset',
    status: 401,
    body: '{"message":"401: Unauthorized","code":0}',
    kind: 'unauthorized',
  },
  {
    name: 'a missing permission',
    status: 403,
    body: '{"message":"Missing Permissions","code":50013}',
    kind: 'unauthorized',
  },
  { name: 'a deleted channel', status: 404, body: '{"message":"Unknown Channel","code":10003}', kind: 'gone' },
  { name: 'a deleted webhook', status: 404, body: '{"message":"Unknown Webhook","code":10015}', kind: 'unauthorized' },
  {
    name: 'too long',
    status: 400,
    body: '{"message":"Invalid Form Body","code":50035,"errors":{"content":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"Must be 2000 or fewer in length."}]}}}',
    kind: 'rejected',
  },
  {
    name: 'blocked by the server’s own rules',
    status: 400,
    body: '{"message":"Message was blocked by automatic moderation","code":200000}',
    kind: 'rejected',
  },
  {
    name: 'files too large',
    status: 413,
    body: '{"message":"Request entity too large","code":40005}',
    kind: 'rejected',
  },
  {
    name: 'limited in this channel',
    status: 429,
    headers: {
      'retry-after': '2',
      'x-ratelimit-limit': '5',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': '1795507201.337',
      'x-ratelimit-reset-after': '1.337',
      'x-ratelimit-bucket': 'abcd1234',
      'x-ratelimit-scope': 'user',
    },
    body: '{"message":"You are being rate limited.","retry_after":1.337,"global":false}',
    kind: 'rate-limited',
    retryAt: new Date(fakeNow.getTime() + 1337),
  },
  {
    name: 'shut out by what stands before Discord',
    status: 429,
    headers: { 'retry-after': '600' },
    body: 'error code: 1015',
    kind: 'rate-limited',
    retryAt: new Date(fakeNow.getTime() + 600_000),
  },
  { name: 'down', status: 503, body: 'no healthy upstream', kind: 'unavailable' },
  { name: 'broken', status: 500, body: '{"message":"500: Internal Server Error","code":0}', kind: 'unknown' },
  { name: 'a page from what stands before Discord', status: 502, body: '<html>cloudflare</html>', kind: 'unknown' },
]
