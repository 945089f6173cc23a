import { z } from 'zod'
import type { Part, Picture } from '../../core/post.ts'
import { escapeHtml } from '../blog-post.ts'
import { uploadName } from '../multipart.ts'
import type { Session } from '../network.ts'
import type { Client } from './api.ts'

const Media = z.object({ id: z.number(), source_url: z.string() })

/** What a post shows: the featured picture, and what stands below its words. */
export interface Shown {
  featured?: number
  figures: string
}

/**
 * Uploads a post's pictures, in order. The first one is featured. In a short post all of them stand below the words too;
 * in a whole article they stand in its HTML already, and a card's picture is only featured.
 */
export async function uploadPictures(part: Part, session: Session, client: Client): Promise<Shown> {
  const short = part.summary === undefined
  const cover = part.pictures[0] ?? part.card?.picture
  const pictures = short && part.pictures.length > 0 ? part.pictures : cover ? [cover] : []
  const media: z.infer<typeof Media>[] = []
  for (const picture of pictures) media.push(await upload(picture, session, client))
  const [featured] = media
  const shown = short ? part.pictures : []
  return {
    ...(featured ? { featured: featured.id } : {}),
    figures: shown.map((picture, at) => figure(picture, media[at] as z.infer<typeof Media>)).join('\n'),
  }
}

/** https://developer.wordpress.org/rest-api/reference/media/#create-a-media-item */
async function upload(picture: Picture, session: Session, client: Client): Promise<z.infer<typeof Media>> {
  const body = new FormData()
  const file = new Blob([await session.picture(picture)], { type: picture.mime })
  body.set('file', file, uploadName(picture.mime))
  if (picture.alt) body.set('alt_text', picture.alt)
  return await client.post('wp/v2/media', { body }, Media)
}

/** By its class WordPress knows the picture, and offers smaller sizes of it: https://developer.wordpress.org/reference/functions/wp_filter_content_tags/ */
function figure({ alt }: Picture, { id, source_url }: z.infer<typeof Media>): string {
  return `<figure class="wp-block-image"><img src="${escapeHtml(source_url)}" alt="${escapeHtml(alt)}" class="wp-image-${id}"></figure>`
}

/** The figures that `uploadPictures` has set below the words of a post. */
export function figuresIn(content: string): string {
  const ours = /<figure class="wp-block-image"><img [^>]*class="wp-image-\d+"[^>]*><\/figure>/g
  return (content.match(ours) ?? []).join('\n')
}
