import type { Limits } from '../network.ts'

/** Title 100, description 800, alternative text 500: the description of Pinterest's API. */
export const source = 'https://developers.pinterest.com/docs/api/v5/pins-create'

/** https://help.pinterest.com/en/business/article/pinterest-product-specs: 20 MB a picture; up to five in a carousel. */
export const defaults: Limits = {
  length: 800,
  unit: 'characters',
  pictures: 5,
  pictureBytes: 20_000_000,
  pictureTypes: ['image/jpeg', 'image/png', 'image/webp'],
  altLength: 500,
  needs: ['picture'],
  tags: 5,
  titleLength: 100,
  threads: false,
  warnings: false,
}
