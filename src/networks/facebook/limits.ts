import type { Limits } from '../network.ts'

/** The page's feed: what may be said there. */
export const source = 'https://developers.facebook.com/docs/graph-api/reference/page/feed/'

/** The API's version; each is kept for about two years. https://developers.facebook.com/docs/graph-api/guides/versioning */
export const version = 'v26.0'

/**
 * Pictures: https://developers.facebook.com/docs/graph-api/reference/page/photos/ (10 MB; WebP is not among the types).
 * Videos: https://developers.facebook.com/docs/graph-api/reference/page/videos/ (10 GB and 4 hours, sent in pieces).
 */
export const defaults: Limits = {
  length: 63_206,
  unit: 'characters',
  pictures: 10,
  pictureBytes: 10_000_000,
  pictureTypes: ['image/jpeg', 'image/png', 'image/gif'],
  altLength: 1000,
  video: { bytes: 10_000_000_000, seconds: 14_400, types: ['video/mp4', 'video/quicktime'] },
  tags: 5,
  threads: true,
  warnings: false,
}
