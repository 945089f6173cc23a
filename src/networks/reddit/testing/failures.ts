import { type Fake, fakeNow } from '../../testing/fake.ts'
import { list, minutes } from './shapes.ts'

/** Reddit refuses a post with 200 and a list; what the web server in front of it says has a status. */
export const failures: Fake['failures'] = [
  { name: 'revoked', status: 401, body: '{"message":"Unauthorized","error":401}', kind: 'unauthorized' },
  { name: 'outside the scopes', status: 403, body: '{"message":"Forbidden","error":403}', kind: 'unauthorized' },
  {
    name: 'a closed community',
    status: 403,
    body: '{"reason":"private","message":"Forbidden","error":403}',
    kind: 'rejected',
  },
  {
    name: 'our address is shut out',
    status: 403,
    body: '<html>blocked by network security</html>',
    kind: 'unavailable',
  },
  {
    name: 'a banned community',
    status: 404,
    body: '{"reason":"banned","message":"Not Found","error":404}',
    kind: 'gone',
  },
  { name: 'too large', status: 413, body: '{"message":"Request Entity Too Large","error":413}', kind: 'rejected' },
  {
    name: 'signed out, in the list',
    status: 200,
    body: list('USER_REQUIRED', 'Please log in to do that.', ''),
    kind: 'unauthorized',
  },
  {
    name: 'a young account, in the list',
    status: 200,
    body: list(
      'RATELIMIT',
      "Looks like you've been doing that a lot. Take a break for 9 minutes before trying again.",
      'ratelimit',
    ),
    kind: 'rate-limited',
    retryAt: minutes(10),
  },
  {
    name: 'a young account, with its seconds',
    status: 200,
    body: list('RATELIMIT', 'you are doing that too much. try again in 4 minutes.', 'ratelimit', { ratelimit: 256.5 }),
    kind: 'rate-limited',
    retryAt: new Date(fakeNow.getTime() + 256_500),
  },
  {
    name: 'not allowed there',
    status: 200,
    body: list('SUBREDDIT_NOTALLOWED', "you aren't allowed to post there.", 'sr'),
    kind: 'rejected',
  },
  {
    name: 'no such community',
    status: 200,
    body: list('SUBREDDIT_NOEXIST', "that subreddit doesn't exist", 'sr'),
    kind: 'rejected',
  },
  {
    name: 'the same link',
    status: 200,
    body: list('ALREADY_SUB', 'that link has already been submitted', 'url'),
    kind: 'rejected',
  },
  { name: 'too long', status: 200, body: list('TOO_LONG', 'this is too long (max: 40000)', 'text'), kind: 'rejected' },
  {
    name: 'no flair',
    status: 200,
    body: list('SUBMIT_VALIDATION_FLAIR_REQUIRED', 'Your post must contain post flair.', 'flair'),
    kind: 'rejected',
  },
  {
    name: 'a code that nobody wrote down',
    status: 200,
    body: list('NEW_THING', 'something <b>else</b>', 'x'),
    kind: 'rejected',
  },
  {
    name: 'too many calls',
    status: 429,
    headers: { 'x-ratelimit-used': '1000', 'x-ratelimit-remaining': '0.0', 'x-ratelimit-reset': '300' },
    body: '{"message":"Too Many Requests","error":429}',
    kind: 'rate-limited',
    retryAt: minutes(5),
  },
  { name: 'down', status: 503, body: '<html>Our CDN was unable to reach our servers</html>', kind: 'unavailable' },
  { name: 'broken', status: 500, body: '{"message":"Internal Server Error","error":500}', kind: 'unknown' },
]
