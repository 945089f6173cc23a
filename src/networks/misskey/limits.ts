import type { Limits, SendingRate } from '../network.ts'

/** Where the limits stand in the network’s documentation. */
export const source = 'https://misskey-hub.net/en/docs/for-developers/api/'

/** How long a content warning may be: https://github.com/misskey-dev/misskey, endpoints/notes/create */
export const warningLength = 100

/** Where the server is silent: what the program allows until its administrator says otherwise. */
export const defaults: Limits = {
  length: 3000,
  unit: 'characters',
  pictures: 16,
  pictureBytes: 10_000_000,
  pictureTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'],
  altLength: 512,
  video: { bytes: 30_000_000, seconds: 24 * 3600, types: ['video/mp4', 'video/webm'] },
  tags: 5,
  threads: true,
  warnings: true,
}

/** 300 notes of an account in an hour: https://misskey.io/api-doc#tag/notes/operation/notes___create */
export const rates: readonly SendingRate[] = [
  {
    per: 'channel',
    calls: 300,
    seconds: 3600,
    source: 'https://misskey.io/api-doc#tag/notes/operation/notes___create',
  },
]
