import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import { HttpProblem } from '../http.ts'
import type { Pending, Published, RemoteResponse, Session, Thread } from '../network.ts'
import { createClient } from './client.ts'
import { type Gate, gatesOf, removeGates } from './gates.ts'
import { collection, makeRecord, permalinkOf, Reference, recordKey } from './record.ts'
import { proceed, Upload, videoEmbed } from './video.ts'
import { type Client, errorName } from './xrpc.ts'

/**
 * Writes the record under a key made from ours. Where it is there already, that one is the answer: a second try makes
 * no second post. https://docs.bsky.app/docs/api/com-atproto-repo-create-record A video is uploaded first, by `resume`.
 */
export async function publish(
  part: Part,
  session: Session,
  key: string,
  thread?: Thread,
): Promise<Published | Pending> {
  const client = createClient(session)
  if (!part.video) return await write(part, session, client, key, thread)
  // Whoever tries a second time need not upload a second time.
  return (
    (await read(client, recordKey(key))) ?? waiting({ key, part, ...(thread ? { thread } : {}), upload: {} }, session)
  )
}

/** A post whose video is on its way. */
interface Draft {
  key: string
  part: Part
  thread?: Thread
  upload: Upload
}

/** Written by ourselves: what stands in it has been through `publish`. */
const Kept = z.looseObject({ key: z.string(), part: z.looseObject({}), upload: Upload })

/** Brings the video there, step by step, and then writes the post. */
export async function resume(pending: Pending['pending'], session: Session): Promise<Published | Pending> {
  // The part and the session were written by us, whole; only the shape that decides what to do next is looked at again.
  const draft = Kept.parse(pending) as unknown as Draft
  const { key, part, thread, upload: before } = draft
  const client = createClient(session)
  if (!part.video) return await write(part, session, client, key, thread)
  const upload = await proceed(part.video, before, session, client)
  // An upload may take most of a turn; what follows is another one.
  const begun = before.job !== undefined || before.blob !== undefined
  if (!upload.blob || !begun) return waiting({ ...draft, upload }, session)
  return await write(part, session, client, key, thread, videoEmbed(part, upload.blob))
}

/** How soon to ask the service again. */
const askAgain = 5000

function waiting(draft: Draft, session: Session): Pending {
  const { job, blob } = draft.upload
  const later = job !== undefined && !blob ? askAgain : 0
  return {
    state: 'pending',
    pending: { ...draft },
    retryAt: new Date(session.now().getTime() + later),
    progress: blob ? 0.9 : job !== undefined ? 0.5 : 0,
  }
}

async function write(
  part: Part,
  session: Session,
  client: Client,
  key: string,
  thread?: Thread,
  embed?: object,
): Promise<Published> {
  const rkey = recordKey(key)
  const record = await makeRecord(part, session, client, thread, embed)
  const gates = gatesOf(part, client, rkey, session.now().toISOString(), thread)
  try {
    return published(await create(client, rkey, record, gates))
  } catch (error) {
    // Servers tell of a record that is there already in different ways; looking is the sure one.
    const answered = error instanceof HttpProblem && error.reason === 'status' && error.kind !== 'unauthorized'
    const there = answered && error.kind !== 'rate-limited' ? await read(client, rkey) : undefined
    if (there) return there
    throw error
  }
}

const Applied = z.object({ results: z.array(Reference.partial()).optional() })

/** A post with its gates is written at once: there is no instant in which it stands there without them. */
async function create(client: Client, rkey: string, record: object, gates: readonly Gate[]): Promise<Reference> {
  const repo = client.did
  if (gates.length === 0) {
    return await client.post('com.atproto.repo.createRecord', { json: { repo, collection, rkey, record } }, Reference)
  }
  const writes = [{ collection, value: record }, ...gates].map((one) => ({
    $type: 'com.atproto.repo.applyWrites#create',
    rkey,
    ...one,
  }))
  const { results } = await client.post('com.atproto.repo.applyWrites', { json: { repo, writes } }, Applied)
  const made = Reference.safeParse(results?.[0])
  if (made.success) return made.data
  return await client.get('com.atproto.repo.getRecord', { repo, collection, rkey }, Reference)
}

/** The record that an earlier try with this key may have left. */
export async function find(key: string, _part: Part, session: Session): Promise<Published | undefined> {
  return await read(createClient(session), recordKey(key))
}

/** Answers a person: a post whose root and parent are theirs. */
export async function reply(
  response: Pick<RemoteResponse, 'remoteId' | 'reference' | 'root'>,
  part: Part,
  session: Session,
  key: string,
): Promise<Published> {
  if (part.video) throw new Problem('rejected', noVideo)
  const { cid, root } = z.object({ cid: z.string(), root: Reference }).parse(response.reference)
  const parent = { remoteId: response.remoteId, reference: { cid } }
  const thread = { root: { remoteId: root.uri, reference: { cid: root.cid } }, parent }
  return await write(part, session, createClient(session), key, thread)
}

const noVideo = {
  id: 'Jawaban di Bluesky dikirim tanpa video. Hapus videonya, lalu kirim lagi.',
  en: 'Answers on Bluesky are sent without a video. Remove the video, then send it again.',
}

/** https://docs.bsky.app/docs/api/com-atproto-repo-delete-record: deleting what is gone is fine. */
export async function retract(copy: Pick<Published, 'remoteId'>, session: Session): Promise<void> {
  const client = createClient(session)
  const rkey = copy.remoteId.split('/').at(-1) ?? ''
  const json = { repo: client.did, collection, rkey }
  await client.post('com.atproto.repo.deleteRecord', { json, repeatable: true }, z.unknown())
  await removeGates(client, rkey)
}

async function read(client: Client, rkey: string): Promise<Published | undefined> {
  try {
    return published(await client.get('com.atproto.repo.getRecord', { repo: client.did, collection, rkey }, Reference))
  } catch (error) {
    if (errorName(error) === 'RecordNotFound') return undefined
    throw error
  }
}

function published({ uri, cid }: Reference): Published {
  return { state: 'published', remoteId: uri, permalink: permalinkOf(uri), reference: { cid } }
}
