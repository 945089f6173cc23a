import type { Picture } from '../../core/post.ts'
import type { Graph } from '../meta.ts'
import type { Session } from '../network.ts'
import { Made } from './api.ts'

/**
 * Uploads a picture that nobody sees until a post or a comment names it; one that none names goes away by itself, so that it
 * may be done twice. https://developers.facebook.com/docs/graph-api/reference/page/photos/#upload
 */
export async function uploadPicture(picture: Picture, session: Session, graph: Graph): Promise<string> {
  const bytes = await session.picture(picture)
  const params = { published: false, ...(picture.alt ? { alt_text_custom: picture.alt } : {}) }
  const files = { source: new Blob([bytes], { type: picture.mime }) }
  const path = `/${encodeURIComponent(session.account.remoteId)}/photos`
  return (await graph.post(path, params, Made, { repeatable: true, files })).id
}
