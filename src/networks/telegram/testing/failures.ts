import { type Fake, fakeNow } from '../../testing/fake.ts'
import { refusal } from './shapes.ts'

/** https://core.telegram.org/bots/api#making-requests, https://core.telegram.org/bots/api#responseparameters, https://core.telegram.org/api/errors */
export const failures: Fake['failures'] = [
  { name: 'a token that was revoked', status: 401, body: refusal(401, 'Unauthorized'), kind: 'unauthorized' },
  { name: 'a token that never was', status: 404, body: refusal(404, 'Not Found'), kind: 'unauthorized' },
  {
    name: 'thrown out of the channel',
    status: 403,
    body: refusal(403, 'Forbidden: bot is not a member of the channel chat'),
    kind: 'unauthorized',
  },
  {
    name: 'no right to post',
    status: 400,
    body: refusal(400, 'Bad Request: need administrator rights in the channel chat'),
    kind: 'unauthorized',
  },
  { name: 'a deleted channel', status: 400, body: refusal(400, 'Bad Request: chat not found'), kind: 'unauthorized' },
  { name: 'too long', status: 400, body: refusal(400, 'Bad Request: message is too long'), kind: 'rejected' },
  {
    name: 'the answered message is gone',
    status: 400,
    body: refusal(400, 'Bad Request: message to be replied not found'),
    kind: 'gone',
  },
  { name: 'a file too large', status: 413, body: refusal(413, 'Request Entity Too Large'), kind: 'rejected' },
  {
    name: 'limited',
    status: 429,
    body: refusal(429, 'Too Many Requests: retry after 37', { retry_after: 37 }),
    headers: { 'retry-after': '37' },
    kind: 'rate-limited',
    retryAt: new Date(fakeNow.getTime() + 37_000),
  },
  {
    name: 'limited, told in the answer alone',
    status: 429,
    body: refusal(429, 'Too Many Requests: retry after 5', { retry_after: 5 }),
    kind: 'rate-limited',
    retryAt: new Date(fakeNow.getTime() + 5000),
  },
  { name: 'down', status: 503, body: '<html>503</html>', kind: 'unavailable' },
  { name: 'broken', status: 500, body: refusal(500, 'Internal Server Error'), kind: 'unknown' },
  {
    name: 'a page from what stands before Telegram',
    status: 502,
    body: '<html>502 Bad Gateway</html>',
    kind: 'unknown',
  },
]
