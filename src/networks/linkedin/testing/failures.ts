import type { Fake } from '../../testing/fake.ts'
import { refusal } from './shapes.ts'

/** https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/error-handling, …/concepts/rate-limits */
export const failures: Fake['failures'] = [
  {
    name: 'revoked, for the new token too',
    status: 401,
    body: refusal(401, 'The token used in the request has been revoked by the user', { serviceErrorCode: 65_601 }),
    kind: 'unauthorized',
  },
  {
    name: 'a permission is missing',
    status: 403,
    body: refusal(403, 'Not enough permissions to access: posts.CREATE', {
      serviceErrorCode: 100,
      code: 'ACCESS_DENIED',
    }),
    kind: 'unauthorized',
  },
  { name: 'not there', status: 404, body: refusal(404, 'Entity not found'), kind: 'gone' },
  {
    name: 'too long',
    status: 422,
    body: refusal(422, 'commentary text length is over the limit of 3000', { code: 'UNPROCESSABLE_ENTITY' }),
    kind: 'rejected',
  },
  {
    name: 'the same words again',
    status: 422,
    body: refusal(422, 'Content is a duplicate of urn:li:share:6927', { code: 'DUPLICATE_POST' }),
    kind: 'rejected',
  },
  {
    name: 'the version has ended',
    status: 426,
    body: refusal(426, 'Requested version is not active'),
    kind: 'rejected',
  },
  {
    name: 'a wrong field',
    status: 400,
    body: refusal(400, 'Invalid param', { code: 'ILLEGAL_ARGUMENT' }),
    kind: 'rejected',
  },
  { name: 'too large', status: 413, body: '<html>Too Large</html>', kind: 'rejected' },
  {
    name: 'the day’s quota is used up',
    status: 429,
    body: refusal(
      429,
      'Resource level throttle APPLICATION_AND_MEMBER DAY limit for calls to this resource is reached.',
      {
        code: 'TOO_MANY_REQUESTS',
        serviceErrorCode: 101,
      },
    ),
    kind: 'rate-limited',
    retryAt: new Date('2026-11-25T00:00:00.000Z'),
  },
  {
    name: 'too many at once',
    status: 429,
    body: refusal(429, 'Too many requests', { code: 'TOO_MANY_REQUESTS' }),
    kind: 'rate-limited',
    retryAt: new Date('2026-11-24T08:05:00.000Z'),
  },
  { name: 'broken', status: 500, body: refusal(500, 'Internal Server Error'), kind: 'unknown' },
  { name: 'a page', status: 504, body: '<html>Gateway Timeout</html>', kind: 'unknown' },
  { name: 'down', status: 503, body: '<html>Service Unavailable</html>', kind: 'unavailable' },
]
