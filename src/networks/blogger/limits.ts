import type { Limits } from '../network.ts'

/** Labels, pages and posts: https://support.google.com/blogger/answer/42348 */
export const source = 'https://support.google.com/blogger/answer/42348'

/**
 * Blogger sets no limit to a post. Its API takes no pictures: those of an article stay where they are, and are shown from
 * there. https://developers.google.com/blogger/docs/3.0/reference/posts
 */
export const defaults: Limits = {
  length: Number.POSITIVE_INFINITY,
  unit: 'characters',
  pictures: 0,
  pictureBytes: 0,
  pictureTypes: [],
  altLength: 1000,
  tags: 10,
  threads: false,
  warnings: false,
}

/** A post takes so many labels. */
export const mostLabels = 20

/** What the network takes, whatever the account. */
export function limits(): Limits {
  return defaults
}
