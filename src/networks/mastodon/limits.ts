import type { Limits } from '../network.ts'

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
  tags: 5,
  threads: true,
  warnings: true,
}
