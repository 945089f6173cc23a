import type { Limits, Quota, SendingRate } from '../network.ts'

/** Where the limits stand in the network’s documentation. */
export const source = 'https://docs.x.com/fundamentals/counting-characters'

/**
 * One piece of an upload. X speaks of 5 MB, but what stands before it refuses pieces of 4 MiB with an empty 413; its own examples send
 * 1 MiB: https://docs.x.com/x-api/media/quickstart/media-upload-chunked, https://github.com/trypostit/trypost/pull/31,
 * https://github.com/abraham/twitteroauth/issues/1257
 */
export const pieceBytes = 1024 * 1024

/** An upload has room for so many pieces: `segment_index` of POST /2/media/upload/{id}/append is at most 999. */
export const mostPieces = 1000

/**
 * Pictures, videos: https://docs.x.com/x-api/media/quickstart/best-practices ; alt text: 1,000 characters. X takes videos
 * of 8 GB, but its upload by pieces ends before that.
 */
export const defaults: Limits = {
  length: 280,
  unit: 'weighted',
  linkLength: 23,
  pictures: 4,
  pictureBytes: 5_000_000,
  pictureTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
  altLength: 1000,
  video: { bytes: mostPieces * pieceBytes, seconds: 20 * 60, types: ['video/mp4', 'video/quicktime'] },
  tags: 3,
  threads: true,
  warnings: false,
}

/** Those who pay X for more room: https://help.x.com/en/using-x/x-premium */
export const subscribers: Limits = {
  ...defaults,
  length: 25_000,
  video: { bytes: mostPieces * pieceBytes, seconds: 125 * 60, types: ['video/mp4', 'video/quicktime'] },
}

/** By the endpoint for posts: https://docs.x.com/x-api/fundamentals/rate-limits */
export const rates: readonly SendingRate[] = [
  { per: 'channel', calls: 100, seconds: 15 * 60, source: 'https://docs.x.com/x-api/fundamentals/rate-limits' },
  { per: 'app', calls: 10_000, seconds: 24 * 3600, source: 'https://docs.x.com/x-api/fundamentals/rate-limits' },
]

/**
 * What X asks for, in millionths of a US dollar: https://docs.x.com/x-api/getting-started/pricing (August 2026). An
 * owned read is a post or person that comes with one's own timeline or mentions, counted for each that comes.
 */
export const prices = {
  post: 15_000,
  postWithLink: 200_000,
  read: 5_000,
  ownedRead: 1_000,
  deletion: 10_000,
  hiding: 5_000,
  altText: 5_000,
} as const

/** X takes money for each call; how much of it in a month, the person decides. */
export const quotas: readonly Quota[] = [
  {
    name: 'usd',
    label: { id: 'Biaya X sebulan', en: 'X’s charges in a month' },
    unit: 'micro-usd',
    per: 'channel',
    period: 'month',
    timeZone: 'UTC',
    limit: 5_000_000,
    budget: true,
    source: 'https://docs.x.com/x-api/getting-started/pricing',
  },
]
