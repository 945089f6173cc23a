import type { Fake } from '../../testing/fake.ts'
import { refusal } from './shapes.ts'

/** https://developers.facebook.com/docs/graph-api/guides/error-handling, https://developers.facebook.com/docs/graph-api/overview/rate-limiting */
export const failures: Fake['failures'] = [
  {
    name: 'the token has ended',
    status: 400,
    body: refusal(190, 'Error validating access token: Session has expired', { error_subcode: 463 }),
    kind: 'unauthorized',
  },
  {
    name: 'the token was revoked, by status too',
    status: 401,
    body: refusal(190, 'Error validating access token', { error_subcode: 460 }),
    kind: 'unauthorized',
  },
  {
    name: 'a permission is missing',
    status: 403,
    body: refusal(200, '(#200) The user hasn’t authorized the application to perform this action'),
    kind: 'unauthorized',
  },
  {
    name: 'an ability is missing',
    status: 400,
    body: refusal(10, '(#10) Application does not have permission for this action'),
    kind: 'unauthorized',
  },
  {
    name: 'not there',
    status: 400,
    body: refusal(100, 'Unsupported post request. Object does not exist', { error_subcode: 33 }),
    kind: 'gone',
  },
  { name: 'no such path', status: 404, body: refusal(2500, 'Unknown path components'), kind: 'gone' },
  { name: 'a wrong parameter', status: 400, body: refusal(100, '(#100) Invalid parameter'), kind: 'rejected' },
  { name: 'the same words again', status: 400, body: refusal(506, 'Duplicate status message'), kind: 'rejected' },
  {
    name: 'taken for spam',
    status: 400,
    body: refusal(368, 'The action attempted has been deemed abusive or is otherwise disallowed'),
    kind: 'rejected',
  },
  { name: 'too large', status: 413, body: '<html>Request Entity Too Large</html>', kind: 'rejected' },
  {
    name: 'the page calls too often',
    status: 400,
    headers: {
      'x-business-use-case-usage': JSON.stringify({
        '1001': [
          { type: 'pages', call_count: 100, total_cputime: 25, total_time: 25, estimated_time_to_regain_access: 19 },
        ],
      }),
    },
    body: refusal(80_001, '(#80001) There have been too many calls to this Page account.'),
    kind: 'rate-limited',
    retryAt: new Date('2026-11-24T08:19:00.000Z'),
  },
  {
    name: 'the app calls too often',
    status: 400,
    headers: { 'x-app-usage': JSON.stringify({ call_count: 100, total_time: 25, total_cputime: 25 }) },
    body: refusal(4, '(#4) Application request limit reached'),
    kind: 'rate-limited',
    retryAt: new Date('2026-11-24T08:05:00.000Z'),
  },
  {
    name: 'too many requests, by status',
    status: 429,
    headers: { 'retry-after': '60' },
    body: refusal(613, '(#613) Calls to this api have exceeded the rate limit.'),
    kind: 'rate-limited',
    retryAt: new Date('2026-11-24T08:01:00.000Z'),
  },
  {
    name: 'a fault for now',
    status: 500,
    body: refusal(2, 'An unexpected error has occurred.', { is_transient: true }),
    kind: 'unknown',
  },
  { name: 'a fault nobody knows', status: 400, body: refusal(1, 'An unknown error occurred'), kind: 'unknown' },
  { name: 'broken', status: 500, body: '<html>Sorry, something went wrong.</html>', kind: 'unknown' },
  { name: 'down', status: 503, body: '<html>Service Unavailable</html>', kind: 'unavailable' },
]
