import type { RecordedFailure } from '../../testing/fake.ts'
import { fakeNow } from '../../testing/fake.ts'
import { refusal } from './shapes.ts'

/** Refusals as Ghost writes them: https://ghost.org/docs/admin-api/ */
export const failures: readonly RecordedFailure[] = [
  {
    name: 'key deleted',
    status: 401,
    body: refusal('UnauthorizedError', 'Unknown Admin API Key', { code: 'UNKNOWN_ADMIN_API_KEY' }),
    kind: 'unauthorized',
  },
  {
    name: 'no permission',
    status: 403,
    body: refusal('NoPermissionError', 'API tokens do not have permission to access this endpoint'),
    kind: 'unauthorized',
  },
  {
    name: 'invalid',
    status: 422,
    body: refusal('ValidationError', 'Validation error, cannot save post.', {
      context: 'Title cannot be longer than 255 characters.',
    }),
    kind: 'rejected',
  },
  { name: 'not there', status: 404, body: refusal('NotFoundError', 'Resource not found'), kind: 'gone' },
  {
    name: 'too large for nginx',
    status: 413,
    body: '<html><h1>413 Request Entity Too Large</h1></html>',
    kind: 'rejected',
  },
  {
    name: 'limited by a proxy',
    status: 429,
    headers: { 'retry-after': '120' },
    body: 'Too many requests',
    kind: 'rate-limited',
    retryAt: new Date(fakeNow.getTime() + 120_000),
  },
  {
    name: 'maintenance',
    status: 503,
    body: refusal('MaintenanceError', 'Site is starting up, please wait a moment then retry.'),
    kind: 'unavailable',
  },
  {
    name: 'broken',
    status: 500,
    body: refusal('InternalServerError', 'An unexpected error occurred, please try again.'),
    kind: 'unknown',
  },
  { name: 'a proxy’s page', status: 502, body: '<html><h1>502 Bad Gateway</h1></html>', kind: 'unknown' },
]
