import type { Limits } from '../network.ts'

/** Where the limits stand in the network’s documentation. */
export const source = 'https://developer.wordpress.org/rest-api/reference/posts/'

/** WordPress sets no limit to a post. The picture's size is PHP's to decide; this is what most hosts allow. */
export const defaults: Limits = {
  length: Number.POSITIVE_INFINITY,
  unit: 'characters',
  pictures: 20,
  pictureBytes: 8_000_000,
  pictureTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'],
  altLength: 1000,
  tags: 10,
  threads: false,
  warnings: false,
}

/** What the network takes, whatever the account. */
export function limits(): Limits {
  return defaults
}
