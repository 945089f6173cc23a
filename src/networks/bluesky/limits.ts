import type { Limits, SendingRate } from '../network.ts'

/** Text and tags: app.bsky.feed.post; pictures: app.bsky.embed.images; videos: app.bsky.embed.video. */
export const source = 'https://github.com/bluesky-social/atproto/tree/main/lexicons/app/bsky'

/** The same on every server: they are written in the lexicons. */
export const defaults: Limits = {
  length: 300,
  unit: 'graphemes',
  bytes: 3000,
  pictures: 4,
  pictureBytes: 2_000_000,
  pictureTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'],
  altLength: 2000,
  // The lexicon app.bsky.embed.video names type and size, the app's own source how long one may be (VIDEO_MAX_DURATION_MS):
  // https://github.com/bluesky-social/social-app/blob/main/src/lib/constants.ts
  video: { bytes: 300_000_000, seconds: 600, types: ['video/mp4'] },
  tags: 5,
  threads: true,
  warnings: false,
}

/** What the network takes, whatever the account. */
export function limits(): Limits {
  return defaults
}

/** A server gives an account 5,000 points an hour and 35,000 a day; a new record costs 3. Half of that is ours: people post there too. */
export const rates: readonly SendingRate[] = [
  { per: 'channel', calls: 800, seconds: 3600, source: 'https://docs.bsky.app/docs/advanced-guides/rate-limits' },
  { per: 'channel', calls: 5800, seconds: 86_400, source: 'https://docs.bsky.app/docs/advanced-guides/rate-limits' },
]
