import type { Limits } from '../network.ts'

export const source = 'https://support.reddithelp.com/hc/en-us/articles/360060422572-How-do-I-post-on-Reddit'

export const defaults: Limits = {
  length: 40_000,
  unit: 'characters',
  pictures: 20,
  pictureBytes: 20_000_000,
  pictureTypes: ['image/jpeg', 'image/png', 'image/gif'],
  altLength: 180,
  // Reddit has no hashtags: readers there take them for something pasted from elsewhere.
  tags: 0,
  threads: true,
  warnings: false,
  titleLength: 300,
}

export function limits(): Limits {
  return defaults
}
