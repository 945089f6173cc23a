import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import { type Graph, isGone } from '../meta.ts'
import type { Pending, Published, RemoteResponse, Session, Thread } from '../network.ts'
import { createClient, Made } from './api.ts'
import { makeCarousel, makeContainers, readinessOf } from './container.ts'
import { publishedComment, publishedMedia, Reference } from './copy.ts'
import { amongMedia } from './find.ts'

/** What waits: containers of single pictures, the one that is to be published, or a post whose address is still to be asked for. */
const Waiting = z.object({
  step: z.enum(['children', 'container', 'out']),
  ids: z.array(z.string()).min(1),
  caption: z.string(),
  pictures: z.number(),
  /** When it began, in milliseconds. */
  since: z.number(),
})
type Waiting = z.infer<typeof Waiting>

/** A post, through containers that the network works on; what hangs on it is a comment. */
export async function publish(
  part: Part,
  session: Session,
  _key: string,
  thread?: Thread,
): Promise<Published | Pending> {
  if (thread) return await commentOn(thread, part, session)
  if (part.pictures.length === 0 && !part.video) throw new Problem('rejected', noMedia)
  const graph = createClient(session)
  await assertQuota(session, graph)
  const ids = await makeContainers(part, session, graph)
  const step = ids.length > 1 ? ('children' as const) : ('container' as const)
  const waiting = { step, ids, caption: part.text, pictures: part.pictures.length, since: session.now().getTime() }
  return wait(waiting, session, part.video ? 30 : 3)
}

const Quota = z.object({
  data: z.array(z.object({ quota_usage: z.number(), config: z.object({ quota_total: z.number() }).optional() })),
})

/**
 * How many posts the account may still make within 24 hours: asked before anything is prepared.
 * https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/content_publishing_limit
 */
async function assertQuota(session: Session, graph: Graph): Promise<void> {
  const path = `/${encodeURIComponent(session.account.remoteId)}/content_publishing_limit`
  const { data } = await graph.get(path, { fields: 'quota_usage,config' }, Quota)
  const [first] = data
  if (!first?.config || first.quota_usage < first.config.quota_total) return
  // The hours move on; nobody says when the oldest of the posts leaves them.
  const retryAt = new Date(session.now().getTime() + 3600_000)
  throw new Problem('rate-limited', usedUp, { retryAt, values: { total: first.config.quota_total } })
}

function wait(waiting: Waiting, session: Session, seconds: number): Pending {
  return { state: 'pending', pending: waiting, retryAt: new Date(session.now().getTime() + seconds * 1000) }
}

/** Asks how far the network is, and goes one step on. */
export async function resume(pending: Pending['pending'], session: Session): Promise<Published | Pending> {
  const waiting = Waiting.parse(pending)
  const graph = createClient(session)
  const { step, ids, caption } = waiting
  const [id] = ids as [string]
  if (step === 'out') return { ...(await publishedAt(id, graph)), state: 'published' }
  const readiness = await Promise.all(ids.map((one) => readinessOf(one, graph)))
  if (readiness.includes('working')) return wait(waiting, session, 30)
  if (step === 'children') {
    const carousel = await makeCarousel(ids, caption, session, graph)
    return wait({ ...waiting, step: 'container', ids: [carousel] }, session, 3)
  }
  if (readiness.includes('published')) return await already(waiting, session, graph)
  const path = `/${encodeURIComponent(session.account.remoteId)}/media_publish`
  const { id: media } = await graph.post(path, { creation_id: id }, Made)
  try {
    return await publishedAt(media, graph)
  } catch (error) {
    // It is out; only its address is missing.
    if (error instanceof Problem) return wait({ ...waiting, step: 'out', ids: [media] }, session, 30)
    throw error
  }
}

async function publishedAt(media: string, graph: Graph): Promise<Published> {
  const { permalink } = await graph.get(`/${media}`, { fields: 'permalink' }, z.object({ permalink: z.string() }))
  return publishedMedia(media, permalink)
}

/** An earlier turn has published the container, and died before that was kept. */
async function already(waiting: Waiting, session: Session, graph: Graph): Promise<Published> {
  const { caption, pictures, since } = waiting
  const found = await amongMedia({ caption, pictures, video: pictures === 0 }, session, since - 120_000, graph)
  if (found) return found
  throw new Problem('unknown', outSomewhere)
}

/** A comment below our post, or below a comment of ours. */
async function commentOn({ root, parent }: Thread, part: Part, session: Session): Promise<Published> {
  const above = Reference.safeParse(parent.reference).data ?? Reference.safeParse(root.reference).data
  const path = above?.comment ? `/${above.comment}/replies` : `/${above?.media ?? root.remoteId}/comments`
  const { id } = await createClient(session).post(path, { message: part.text }, Made)
  return publishedComment(id, above ?? { media: root.remoteId, address: session.account.url })
}

/** Answers a comment below it, or somebody who tagged the account. */
export async function reply(
  response: Pick<RemoteResponse, 'remoteId' | 'reference'>,
  part: Part,
  session: Session,
): Promise<Published> {
  const graph = createClient(session)
  const above = Reference.parse(response.reference)
  if (above.comment) {
    const { id } = await graph.post(`/${above.comment}/replies`, { message: part.text }, Made)
    return publishedComment(id, above)
  }
  const path = `/${encodeURIComponent(session.account.remoteId)}/mentions`
  const { id } = await graph.post(path, { media_id: above.media, message: part.text }, Made)
  return publishedComment(id, above)
}

/** Deletes a post or a comment. What is gone already is fine. https://developers.facebook.com/docs/instagram-platform/reference/instagram-media */
export async function retract({ remoteId }: Pick<Published, 'remoteId'>, session: Session): Promise<void> {
  try {
    await createClient(session).remove(`/${encodeURIComponent(remoteId)}`)
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

const noMedia = {
  id: 'Kiriman Instagram selalu memerlukan gambar atau video. Tambahkan satu, lalu kirim lagi.',
  en: 'A post on Instagram always needs a picture or a video. Add one, then send it again.',
}
const usedUp = {
  id: 'Instagram mengizinkan {total} kiriman dalam 24 jam, dan semuanya sudah terpakai. Nanti dicoba lagi otomatis.',
  en: 'Instagram allows {total} {total|post|posts} within 24 hours, and all of them are used. It will be tried again automatically.',
}
const outSomewhere = {
  id: 'Instagram berkata bahwa kiriman ini sudah keluar, tetapi tidak kami temukan di akun Anda. Periksalah di sana.',
  en: 'Instagram says that this post is out, but we do not find it on your account. Please look there.',
}
