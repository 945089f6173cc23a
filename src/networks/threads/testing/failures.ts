import type { Fake } from '../../testing/fake.ts'
import { refusal } from './shapes.ts'

/** Errors are the Graph API's: https://developers.facebook.com/docs/graph-api/guides/error-handling */
export const failures: Fake['failures'] = [
  { name: 'the token has ended', status: 401, body: refusal(190, 'Session has expired', 463), kind: 'unauthorized' },
  { name: 'the token was revoked', status: 400, body: refusal(190, 'Invalid', 460), kind: 'unauthorized' },
  { name: 'a permission is missing', status: 403, body: refusal(10, '(#10) No permission'), kind: 'unauthorized' },
  { name: 'not there', status: 400, body: refusal(100, 'Object does not exist', 33), kind: 'gone' },
  { name: 'no such path', status: 404, body: refusal(2500, 'Unknown path'), kind: 'gone' },
  { name: 'a wrong parameter', status: 400, body: refusal(100, 'Param text must be …'), kind: 'rejected' },
  { name: 'taken for spam', status: 400, body: refusal(368, 'The action attempted is disallowed'), kind: 'rejected' },
  { name: 'too large', status: 413, body: '<html>Too Large</html>', kind: 'rejected' },
  {
    name: 'the app calls too often',
    status: 400,
    headers: { 'x-app-usage': '{"call_count":100,"total_cputime":1,"total_time":1}' },
    body: refusal(4, 'Application request limit reached'),
    kind: 'rate-limited',
    retryAt: new Date('2026-11-24T08:05:00.000Z'),
  },
  {
    name: 'too many requests, by status',
    status: 429,
    headers: { 'retry-after': '60' },
    body: '',
    kind: 'rate-limited',
    retryAt: new Date('2026-11-24T08:01:00.000Z'),
  },
  { name: 'a fault for now', status: 500, body: refusal(2, 'An unexpected error has occurred.'), kind: 'unknown' },
  { name: 'broken', status: 500, body: '<html>Sorry</html>', kind: 'unknown' },
  { name: 'down', status: 503, body: '<html>Service Unavailable</html>', kind: 'unavailable' },
]
