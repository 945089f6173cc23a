import type { Fake } from '../../testing/fake.ts'

/** Refusals of POST /2/tweets as people met them, and as https://docs.x.com/x-api/fundamentals/response-codes-and-errors tells. */
export const failures: Fake['failures'] = [
  {
    name: 'revoked',
    status: 401,
    body: '{"title":"Unauthorized","type":"about:blank","status":401,"detail":"Unauthorized"}',
    kind: 'unauthorized',
  },
  {
    name: 'outside the scopes',
    status: 403,
    body: '{"title":"Forbidden","type":"about:blank","status":403,"detail":"Forbidden"}',
    kind: 'unauthorized',
  },
  {
    name: 'the app may only read',
    status: 403,
    body: '{"title":"Client Forbidden","type":"https://api.x.com/2/problems/client-forbidden","detail":"This app is not allowed to do this.","reason":"client-not-enrolled","status":403}',
    kind: 'unauthorized',
  },
  {
    name: 'the same words again',
    status: 403,
    body: '{"detail":"You are not allowed to create a Tweet with duplicate content.","type":"about:blank","title":"Forbidden","status":403}',
    kind: 'unknown',
  },
  {
    name: 'a video that is too long',
    status: 403,
    body: '{"detail":"This user is not allowed to post a video longer than 20 minutes.","type":"about:blank","title":"Forbidden","status":403}',
    kind: 'rejected',
  },
  {
    name: 'an answer that is not allowed',
    status: 403,
    body: '{"detail":"Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.","type":"about:blank","title":"Forbidden","status":403}',
    kind: 'rejected',
  },
  {
    name: 'no credit',
    status: 402,
    body: '{"title":"CreditsDepleted","type":"https://api.x.com/2/problems/credits","detail":"Your enrolled account does not have any credits to fulfill this request.","status":402}',
    kind: 'rejected',
  },
  {
    name: 'a bad request',
    status: 400,
    body: '{"type":"https://api.x.com/2/problems/invalid-request","title":"Invalid Request","detail":"One or more parameters to your request was invalid.","status":400}',
    kind: 'rejected',
  },
  {
    name: 'nothing there',
    status: 404,
    body: '{"type":"https://api.x.com/2/problems/resource-not-found","title":"Not Found Error","detail":"Could not find it.","resource_type":"post"}',
    kind: 'gone',
  },
  {
    name: 'too many in a quarter of an hour',
    status: 429,
    headers: { 'x-rate-limit-limit': '100', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': '1795507800' },
    body: '{"title":"Too Many Requests","type":"about:blank","status":429,"detail":"Too Many Requests"}',
    kind: 'rate-limited',
    retryAt: new Date(1_795_507_800_000),
  },
  {
    name: 'too many in a day',
    status: 429,
    headers: {
      'x-rate-limit-limit': '100',
      'x-rate-limit-remaining': '98',
      'x-rate-limit-reset': '1795507800',
      'x-user-limit-24hour-limit': '17',
      'x-user-limit-24hour-remaining': '0',
      'x-user-limit-24hour-reset': '1795564800',
    },
    body: '{"title":"Too Many Requests","type":"about:blank","status":429,"detail":"Too Many Requests"}',
    kind: 'rate-limited',
    retryAt: new Date(1_795_564_800_000),
  },
  {
    name: 'down',
    status: 503,
    body: '{"title":"Service Unavailable","type":"about:blank","status":503,"detail":"Service Unavailable"}',
    kind: 'unavailable',
  },
  { name: 'broken', status: 500, body: '<html>Something is technically wrong</html>', kind: 'unknown' },
]
