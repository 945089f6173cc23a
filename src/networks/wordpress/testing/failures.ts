import type { RecordedFailure } from '../../testing/fake.ts'
import { fakeNow } from '../../testing/fake.ts'

/** Refusals as WordPress writes them: https://developer.wordpress.org/rest-api/ */
export const failures: readonly RecordedFailure[] = [
  {
    name: 'password revoked',
    status: 401,
    body: '{"code":"incorrect_password","message":"The provided password is an invalid application password.","data":{"status":401}}',
    kind: 'unauthorized',
  },
  {
    name: 'may not publish',
    status: 403,
    body: '{"code":"rest_cannot_publish","message":"Sorry, you are not allowed to publish posts in this post type.","data":{"status":403}}',
    kind: 'unauthorized',
  },
  {
    name: 'empty',
    status: 400,
    body: '{"code":"empty_content","message":"Content, title, and excerpt are empty.","data":{"status":400}}',
    kind: 'rejected',
  },
  {
    name: 'too large for PHP or nginx',
    status: 413,
    body: '<html><h1>413 Request Entity Too Large</h1></html>',
    kind: 'rejected',
  },
  {
    name: 'limited by a firewall',
    status: 429,
    headers: { 'retry-after': '120' },
    body: 'Too many',
    kind: 'rate-limited',
    retryAt: new Date(fakeNow.getTime() + 120_000),
  },
  {
    name: 'maintenance',
    status: 503,
    headers: { 'retry-after': '600' },
    body: 'Briefly unavailable for scheduled maintenance.',
    kind: 'unavailable',
  },
  {
    name: 'critical error',
    status: 500,
    body: '{"code":"internal_server_error","message":"<p>There has been a critical error on this website.</p>"}',
    kind: 'unknown',
  },
]
