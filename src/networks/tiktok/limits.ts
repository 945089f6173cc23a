import type { Limits } from '../network.ts'

/** Captions of 2,200 UTF-16 code units. */
export const source = 'https://developers.tiktok.com/doc/content-posting-api-reference-direct-post'

/** https://developers.tiktok.com/doc/content-posting-api-media-transfer-guide: 4 GB and ten minutes a video, 35 photos of 20 MB. */
export const defaults: Limits = {
  length: 2200,
  unit: 'characters',
  pictures: 35,
  pictureBytes: 20_000_000,
  pictureTypes: ['image/jpeg', 'image/webp'],
  altLength: 1000,
  video: { bytes: 4_000_000_000, seconds: 600, types: ['video/mp4', 'video/quicktime', 'video/webm'] },
  needs: ['video', 'picture'],
  tags: 5,
  threads: false,
  warnings: false,
}
