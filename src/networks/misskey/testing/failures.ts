import { fakeNow, type RecordedFailure } from '../../testing/fake.ts'
import { refusal } from './world.ts'

/** Refusals as the server writes them: https://misskey.io/api-doc#tag/notes/operation/notes___create */
export const failures: readonly RecordedFailure[] = [
  {
    name: 'a token that was revoked',
    status: 401,
    body: refusal('AUTHENTICATION_FAILED', 'Authentication failed. Please ensure your token is correct.'),
    kind: 'unauthorized',
  },
  {
    name: 'the same, of an older server',
    status: 403,
    body: refusal('AUTHENTICATION_FAILED', 'Authentication failed. Please ensure your token is correct.'),
    kind: 'unauthorized',
  },
  {
    name: 'a permission that is missing',
    status: 400,
    body: refusal('PERMISSION_DENIED', 'Your app does not have the necessary permissions to use this endpoint.'),
    kind: 'unauthorized',
  },
  {
    name: 'a role that may not',
    status: 403,
    body: refusal('ROLE_PERMISSION_DENIED', 'You are not assigned to a required role.'),
    kind: 'rejected',
  },
  {
    name: 'what is answered is gone',
    status: 400,
    body: refusal('NO_SUCH_REPLY_TARGET', 'No such reply target.'),
    kind: 'gone',
  },
  { name: 'a wrong parameter', status: 400, body: refusal('INVALID_PARAM', 'Invalid param.'), kind: 'rejected' },
  {
    name: 'blocked',
    status: 400,
    body: refusal('YOU_HAVE_BEEN_BLOCKED', 'You have been blocked by this user.'),
    kind: 'rejected',
  },
  {
    name: 'too fast',
    status: 429,
    headers: { 'retry-after': '120' },
    body: refusal('RATE_LIMIT_EXCEEDED', 'Rate limit exceeded. Please try again later.'),
    kind: 'rate-limited',
    retryAt: new Date(fakeNow.getTime() + 120_000),
  },
  {
    name: 'broken',
    status: 500,
    body: refusal('INTERNAL_ERROR', 'Internal error occurred.'),
    kind: 'unknown',
  },
]
