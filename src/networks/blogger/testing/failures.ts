import type { Fake } from '../../testing/fake.ts'
import { commonFailures, failure } from '../../testing/google.ts'

export const failures: Fake['failures'] = [
  ...commonFailures('Blogger API', 'Quota exceeded for quota metric.'),
  {
    name: 'may not write there',
    ...failure(403, 'forbidden', 'We’re sorry, but you don’t have permission to access this resource.'),
    kind: 'rejected',
  },
  { name: 'refused', ...failure(400, 'invalid', 'Invalid Value'), kind: 'rejected' },
  { name: 'blog gone', ...failure(404, 'notFound', 'Not Found'), kind: 'gone' },
]
