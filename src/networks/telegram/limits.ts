import type { Limits, SendingRate } from '../network.ts'

/** Where the limits stand in the network’s documentation. */
export const source = 'https://core.telegram.org/bots/api#sendmessage'

/** The longest text that stands with pictures or a video: https://core.telegram.org/bots/api#sendphoto */
export const captionLength = 1024

/**
 * Files that a bot sends: pictures of 10 MB, others of 50 MB (https://core.telegram.org/bots/api#sending-files). Telegram
 * knows no alternative texts: they are not sent.
 */
export const defaults: Limits = {
  length: 4096,
  unit: 'characters',
  pictures: 10,
  pictureBytes: 10_000_000,
  pictureTypes: ['image/jpeg', 'image/png'],
  altLength: 1500,
  video: { bytes: 50_000_000, seconds: 24 * 3600, types: ['video/mp4'] },
  tags: 5,
  threads: true,
  warnings: false,
}

/** What the network takes, whatever the account. */
export function limits(): Limits {
  return defaults
}

const faq = 'https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this'

/** One's own channel and its group take twenty messages a minute; a bot sends thirty a second to all. */
export const rates: readonly SendingRate[] = [
  { per: 'channel', calls: 20, seconds: 60, source: faq },
  { per: 'app', calls: 30, seconds: 1, source: faq },
]
