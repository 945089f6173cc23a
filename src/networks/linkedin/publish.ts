import { z } from 'zod'
import type { LinkCard, Part } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import { HttpProblem } from '../http.ts'
import type { Pending, Published, RemoteResponse, Session, Thread } from '../network.ts'
import { addressOf, type Client, commentOf, createClient, inPath, isPage } from './api.ts'
import { createPost } from './create.ts'
import { toLittle } from './little.ts'
import { uploadPicture } from './media.ts'
import { beginVideo } from './video.ts'

/** A post with its pictures, its video or its card; what hangs on an earlier part is a comment below it. */
export async function publish(
  part: Part,
  session: Session,
  _key: string,
  thread?: Thread,
): Promise<Published | Pending> {
  if (thread) return await comment(part, placeOf(thread), session)
  if (part.video) return await beginVideo(part, session)
  const client = createClient(session)
  return await createPost(part.text, await contentOf(part, session, client), session, client)
}

async function contentOf(part: Part, session: Session, client: Client): Promise<object | undefined> {
  const images: { id: string; altText?: string }[] = []
  for (const picture of part.pictures) {
    const id = await uploadPicture(picture, session, client)
    images.push({ id, ...(picture.alt ? { altText: picture.alt } : {}) })
  }
  const [first] = images
  if (first) return images.length === 1 ? { media: first } : { multiImage: { images } }
  return part.card ? { article: await articleOf(part.card, session, client) } : undefined
}

/** LinkedIn reads nothing from the page itself: …/shares/posts-api#article-post-sample-request */
async function articleOf(card: LinkCard, session: Session, client: Client): Promise<object> {
  const { url: source, title, description, picture } = card
  const thumbnail = picture && (await uploadPicture(picture, session, client))
  return {
    source,
    title: (title || new URL(source).host).slice(0, 400),
    ...(description ? { description: description.slice(0, 4086) } : {}),
    ...(thumbnail ? { thumbnail } : {}),
  }
}

/** The post that a comment stands under, and the comment that it answers: only the uppermost has answers. */
export const Reference = z.object({ post: z.string(), comment: z.string().optional() })
type Place = z.infer<typeof Reference>

/** Where a part or an answer hangs. */
export function placeOf({ root, parent }: Thread): Place {
  return Reference.safeParse(parent.reference).data ?? { post: root.remoteId }
}

const Made = z.object({ commentUrn: z.string().optional(), id: z.coerce.string(), object: z.string().optional() })

/** https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/comments-api#create-a-comment */
async function comment(part: Part, place: Place, session: Session): Promise<Published> {
  const { post, comment: above } = place
  const json = {
    actor: session.account.remoteId,
    object: above ? (commentOf(above)?.on ?? post) : post,
    message: { text: part.text },
    ...(above ? { parentComment: above } : {}),
  }
  const path = `/rest/socialActions/${inPath(above ?? post)}/comments`
  try {
    const { value } = await createClient(session).call(path, { method: 'POST', json }, Made)
    const urn = value.commentUrn ?? `urn:li:comment:(${value.object ?? post},${value.id})`
    return publishedComment(urn, place)
  } catch (error) {
    const closed = error instanceof HttpProblem && error.status === 403 && !isPage(session)
    throw closed ? new Problem('rejected', noComments, { detail: error.message }) : error
  }
}

/** A comment’s ids as they are kept, with the address that leads to it. */
export function publishedComment(urn: string, { post, comment: above }: Place): Published {
  return {
    state: 'published',
    remoteId: urn,
    permalink: addressOf(post, urn),
    reference: { post, comment: above ?? urn },
  }
}

/** Answers a comment below it. */
export async function reply(
  response: Pick<RemoteResponse, 'remoteId' | 'reference'>,
  part: Part,
  session: Session,
): Promise<Published> {
  return await comment(part, Reference.parse(response.reference), session)
}

/** Deletes a post or a comment. What is gone already is fine. …/shares/posts-api#delete-posts, …/shares/comments-api#delete-comment */
export async function retract({ remoteId }: Pick<Published, 'remoteId'>, session: Session): Promise<void> {
  const headers = { 'x-restli-method': 'DELETE' }
  try {
    await createClient(session).call(
      pathOf(remoteId, session),
      { method: 'DELETE', headers, repeatable: true },
      z.unknown(),
    )
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'gone') throw error
  }
}

/** Changes the words. …/shares/posts-api#update-posts, …/shares/comments-api#edit-comment */
export async function correct({ remoteId }: Pick<Published, 'remoteId'>, part: Part, session: Session): Promise<void> {
  const isComment = commentOf(remoteId) !== undefined
  const json = isComment
    ? { patch: { message: { $set: { text: part.text } } } }
    : { patch: { $set: { commentary: toLittle(part.text) } } }
  const headers = { 'x-restli-method': 'PARTIAL_UPDATE' }
  const call = { method: 'POST' as const, headers, json, repeatable: true }
  await createClient(session).call(pathOf(remoteId, session), call, z.unknown())
}

/** Where a post or a comment is at the API. */
function pathOf(urn: string, session: Session): string {
  const found = commentOf(urn)
  if (!found) return `/rest/posts/${inPath(urn)}`
  const actor = inPath(session.account.remoteId)
  return `/rest/socialActions/${inPath(found.on)}/comments/${found.id}?actor=${actor}`
}

const noComments = {
  id: 'LinkedIn tidak mengizinkan aplikasi ini berkomentar atas nama profil pribadi. Tulislah komentar pertamanya langsung di bawah kiriman Anda.',
  en: 'LinkedIn does not let this app comment in a member’s name. Please write the first comment below your post yourself.',
}
