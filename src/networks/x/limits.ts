import type { Limits } from '../network.ts'

export const source = 'https://docs.x.com/fundamentals/counting-characters'

/** Pictures: https://docs.x.com/x-api/media/quickstart/best-practices ; alt text: 1,000 characters. */
export const defaults: Limits = {
  length: 280,
  unit: 'weighted',
  linkLength: 23,
  pictures: 4,
  pictureBytes: 5_242_880,
  pictureTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
  altLength: 1000,
  tags: 3,
  threads: true,
  warnings: false,
}

export function limits(): Limits {
  return defaults
}
