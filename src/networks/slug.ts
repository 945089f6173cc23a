import { createHash } from 'node:crypto'
import type { Part } from '../core/post.ts'

/** The post's slug: readable, and the same for every try of the same part, so that a second try meets the first. */
export function slugOf(key: string, part: Part): string {
  const words = (part.title ?? part.text)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')
  const mark = createHash('sha256').update(key).digest('hex').slice(0, 12)
  return words ? `${words}-${mark}` : mark
}
