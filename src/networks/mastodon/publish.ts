import { hash } from 'node:crypto'
import { z } from 'zod'
import type { Part, Video } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import { htmlToText } from '../html.ts'
import { HttpProblem } from '../http.ts'
import { eachSound } from '../misfits.ts'
import type { Pending, Published, RemoteResponse, Session, Thread } from '../network.ts'
import { type Client, createClient, label, Status } from './api.ts'
import { visibilityFor } from './audience.ts'
import { isReady, uploadPictures } from './media.ts'
import { uploadVideo } from './video.ts'

/** A status ready to be posted: what waits while the server works on its pictures, or a video is still to be sent. */
const Draft = z.object({
  key: z.string(),
  json: z.record(z.string(), z.unknown()),
  media: z.array(z.string()),
  /** Nothing of it is at work at the server. */
  ready: z.boolean().optional(),
  /** Not uploaded yet. */
  video: z.custom<Video>((value) => typeof value === 'object' && value !== null).optional(),
})
type Draft = z.infer<typeof Draft>

/** https://docs.joinmastodon.org/methods/statuses/#create */
export async function publish(
  part: Part,
  session: Session,
  key: string,
  thread?: Thread,
): Promise<Published | Pending> {
  const client = createClient(session)
  const json = jsonOf(part, await visibilityFor(thread, client), thread)
  if (part.video) return wait({ key, json, media: [], video: part.video }, session)
  const { ids, ready } = await uploadPictures(part.pictures, session, client)
  const draft: Draft = { key, json, media: ids }
  return ready ? await post(draft, client) : wait(draft, session)
}

function jsonOf(part: Part, visibility: string, thread: Thread | undefined): Draft['json'] {
  return {
    status: part.text,
    visibility,
    ...(part.language ? { language: part.language } : {}),
    ...(part.warning ? { spoiler_text: part.warning } : {}),
    ...(thread ? { in_reply_to_id: thread.parent.remoteId } : {}),
  }
}

/** Uploads the video, asks whether all is ready, and then posts. */
export async function resume(pending: Pending['pending'], session: Session): Promise<Published | Pending> {
  const { video, ...draft } = Draft.parse(pending)
  const client = createClient(session)
  if (video) {
    const { id, ready } = await uploadVideo(video, session, client)
    return wait({ ...draft, media: [id], ready }, session)
  }
  for (const id of draft.ready ? [] : draft.media) if (!(await isReady(id, client))) return wait(draft, session)
  return await post(draft, client)
}

function wait(draft: Draft, session: Session): Pending {
  const later = draft.video || draft.ready ? 0 : 10_000
  return {
    state: 'pending',
    pending: draft,
    retryAt: new Date(session.now().getTime() + later),
    progress: draft.video ? 0 : 0.8,
  }
}

async function post({ key, json, media }: Draft, client: Client): Promise<Published> {
  const headers = { 'idempotency-key': hash('sha256', key) }
  const body = { ...json, ...(media.length > 0 ? { media_ids: media } : {}) }
  const { value } = await client.call('/api/v1/statuses', { method: 'POST', headers, json: body }, Status)
  return published(value)
}

function published({ id, url, uri }: Status): Published {
  return { state: 'published', remoteId: id, permalink: url ?? uri, reference: { uri } }
}

/** Answers a person. Servers tell them of it only when they are named in the text, so the name is put in where it is missing. */
export async function reply(
  response: Pick<RemoteResponse, 'remoteId' | 'reference' | 'root' | 'audience'>,
  part: Part,
  session: Session,
  key: string,
): Promise<Published | Pending> {
  if (part.video) throw new Problem('rejected', noVideo)
  const text = answerText(part.text, response.reference)
  const place = { remoteId: response.remoteId }
  const audience = response.audience ?? 'public'
  return await publish({ ...part, text }, session, key, { root: place, parent: place, audience })
}

function answerText(text: string, reference: Published['reference']): string {
  const mention = z.object({ mention: z.string() }).safeParse(reference).data?.mention
  return !mention || text.toLowerCase().includes(mention.toLowerCase()) ? text : `${mention} ${text}`
}

const noVideo = {
  id: 'Jawaban di Mastodon dikirim tanpa video. Hapus videonya, lalu kirim lagi.',
  en: 'Answers on Mastodon are sent without a video. Remove the video, then send it again.',
}

/** A server's clock may differ from ours by so much. */
const skew = 2 * 60_000

/**
 * Looks through the account's own newest statuses for the words of an interrupted try: Mastodon remembers an
 * Idempotency-Key for an hour and tells nobody.
 */
export async function find(
  _key: string,
  sought: Part,
  session: Session,
  since: Date,
  under?: Thread,
): Promise<Published | undefined> {
  // An answer is sent with the name of whoever it answers.
  const part = { ...sought, text: answerText(sought.text, under?.parent.reference) }
  const client = createClient(session)
  const from = since.getTime() - skew
  const isIt = (status: Status) =>
    !session.others.has(status.id) && Date.parse(status.created_at) >= from && sameWords(status, part)
  const below = under?.audience && (await ownBelow(under, session, client)).find(isIt)
  if (below) return published(below)
  let older = ''
  for (let page = 0; page < 10; page++) {
    const path = `/api/v1/accounts/${encodeURIComponent(session.account.remoteId)}/statuses?limit=40&exclude_reblogs=true${older}`
    const statuses = await client.get(path, z.array(Status))
    const found = statuses.find(isIt)
    if (found) return published(found)
    const last = statuses.at(-1)
    if (!last || Date.parse(last.created_at) < from || older.endsWith(`=${last.id}`)) return undefined
    older = `&max_id=${encodeURIComponent(last.id)}`
  }
  return undefined
}

/** Our own answers below what they answer: not every server lists those that are not for everybody among one's statuses. */
async function ownBelow({ parent }: Thread, session: Session, client: Client): Promise<Status[]> {
  const Context = z.object({ descendants: eachSound(Status) })
  try {
    const path = `/api/v1/statuses/${encodeURIComponent(parent.remoteId)}/context`
    const { descendants } = await client.get(path, Context)
    return descendants.filter(({ account }) => account.id === session.account.remoteId)
  } catch (error) {
    // What is answered may be gone, or its thread can't be told: the list of one's own is left.
    if (error instanceof HttpProblem && (error.kind === 'gone' || error.status === 500)) return []
    throw error
  }
}

function sameWords(status: Status, part: Part): boolean {
  if ((status.media_attachments ?? []).length !== part.pictures.length + (part.video ? 1 : 0)) return false
  if ((status.spoiler_text ?? '') !== (part.warning ?? '')) return false
  return status.text === part.text || plain(htmlToText(status.content)) === plain(part.text)
}

/** Texts as they can be compared: servers show `@user@host` as `@user`, and set spaces and breaks their own way. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/(^|[^\w/])@([\w.-]+)@[\w.:-]+\w/g, '$1@$2')
    .replace(/\s+/g, ' ')
    .trim()
}

const cannotDelete = {
  id: 'Server ini tidak dapat menghapus kiriman lewat program lain. Hapuslah langsung di sana.',
  en: 'This server cannot delete a post for another program. Please delete it over there.',
}

/** Deletes the status. What is gone already is fine; a server without the function says so. */
export async function retract(copy: Pick<Published, 'remoteId'>, session: Session): Promise<void> {
  const client = createClient(session)
  const path = `/api/v1/statuses/${encodeURIComponent(copy.remoteId)}`
  try {
    await client.call(path, { method: 'DELETE', repeatable: true }, z.unknown())
  } catch (error) {
    const refused =
      error instanceof HttpProblem && error.reason === 'status' && [404, 405, 410, 501].includes(error.status ?? 0)
    if (!refused) throw error
    if (await isThere(path, client))
      throw new Problem('rejected', cannotDelete, { detail: `${label}: no DELETE`, cause: error })
  }
}

async function isThere(path: string, client: Client): Promise<boolean> {
  try {
    await client.get(path, Status)
    return true
  } catch (error) {
    if (error instanceof Problem && error.kind === 'gone') return false
    throw error
  }
}
