import type { Limits, SendingRate } from '../network.ts'

/** What a post may be. */
export const source =
  'https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media'

/** The API's version; each is kept for about two years. https://developers.facebook.com/docs/graph-api/guides/versioning */
export const version = 'v26.0'

/**
 * Captions of 2,200 characters, 8 MB a picture (JPEG only), 300 MB and 15 minutes a reel, ten in a carousel; texts for those
 * who can't see: https://developers.facebook.com/docs/instagram-platform/content-publishing/. Thirty tags are the
 * network's refusal; since December 2025 its app takes no more than five.
 */
export const defaults: Limits = {
  length: 2200,
  unit: 'characters',
  pictures: 10,
  pictureBytes: 8_000_000,
  pictureTypes: ['image/jpeg'],
  altLength: 1000,
  video: { bytes: 300_000_000, seconds: 900, types: ['video/mp4', 'video/quicktime'] },
  needs: ['picture', 'video'],
  tags: 5,
  threads: true,
  warnings: false,
}

/** Within 24 hours. One page of the documentation says 100, the other 50; each account is told its own when it posts. */
export const rates: readonly SendingRate[] = [
  {
    per: 'channel',
    calls: 50,
    seconds: 86_400,
    source:
      'https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media_publish',
  },
]
