import type { Limits, SendingRate } from '../network.ts'

/** Where the limits stand in the network’s documentation. */
export const source = 'https://docs.joinmastodon.org/entities/Instance/'

/** Where the server is silent: Mastodon's own numbers. */
export const defaults: Limits = {
  length: 500,
  unit: 'graphemes',
  linkLength: 23,
  pictures: 4,
  pictureBytes: 16_777_216,
  pictureTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'image/heic'],
  altLength: 1500,
  // 99 MB: https://docs.joinmastodon.org/user/posting/#media How long one may be, no server says.
  video: { bytes: 103_809_024, seconds: 24 * 3600, types: ['video/mp4', 'video/quicktime', 'video/webm'] },
  tags: 5,
  threads: true,
  warnings: true,
}

/** A server takes 300 requests of an account in five minutes; a post with its pictures makes a few, and reading needs some. */
export const rates: readonly SendingRate[] = [
  { per: 'channel', calls: 60, seconds: 300, source: 'https://docs.joinmastodon.org/api/rate-limits/' },
]
