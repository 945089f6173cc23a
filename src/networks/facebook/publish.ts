import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import { type Graph, isGone } from '../meta.ts'
import type { Pending, Published, RemoteResponse, Session, Thread } from '../network.ts'
import { addressOf, createClient, Made } from './api.ts'
import { uploadPicture } from './media.ts'
import { beginVideo } from './video.ts'

/**
 * A post in the page's feed; what hangs on an earlier part is a comment below it. Pictures go up first, unseen, however many
 * they are, so that one request makes the post. https://developers.facebook.com/docs/pages-api/posts
 */
export async function publish(
  part: Part,
  session: Session,
  _key: string,
  thread?: Thread,
): Promise<Published | Pending> {
  if (thread) return await comment(thread.parent.remoteId, part, session)
  if (part.video) return await beginVideo(part, session)
  const graph = createClient(session)
  const media: Record<string, unknown> = {}
  for (const [number, picture] of part.pictures.entries())
    media[`attached_media[${number}]`] = { media_fbid: await uploadPicture(picture, session, graph) }
  // A post shows pictures or a card; beside pictures the link stands in the text only.
  const link = part.pictures.length === 0 ? part.card?.url : undefined
  const params = { message: part.text || undefined, link, ...media }
  const { id } = await graph.post(`/${encodeURIComponent(session.account.remoteId)}/feed`, params, Made)
  return await published(id, graph)
}

/** https://developers.facebook.com/docs/graph-api/reference/object/comments#publish */
async function comment(on: string, part: Part, session: Session): Promise<Published> {
  const graph = createClient(session)
  const [picture] = part.pictures
  const attachment = picture && (await uploadPicture(picture, session, graph))
  const params = { message: part.text || undefined, attachment_id: attachment }
  const { id } = await graph.post(`/${encodeURIComponent(on)}/comments`, params, Made)
  return await published(id, graph)
}

/** It is out, whatever becomes of the question for its address: the one made of its id leads there too. */
async function published(id: string, graph: Graph): Promise<Published> {
  const Address = z.object({ permalink_url: z.string().optional() })
  try {
    const { permalink_url } = await graph.get(`/${id}`, { fields: 'permalink_url' }, Address)
    return { state: 'published', remoteId: id, permalink: addressOf({ id, permalink_url }) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { state: 'published', remoteId: id, permalink: addressOf({ id }) }
  }
}

/** Answers a comment below it, or a post that names the page. */
export async function reply(
  response: Pick<RemoteResponse, 'remoteId'>,
  part: Part,
  session: Session,
): Promise<Published> {
  return await comment(response.remoteId, part, session)
}

/** Deletes a post or a comment. What is gone already is fine. */
export async function retract({ remoteId }: Pick<Published, 'remoteId'>, session: Session): Promise<void> {
  try {
    await createClient(session).remove(`/${encodeURIComponent(remoteId)}`)
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

/** Changes the words; pictures and card stay. https://developers.facebook.com/docs/pages-api/posts#update-a-post */
export async function correct({ remoteId }: Pick<Published, 'remoteId'>, part: Part, session: Session): Promise<void> {
  const path = `/${encodeURIComponent(remoteId)}`
  await createClient(session).post(path, { message: part.text }, z.unknown(), { repeatable: true })
}
