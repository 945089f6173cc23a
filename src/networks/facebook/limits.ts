import type { Limits } from '../network.ts'

export const source = 'https://developers.facebook.com/docs/graph-api/reference/page/feed/'

export const defaults: Limits = {
  length: 63_206,
  unit: 'characters',
  pictures: 10,
  pictureBytes: 10_000_000,
  pictureTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
  altLength: 1000,
  tags: 5,
  threads: true,
  warnings: false,
}

export function limits(): Limits {
  return defaults
}
