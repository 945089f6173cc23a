import { z } from 'zod'
import type { Published } from '../network.ts'
import { addressOfComment } from './api.ts'

/** What hanging on to a copy needs: the post it stands under, that post's address, and the uppermost comment. */
export const Reference = z.object({ media: z.string(), address: z.string(), comment: z.string().optional() })

/** A comment below it is shown at the post's address, so that this goes along. */
export function publishedMedia(id: string, permalink: string): Published {
  return { state: 'published', remoteId: id, permalink, reference: { media: id, address: permalink } }
}

/** Answers hang on the uppermost comment. */
export function publishedComment(id: string, above: z.infer<typeof Reference>): Published {
  const reference = { media: above.media, address: above.address, comment: above.comment ?? id }
  return { state: 'published', remoteId: id, permalink: addressOfComment(above.address, id), reference }
}
