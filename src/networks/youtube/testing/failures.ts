import type { Fake } from '../../testing/fake.ts'
import { commonFailures, failure } from '../../testing/google.ts'

export const failures: Fake['failures'] = [
  ...commonFailures(
    'YouTube Data API v3',
    'The request cannot be completed because you have exceeded your <a href="/youtube/v3/getting-started#quota">quota</a>.',
  ),
  { name: 'no channel', ...failure(401, 'youtubeSignupRequired', 'Unauthorized'), kind: 'unauthorized' },
  { name: 'forbidden', ...failure(403, 'forbidden', 'Forbidden'), kind: 'rejected' },
  {
    name: 'title refused',
    ...failure(400, 'invalidTitle', 'The request metadata specifies an invalid or empty video title.'),
    kind: 'rejected',
  },
  {
    name: 'too many uploads today',
    ...failure(400, 'uploadLimitExceeded', 'The user has exceeded the number of videos they may upload.'),
    kind: 'rate-limited',
    retryAt: new Date('2026-11-25T08:00:00.000Z'),
  },
]
