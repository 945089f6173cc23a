import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { HttpProblem } from '../http.ts'
import type { Published, RemoteResponse, Session, Thread } from '../network.ts'
import { collection, makeRecord, permalinkOf, Reference, recordKey } from './record.ts'
import { type Client, createClient, errorName } from './xrpc.ts'

/**
 * Writes the record under a key made from ours. Where it is there already, that one is the answer: a second try makes
 * no second post. https://docs.bsky.app/docs/api/com-atproto-repo-create-record
 */
export async function publish(part: Part, session: Session, key: string, thread?: Thread): Promise<Published> {
  const client = createClient(session)
  const rkey = recordKey(key)
  const record = await makeRecord(part, session, client, thread)
  const json = { repo: client.did, collection, rkey, record }
  try {
    return published(await client.post('com.atproto.repo.createRecord', { json }, Reference))
  } catch (error) {
    // Servers tell of a record that is there already in different ways; looking is the sure one.
    const answered = error instanceof HttpProblem && error.reason === 'status' && error.kind !== 'unauthorized'
    const there = answered && error.kind !== 'rate-limited' ? await read(client, rkey) : undefined
    if (there) return there
    throw error
  }
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
  const { cid, root } = z.object({ cid: z.string(), root: Reference }).parse(response.reference)
  const parent = { remoteId: response.remoteId, reference: { cid } }
  return await publish(part, session, key, { root: { remoteId: root.uri, reference: { cid: root.cid } }, parent })
}

/** https://docs.bsky.app/docs/api/com-atproto-repo-delete-record: deleting what is gone is fine. */
export async function retract(copy: Pick<Published, 'remoteId'>, session: Session): Promise<void> {
  const client = createClient(session)
  const rkey = copy.remoteId.split('/').at(-1)
  const json = { repo: client.did, collection, rkey }
  await client.post('com.atproto.repo.deleteRecord', { json, repeatable: true }, z.unknown())
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
