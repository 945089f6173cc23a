import type { Limits, SendingRate } from '../network.ts'

/** What a post may be: text, pictures, videos, carousels. */
export const source = 'https://developers.facebook.com/documentation/threads/posts'

/**
 * 500 characters, of which an emoji takes as many as its UTF-8 bytes; carousels of up to 20; JPEG and PNG of 8 MB; videos of
 * 1 GB and five minutes: https://developers.facebook.com/documentation/threads/overview. One tag of a post becomes its topic.
 */
export const defaults: Limits = {
  length: 500,
  unit: 'characters',
  pictures: 20,
  pictureBytes: 8_000_000,
  pictureTypes: ['image/jpeg', 'image/png'],
  altLength: 1000,
  video: { bytes: 1_000_000_000, seconds: 300, types: ['video/mp4', 'video/quicktime'] },
  tags: 1,
  threads: true,
  warnings: false,
}

/** A profile makes 250 posts within 24 hours through the API; answers have a larger quota of their own. */
export const rates: readonly SendingRate[] = [
  {
    per: 'channel',
    calls: 250,
    seconds: 86_400,
    source: 'https://developers.facebook.com/documentation/threads/overview',
  },
]
