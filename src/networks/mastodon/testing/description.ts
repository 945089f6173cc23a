import { describedByOpenApi } from '../../testing/openapi.ts'

const described = describedByOpenApi('mastodon.openapi.json')

/** For tests: the OpenAPI description of Mastodon's API. Throws where a request or an answer is not what it says. */
export const describedBy = {
  request(path: string, method: string, body: unknown): void {
    // A status with pictures fits the form without them as well, which `oneOf` would hold against it.
    const pictures = typeof body === 'object' && body !== null && 'media_ids' in body
    described.request(path, method, body, { branch: pictures ? 1 : 0 })
  },
  upload(path: string, form: Readonly<Record<string, unknown>>): void {
    described.request(path, 'post', form, { contentType: 'multipart/form-data' })
  },
  answer: described.answer,
}
