import type { Limits, SendingRate } from '../network.ts'

/** Where the limits stand in the network’s documentation. */
export const source = 'https://docs.discord.com/developers/resources/message#create-message'

/**
 * A file may have 10 MiB (https://docs.discord.com/developers/reference#uploading-files), and a whole request 25 MiB
 * ({@link source}, under its limitations). Ten pictures of 2.5 MB stay below that, with room for the form around them.
 * Alternative texts: `description` of an attachment.
 */
export const defaults: Limits = {
  length: 2000,
  unit: 'characters',
  pictures: 10,
  pictureBytes: 2_500_000,
  pictureTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
  altLength: 1024,
  video: { bytes: 10 * 1024 * 1024, seconds: 24 * 3600, types: ['video/mp4', 'video/webm', 'video/quicktime'] },
  // Discord does not link hashtags.
  tags: 0,
  threads: true,
  warnings: false,
}

/** What the network takes, whatever the account. */
export function limits(): Limits {
  return defaults
}

/** Discord names no numbers for a channel, since they change; this one for all calls of a bot it does name. */
export const rates: readonly SendingRate[] = [
  { per: 'app', calls: 50, seconds: 1, source: 'https://docs.discord.com/developers/topics/rate-limits' },
]
