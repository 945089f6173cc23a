import { z } from 'zod'
import type { Part, Video } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import type { Pending, Published, RemoteResponse, Session, Thread } from '../network.ts'
import { call, isDuplicate, permalinkOf } from './api.ts'
import { find, sameWordsBefore } from './find.ts'
import { prices } from './limits.ts'
import {
  append,
  begin,
  describe,
  finish,
  fromTheStart,
  Reached,
  stateOf,
  uploadPictures,
  type Working,
} from './media.ts'
import { price } from './render.ts'

export { find }

/** What waits between two steps: the part, and how far its media are. */
const Draft = z.object({
  part: z.custom<Part>((value) => typeof value === 'object' && value !== null && 'text' in value),
  parent: z.string().optional(),
  media: z.array(z.string()),
  /** How far the video's upload is; missing when all is there and X works on it. */
  reached: Reached.optional(),
  /** How often the upload began anew, since X had forgotten it. */
  restarts: z.number(),
})
type Draft = z.infer<typeof Draft>

/** Sends one part. A video is begun only: `resume` brings its pieces. https://docs.x.com/x-api/posts/create-post */
export async function publish(
  part: Part,
  session: Session,
  _key: string,
  thread?: Thread,
): Promise<Published | Pending> {
  const draft: Draft = { part, media: [], restarts: 0, ...(thread ? { parent: thread.parent.remoteId } : {}) }
  if (part.video) return wait(await beginVideo(draft, part.video, session), session, 0, 0)
  const { ids, working } = await uploadPictures(part.pictures, session)
  const ready = { ...draft, media: ids }
  return working ? wait(ready, session, working.checkAfterSeconds, working.progress) : await post(ready, session)
}

async function beginVideo(draft: Draft, video: Video, session: Session): Promise<Draft> {
  const id = await begin(await session.video(video), 'tweet_video', session)
  return { ...draft, media: [id], reached: fromTheStart }
}

/** What one step may take: whoever asked wants to keep how far it is. */
const stepMilliseconds = 40_000

/** Brings the next pieces of a video, asks whether X has done its work, and then posts. */
export async function resume(pending: Pending['pending'], session: Session): Promise<Published | Pending> {
  const draft = Draft.parse(pending)
  const { video } = draft.part
  try {
    if (draft.reached && video) return await bringPieces(draft, draft.reached, video, session)
    const working = await firstWorking(draft.media, session)
    if (working) return wait(draft, session, working.checkAfterSeconds, half(working.progress))
  } catch (error) {
    // X forgets an upload after a day or so; it is begun anew.
    const forgotten = error instanceof Problem && error.kind === 'gone' && video && draft.restarts < 3
    if (!forgotten) throw error
    return wait(await beginVideo({ ...draft, restarts: draft.restarts + 1 }, video, session), session, 0, 0)
  }
  return await post(draft, session)
}

/** The pieces are half of the way, X's own work is the other. */
const half = (progress: number) => 0.5 + progress / 2

async function bringPieces(draft: Draft, from: Reached, video: Video, session: Session): Promise<Published | Pending> {
  const [id = ''] = draft.media
  const source = await session.video(video)
  const end = session.now().getTime() + stepMilliseconds
  for (let reached = from; reached.at < source.bytes; ) {
    if (session.now().getTime() >= end) return wait({ ...draft, reached }, session, 0, reached.at / source.bytes / 2)
    reached = await append(id, source, reached, session)
  }
  const working = await finish(id, session)
  await describe(id, video, session)
  const { reached: _done, ...done } = draft
  return wait(done, session, working?.checkAfterSeconds ?? 0, half(working?.progress ?? 1))
}

async function firstWorking(ids: readonly string[], session: Session): Promise<Working | undefined> {
  for (const id of ids) {
    const working = await stateOf(id, session)
    if (working) return working
  }
  return undefined
}

function wait(draft: Draft, session: Session, seconds: number, progress: number): Pending {
  return { state: 'pending', pending: draft, retryAt: new Date(session.now().getTime() + seconds * 1000), progress }
}

const Created = z.object({ data: z.object({ id: z.string() }) })

async function post({ part, parent, media }: Draft, session: Session): Promise<Published> {
  const json = {
    text: part.text,
    ...(parent === undefined ? {} : { reply: { in_reply_to_tweet_id: parent } }),
    ...(media.length > 0 ? { media: { media_ids: media } } : {}),
  }
  // The alternative texts were counted when they were sent.
  const { video: _sent, ...words } = part
  for (const { quota, amount } of price({ ...words, pictures: [] })) await session.spend(quota, amount)
  try {
    const { data } = await call(session, '/2/tweets', { method: 'POST', json }, Created)
    return { state: 'published', remoteId: data.id, permalink: permalinkOf(session.account.handle, data.id) }
  } catch (error) {
    if (isDuplicate(error)) throw await duplicate(part, session, error)
    throw error
  }
}

/**
 * X refuses the very words that stand there already, without saying since when. Those of an hour ago or more are an
 * older copy: a person must change the text. Else they may be what an earlier try of this part left: whoever asks
 * next looks for it.
 */
async function duplicate(part: Part, session: Session, cause: Error): Promise<Problem> {
  const older = await sameWordsBefore(part, session, new Date(session.now().getTime() - 3600_000)).catch(
    () => undefined,
  )
  if (older)
    return new Problem('rejected', said, { values: { permalink: older.permalink }, detail: cause.message, cause })
  return new Problem('unknown', perhapsOurs, { detail: cause.message, cause })
}

const said = {
  id: 'X menolak kata-kata yang persis sama dengan kiriman Anda sebelumnya ({permalink}). Ubah kalimatnya sedikit, lalu kirim lagi.',
  en: 'X refuses the very same words as in an earlier post of yours ({permalink}). Change them a little, then send again.',
}
const perhapsOurs = {
  id: 'X berkata bahwa kiriman dengan kata-kata ini sudah ada. Mungkin itu kiriman ini sendiri, jadi kami mencarinya dahulu.',
  en: 'X says that a post with these words is there already. It may be this very one, so we look for it first.',
}

/** Answers a person. */
export async function reply(
  response: Pick<RemoteResponse, 'remoteId' | 'root'>,
  part: Part,
  session: Session,
  key: string,
): Promise<Published> {
  if (part.video) throw new Problem('rejected', noVideoInAnswer)
  const place = { remoteId: response.remoteId }
  const sent = await publish(part, session, key, { root: place, parent: place })
  if (sent.state === 'published') return sent
  throw new Problem('unavailable', {
    id: 'X masih mengolah gambarnya, jadi jawaban belum dikirim. Coba lagi sebentar lagi.',
    en: 'X is still working on the picture, so the answer was not sent yet. Try again in a moment.',
  })
}

const noVideoInAnswer = {
  id: 'Jawaban dengan video belum dapat dikirim dari sini. Jawablah tanpa video, atau langsung di X.',
  en: 'An answer with a video can’t be sent from here yet. Answer without it, or on X itself.',
}

/** Deletes the post. What is gone already is fine. */
export async function retract(copy: Pick<Published, 'remoteId'>, session: Session): Promise<void> {
  await session.spend('usd', prices.deletion)
  try {
    const path = `/2/tweets/${encodeURIComponent(copy.remoteId)}`
    await call(
      session,
      path,
      { method: 'DELETE', repeatable: true },
      z.object({ data: z.object({ deleted: z.boolean() }) }),
    )
  } catch (error) {
    if (!(error instanceof Problem && error.kind === 'gone')) throw error
  }
}
