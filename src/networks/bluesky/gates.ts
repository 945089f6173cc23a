import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import type { ModerationAct, RemoteResponse, Session, Thread } from '../network.ts'
import { createClient } from './client.ts'
import { allowed } from './options.ts'
import { collection, Reference } from './record.ts'
import { type Client, errorName } from './xrpc.ts'

const threadgate = 'app.bsky.feed.threadgate'
const postgate = 'app.bsky.feed.postgate'

/** A record to be written together with its post, under the same key. */
export interface Gate {
  collection: string
  value: object
}

/**
 * What rules who may answer a post and quote it. A thread's gate stands at its first post; later parts have none.
 * https://github.com/bluesky-social/atproto/tree/main/lexicons/app/bsky/feed (threadgate, postgate)
 */
export function gatesOf(part: Part, client: Client, rkey: string, createdAt: string, thread?: Thread): Gate[] {
  const post = `at://${client.did}/${collection}/${rkey}`
  const allow = thread ? undefined : allowed(part.options)
  const rule = { $type: `${postgate}#disableRule` }
  return [
    ...(allow ? [{ collection: threadgate, value: { $type: threadgate, post, allow, createdAt } }] : []),
    ...(part.options?.noQuotes === 'yes'
      ? [{ collection: postgate, value: { $type: postgate, post, embeddingRules: [rule], createdAt } }]
      : []),
  ]
}

/** Takes away what a post has left: https://docs.bsky.app/docs/api/com-atproto-repo-delete-record, where nothing is there to delete is fine. */
export async function removeGates(client: Client, rkey: string): Promise<void> {
  for (const name of [threadgate, postgate]) {
    const json = { repo: client.did, collection: name, rkey }
    await client.post('com.atproto.repo.deleteRecord', { json, repeatable: true }, z.unknown())
  }
}

/** What the network’s API can do about a response. */
export const moderation = ['approve', 'hold'] as const satisfies readonly ModerationAct[]

const GateReference = z.object({ root: Reference })
/** What else stands in a gate stays as it is. */
const Gatekept = z.object({ cid: z.string(), value: z.looseObject({ hiddenReplies: z.array(z.string()).optional() }) })
type Gatekept = z.infer<typeof Gatekept>

/** `maxLength` of `hiddenReplies` in the lexicon app.bsky.feed.threadgate. */
const mostHidden = 300
/** So often is the gate written anew where somebody else changed it meanwhile. */
const tries = 3

/**
 * Hides a reply from everybody, with all below it, or shows it again, in the gate of our own thread.
 * @throws Problem `forbidden` under somebody else's post; `rejected` where a thread hides as many as it can
 */
export async function moderate(
  { remoteId, reference }: Pick<RemoteResponse, 'remoteId' | 'reference'>,
  act: ModerationAct,
  session: Session,
): Promise<void> {
  const client = createClient(session)
  const { root } = GateReference.parse(reference)
  const [, , owner, , rkey = ''] = root.uri.split('/')
  if (owner !== client.did || remoteId === root.uri) throw new Problem('forbidden', notOurs)
  for (let left = tries; ; left--) {
    const gate = await readGate(client, rkey)
    const hidden = gate?.value.hiddenReplies ?? []
    if (hidden.includes(remoteId) === (act === 'hold')) return
    const others = hidden.filter((uri) => uri !== remoteId)
    if (act === 'hold' && others.length >= mostHidden) throw new Problem('rejected', full)
    const hiddenReplies = act === 'hold' ? [...others, remoteId] : others
    const value = gate?.value ?? { $type: threadgate, post: root.uri, createdAt: session.now().toISOString() }
    if (await writeGate(client, rkey, { ...value, hiddenReplies }, gate, left > 1)) return
  }
}

async function readGate(client: Client, rkey: string): Promise<Gatekept | undefined> {
  const place = { repo: client.did, collection: threadgate, rkey }
  try {
    return await client.get('com.atproto.repo.getRecord', place, Gatekept)
  } catch (error) {
    if (errorName(error) === 'RecordNotFound') return undefined
    throw error
  }
}

/** Writes over the version that was read, and over no other: `false` where there is another by now. */
async function writeGate(
  client: Client,
  rkey: string,
  record: object,
  old: Gatekept | undefined,
  again: boolean,
): Promise<boolean> {
  const json = { repo: client.did, collection: threadgate, rkey, record, swapRecord: old?.cid ?? null }
  try {
    await client.post('com.atproto.repo.putRecord', { json, repeatable: true }, z.unknown())
    return true
  } catch (error) {
    if (again && errorName(error) === 'InvalidSwap') return false
    throw error
  }
}

const notOurs = {
  id: 'Tanggapan ini berada di bawah kiriman orang lain, jadi hanya pemilik kiriman itu yang dapat menyembunyikannya.',
  en: 'This reply is under somebody else’s post, so only they can hide it.',
}

const full = {
  id: 'Bluesky menyembunyikan paling banyak 300 balasan dalam satu utas, dan utas ini sudah penuh. Tampilkan lagi salah satu, atau batasi siapa yang boleh membalas.',
  en: 'Bluesky hides at most 300 replies in one thread, and this one is full. Show one of them again, or limit who can reply.',
}
