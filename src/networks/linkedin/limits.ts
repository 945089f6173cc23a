import type { Limits, SendingRate } from '../network.ts'

/** What a post may be. */
export const source = 'https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api'

/**
 * The API's version, as year and month; each is kept for a year.
 * https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api?view=li-lms-2026-05
 */
export const version = '202605'

/**
 * 3,000 characters; 2 to 20 pictures in one post: …/shares/multiimage-post-api; JPEG, PNG and GIF: …/shares/images-api; MP4 of
 * up to 500 MB and half an hour: …/shares/videos-api.
 */
export const defaults: Limits = {
  length: 3000,
  unit: 'characters',
  pictures: 20,
  pictureBytes: 8_000_000,
  pictureTypes: ['image/jpeg', 'image/png', 'image/gif'],
  altLength: 4086,
  video: { bytes: 500_000_000, seconds: 1800, types: ['video/mp4'] },
  tags: 5,
  threads: true,
  warnings: false,
}

/** A member's requests in a day, posts among them. */
export const rates: readonly SendingRate[] = [
  {
    per: 'channel',
    calls: 150,
    seconds: 86_400,
    source: 'https://learn.microsoft.com/en-us/linkedin/consumer/integrations/self-serve/share-on-linkedin#rate-limits',
  },
]
