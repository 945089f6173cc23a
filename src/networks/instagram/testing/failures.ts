import type { Fake } from '../../testing/fake.ts'
import { refusal } from './shapes.ts'

/** https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/error-codes */
export const failures: Fake['failures'] = [
  { name: 'the token has ended', status: 400, body: refusal(190, 'Session has expired', 463), kind: 'unauthorized' },
  {
    name: 'the token was revoked, by status too',
    status: 401,
    body: refusal(190, 'Invalid', 460),
    kind: 'unauthorized',
  },
  { name: 'a permission is missing', status: 403, body: refusal(10, '(#10) No permission'), kind: 'unauthorized' },
  { name: 'not there', status: 400, body: refusal(100, 'Object does not exist', 33), kind: 'gone' },
  { name: 'no such path', status: 404, body: refusal(2500, 'Unknown path components'), kind: 'gone' },
  {
    name: 'the caption is too long',
    status: 400,
    body: refusal(36_004, 'The caption was too long.', 2207010),
    kind: 'rejected',
  },
  {
    name: 'the shape is wrong',
    status: 400,
    body: refusal(36_003, 'The aspect ratio is not supported.', 2207009),
    kind: 'rejected',
  },
  {
    name: 'the picture is too large',
    status: 400,
    body: refusal(36_000, 'The image is too large.', 2207004),
    kind: 'rejected',
  },
  {
    name: 'the file could not be fetched',
    status: 400,
    body: refusal(9004, 'Could not be fetched', 2207052),
    kind: 'rejected',
  },
  { name: 'taken for spam', status: 400, body: refusal(4, 'We restrict certain activity', 2207051), kind: 'rejected' },
  {
    name: 'the account is restricted',
    status: 400,
    body: refusal(25, 'The account is restricted.', 2207050),
    kind: 'rejected',
  },
  { name: 'too large for the door', status: 413, body: '<html>Too Large</html>', kind: 'rejected' },
  {
    name: 'the day’s posts are used up',
    status: 400,
    body: refusal(9, 'You reached maximum number of posts that is allowed.', 2207042),
    kind: 'rate-limited',
    retryAt: new Date('2026-11-24T08:05:00.000Z'),
  },
  {
    name: 'the account calls too often',
    status: 400,
    headers: {
      'x-business-use-case-usage': JSON.stringify({
        '1': [
          { type: 'instagram', call_count: 100, total_cputime: 1, total_time: 1, estimated_time_to_regain_access: 7 },
        ],
      }),
    },
    body: refusal(80_002, '(#80002) There have been too many calls to this Instagram account.'),
    kind: 'rate-limited',
    retryAt: new Date('2026-11-24T08:07:00.000Z'),
  },
  {
    name: 'too many requests, by status',
    status: 429,
    headers: { 'retry-after': '60' },
    body: '',
    kind: 'rate-limited',
    retryAt: new Date('2026-11-24T08:01:00.000Z'),
  },
  {
    name: 'not ready after all',
    status: 400,
    body: refusal(9007, 'The media is not ready', 2207027),
    kind: 'unavailable',
  },
  { name: 'a fault of the server', status: 400, body: refusal(-1, 'Instagram server error', 2207001), kind: 'unknown' },
  { name: 'a fault for now', status: 500, body: refusal(2, 'An unexpected error has occurred.'), kind: 'unknown' },
  { name: 'broken', status: 500, body: '<html>Sorry</html>', kind: 'unknown' },
  { name: 'down', status: 503, body: '<html>Service Unavailable</html>', kind: 'unavailable' },
]
