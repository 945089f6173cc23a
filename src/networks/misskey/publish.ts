import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import type { Published, RemoteResponse, Session, Thread } from '../network.ts'
import { createClient, Note, noteUrl } from './api.ts'
import { seenBy } from './audience.ts'
import { upload } from './media.ts'

const Created = z.object({ createdNote: Note })

/** https://misskey.io/api-doc#tag/notes/operation/notes___create */
export async function publish(part: Part, session: Session, _key: string, thread?: Thread): Promise<Published> {
  const { server } = session.account
  const client = createClient(session, server)
  const audience = await seenBy(thread, client)
  const fileIds = await upload(part, session, client)
  const json = {
    ...audience,
    ...(part.text === '' ? {} : { text: part.text }),
    ...(part.warning ? { cw: part.warning } : {}),
    ...(fileIds.length > 0 ? { fileIds } : {}),
    ...(thread ? { replyId: thread.parent.remoteId } : {}),
  }
  const { createdNote } = await client.write('notes/create', json, Created)
  return published(createdNote, server)
}

function published(note: Note, server: string): Published {
  return { state: 'published', remoteId: note.id, permalink: noteUrl(note, server) }
}

/** Answers a person; the server tells them. */
export async function reply(
  response: Pick<RemoteResponse, 'remoteId' | 'audience'>,
  part: Part,
  session: Session,
  key: string,
): Promise<Published> {
  const place = { remoteId: response.remoteId }
  return await publish(part, session, key, { root: place, parent: place, audience: response.audience ?? 'public' })
}

/** A server's clock may differ from ours by so much. */
const skew = 2 * 60_000
const pageSize = 100
const mostPages = 10

/** Looks through the account's own newest notes for the words of an interrupted try. https://misskey.io/api-doc#tag/users/operation/users___notes */
export async function find(
  _key: string,
  part: Part,
  session: Session,
  since: Date,
  under?: Thread,
): Promise<Published | undefined> {
  const { server, remoteId: userId } = session.account
  const client = createClient(session, server)
  const from = since.getTime() - skew
  let untilId: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const query = { userId, withReplies: true, limit: pageSize, ...(untilId ? { untilId } : {}) }
    const notes = await client.read('users/notes', query, z.array(Note))
    const found = notes.find(
      (note) => !session.others.has(note.id) && Date.parse(note.createdAt) >= from && isIt(note, part, under),
    )
    if (found) return published(found, server)
    const last = notes.at(-1)
    if (!last || Date.parse(last.createdAt) < from || last.id === untilId) return undefined
    untilId = last.id
  }
  throw new Problem('unavailable', tooMany)
}

function isIt({ text, cw, fileIds, replyId }: Note, part: Part, under: Thread | undefined): boolean {
  if ((fileIds ?? []).length !== part.pictures.length + (part.video ? 1 : 0)) return false
  if ((replyId ?? undefined) !== under?.parent.remoteId || (cw ?? '') !== (part.warning ?? '')) return false
  // The server leaves out what surrounds the words.
  return (text ?? '').trim() === part.text.trim()
}

const tooMany = {
  id: 'Sejak kiriman ini terlalu banyak yang dikirim akun ini untuk ditelusuri. Lihatlah sendiri di server Anda, lalu putuskan.',
  en: 'Too much was sent by this account since this post to look through it. Please look on your server, and decide.',
}

/** https://misskey.io/api-doc#tag/notes/operation/notes___delete */
export async function retract({ remoteId: noteId }: Pick<Published, 'remoteId'>, session: Session): Promise<void> {
  try {
    await createClient(session, session.account.server).read('notes/delete', { noteId }, z.unknown())
  } catch (error) {
    if (!(error instanceof Problem && error.kind === 'gone')) throw error
  }
}
