import type { Limits } from '../network.ts'

/** What a message's text may be where WhatsApp says it; its app takes more. */
export const source = 'https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages#text-object'

/** What the composer counts by; people send it themselves. */
export const defaults: Limits = {
  length: 4096,
  unit: 'characters',
  pictures: 10,
  pictureBytes: 5_000_000,
  pictureTypes: ['image/jpeg', 'image/png'],
  altLength: 1000,
  tags: 3,
  threads: false,
  warnings: false,
}
