import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import { type Graph, isGone, refusalOf } from '../meta.ts'
import type { Pending, Published, RemoteResponse, Session, Thread } from '../network.ts'
import { createClient, Made } from './api.ts'
import { makeCarousel, makeContainers, readinessOf } from './container.ts'
import { amongOwn } from './find.ts'

/** What waits: containers of single pictures, the one that is to be published, or a post whose address is still to be asked for. */
const Waiting = z.object({
  step: z.enum(['children', 'container', 'out']),
  ids: z.array(z.string()).min(1),
  text: z.string(),
  pictures: z.number(),
  video: z.boolean(),
  replyTo: z.string().optional(),
  /** When it began, in milliseconds. */
  since: z.number(),
  /** Since when the network, which said that it is ready, says at publishing that it is not there. */
  unseen: z.number().optional(),
})
type Waiting = z.infer<typeof Waiting>

/** Words alone go out at once; pictures and videos wait until the network has fetched them. */
export async function publish(
  part: Part,
  session: Session,
  _key: string,
  thread?: Thread,
): Promise<Published | Pending> {
  const graph = await createClient(session)
  const replyTo = thread?.parent.remoteId
  await assertQuota(replyTo !== undefined, session, graph)
  const ids = await makeContainers(part, replyTo, graph)
  const waiting = {
    step: ids.length > 1 ? ('children' as const) : ('container' as const),
    ids,
    text: part.text,
    pictures: part.pictures.length,
    video: part.video !== undefined,
    ...(replyTo ? { replyTo } : {}),
    since: session.now().getTime(),
  }
  if (part.pictures.length === 0 && !part.video) return await step(waiting, session, graph)
  return wait(waiting, session, part.video ? 30 : 5)
}

const Quota = z.object({ quota_total: z.number() })
const Usage = z.object({
  data: z.array(
    z.object({
      quota_usage: z.number().optional(),
      config: Quota.optional(),
      reply_quota_usage: z.number().optional(),
      reply_config: Quota.optional(),
    }),
  ),
})

/** How much the profile may still send within 24 hours: https://developers.facebook.com/documentation/threads/overview */
async function assertQuota(isReply: boolean, session: Session, graph: Graph): Promise<void> {
  const fields = isReply ? 'reply_quota_usage,reply_config' : 'quota_usage,config'
  const [told] = (await graph.get('/me/threads_publishing_limit', { fields }, Usage)).data
  const used = (isReply ? told?.reply_quota_usage : told?.quota_usage) ?? 0
  const total = (isReply ? told?.reply_config : told?.config)?.quota_total ?? Number.POSITIVE_INFINITY
  if (used < total) return
  // The hours move on; nobody says when the oldest of the posts leaves them.
  const retryAt = new Date(session.now().getTime() + 3600_000)
  throw new Problem('rate-limited', usedUp, { retryAt, values: { total } })
}

function wait(waiting: Waiting, session: Session, seconds: number): Pending {
  return { state: 'pending', pending: waiting, retryAt: new Date(session.now().getTime() + seconds * 1000) }
}

/** Asks how far the network is, and goes one step on. */
export async function resume(pending: Pending['pending'], session: Session): Promise<Published | Pending> {
  return await step(Waiting.parse(pending), session, await createClient(session))
}

async function step(waiting: Waiting, session: Session, graph: Graph): Promise<Published | Pending> {
  const { ids, text, replyTo } = waiting
  const [id] = ids as [string]
  if (waiting.step === 'out') return await publishedAt(id, graph)
  const readiness = await Promise.all(ids.map((one) => readinessOf(one, graph)))
  if (readiness.includes('working')) return wait(waiting, session, 30)
  if (waiting.step === 'children') {
    const carousel = await makeCarousel(ids, text, replyTo, graph)
    return wait({ ...waiting, step: 'container', ids: [carousel] }, session, 3)
  }
  if (readiness.includes('published')) return await already(waiting, session, graph)
  const made = await publishContainer(id, graph)
  if (!made) return notYet(waiting, session)
  const { id: media } = made
  try {
    return await publishedAt(media, graph)
  } catch (error) {
    // It is out; only its address is missing.
    if (error instanceof Problem) return wait({ ...waiting, step: 'out', ids: [media] }, session, 30)
    throw error
  }
}

/** "The requested resource does not exist", of a container that said FINISHED just before. */
const notSeenYet = { code: 24, error_subcode: 4_279_009 }

/**
 * `undefined` where the container has not reached whoever publishes it; it does within a minute or so:
 * https://github.com/gitroomhq/postiz-app/pull/2047, https://github.com/trypostit/trypost/issues/280
 */
async function publishContainer(id: string, graph: Graph): Promise<z.infer<typeof Made> | undefined> {
  try {
    return await graph.post('/me/threads_publish', { creation_id: id }, Made)
  } catch (error) {
    const told = refusalOf(error)
    if (told?.code === notSeenYet.code && told.error_subcode === notSeenYet.error_subcode) return undefined
    throw error
  }
}

/** The container itself stays good for a day. */
const timeoutMilliseconds = 10 * 60_000

function notYet(waiting: Waiting, session: Session): Pending {
  const now = session.now().getTime()
  const unseen = waiting.unseen ?? now
  if (now - unseen > timeoutMilliseconds)
    throw new Problem('rejected', neverSeen, { detail: 'error 24/4279009 for ten minutes' })
  return wait({ ...waiting, unseen }, session, now - unseen < 60_000 ? 10 : 60)
}

async function publishedAt(id: string, graph: Graph): Promise<Published> {
  const { permalink } = await graph.get(`/${id}`, { fields: 'permalink' }, z.object({ permalink: z.string() }))
  return { state: 'published', remoteId: id, permalink }
}

/** An earlier turn has published the container, and died before that was kept. */
async function already(waiting: Waiting, session: Session, graph: Graph): Promise<Published> {
  const found = await amongOwn(waiting, waiting.since - 120_000, graph, session.others)
  if (found) return found
  throw new Problem('unknown', outSomewhere)
}

/** Answers a person. */
export async function reply(
  response: Pick<RemoteResponse, 'remoteId'>,
  part: Part,
  session: Session,
  key: string,
): Promise<Published | Pending> {
  if (part.pictures.length > 0 || part.video) throw new Problem('rejected', wordsOnly)
  return await publish(part, session, key, { root: response, parent: response })
}

/** Deletes a post; what is gone already is fine. https://developers.facebook.com/documentation/threads/posts/delete-posts */
export async function retract({ remoteId }: Pick<Published, 'remoteId'>, session: Session): Promise<void> {
  try {
    await (await createClient(session)).remove(`/${encodeURIComponent(remoteId)}`)
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

const neverSeen = {
  id: 'Threads sudah menyiapkan kiriman ini, tetapi sepuluh menit lamanya berkata belum menemukannya. Kirim lagi nanti.',
  en: 'Threads had prepared this post, but said for ten minutes that it cannot find it. Please send it again later.',
}
const usedUp = {
  id: 'Threads mengizinkan {total} kiriman dalam 24 jam, dan semuanya sudah terpakai. Nanti dicoba lagi otomatis.',
  en: 'Threads allows {total} {total|post|posts} within 24 hours, and all of them are used. It will be tried again automatically.',
}
const wordsOnly = {
  id: 'Jawaban di Threads dari sini hanya berupa kata-kata. Hapus gambarnya, atau jawablah langsung di Threads.',
  en: 'An answer on Threads from here is made of words only. Take the picture away, or answer on Threads itself.',
}
const outSomewhere = {
  id: 'Belum pasti apakah Threads sudah menerbitkan kiriman ini. Periksalah di profil Anda sebelum mengirim lagi.',
  en: 'It is not certain whether Threads has published this post. Please look at your profile before sending it again.',
}
