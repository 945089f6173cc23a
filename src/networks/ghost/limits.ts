import type { Limits } from '../network.ts'

/** Where the limits stand in the network’s documentation. */
export const source = 'https://docs.ghost.org/admin-api/posts/overview'

/** Ghost sets no limit to a post. A picture's size is the web server's to decide; this is what most allow. */
export const defaults: Limits = {
  length: Number.POSITIVE_INFINITY,
  unit: 'characters',
  pictures: 1,
  pictureBytes: 5_000_000,
  // https://docs.ghost.org/admin-api/images/uploading-an-image
  pictureTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
  altLength: 191,
  tags: 10,
  titleLength: 255,
  threads: false,
  warnings: false,
}

/** A custom excerpt, in characters: Ghost’s own schema, as its refusals say. */
export const excerptLength = 300

/** What the network takes, whatever the account. */
export function limits(): Limits {
  return defaults
}
