import { z } from 'zod'
import { Problem } from '../../core/problem.ts'
import { eachSound } from '../misfits.ts'
import type { Metrics, Published, RemoteResponse, Responses, Session } from '../network.ts'
import { type Client, createClient, Note, noteUrl, profileUrl } from './api.ts'
import { audienceOf } from './audience.ts'

const pageSize = 100
const mostPages = 10

/**
 * Notes that mention us, which answers to us do. Our cursor is the moment of the newest one; what came in that very moment comes
 * again, since more may have. https://misskey.io/api-doc#tag/notes/operation/notes___mentions
 */
export async function fetchResponses(cursor: string, session: Session): Promise<Responses> {
  const { server } = session.account
  const client = createClient(session, server)
  const found = await newerThan(cursor, session, client)
  const responses: RemoteResponse[] = []
  for (const note of found) responses.push(await toResponse(note, session, client))
  return { responses, cursor: found.at(-1)?.createdAt ?? cursor }
}

/** Oldest first; our own notes are no responses. */
async function newerThan(cursor: string, session: Session, client: Client): Promise<Note[]> {
  const from = cursor === '' ? Number.NEGATIVE_INFINITY : Date.parse(cursor)
  const found = new Map<string, Note>()
  let untilId: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const query = { limit: pageSize, ...(untilId ? { untilId } : {}) }
    const notes = await client.read('notes/mentions', query, eachSound(Note))
    const fresh = notes.filter((note) => Date.parse(note.createdAt) >= from && !found.has(note.id))
    for (const note of fresh) found.set(note.id, note)
    const last = notes.at(-1)
    if (cursor === '' || !last || fresh.length < notes.length) break
    untilId = last.id
  }
  const theirs = [...found.values()].filter(({ user }) => user.id !== session.account.remoteId)
  return theirs.sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt))
}

async function toResponse(note: Note, session: Session, client: Client): Promise<RemoteResponse> {
  const { server, remoteId: me } = session.account
  const { user, replyId } = note
  const root = replyId == null ? undefined : await rootOf(note.id, client)
  return {
    kind: note.reply?.user.id === me ? 'reply' : 'mention',
    remoteId: note.id,
    permalink: noteUrl(note, server),
    person: {
      remoteId: user.id,
      name: user.name || user.username,
      handle: `${user.username}@${user.host ?? new URL(server).host}`,
      url: profileUrl(user, server),
      ...(user.avatarUrl ? { avatar: user.avatarUrl } : {}),
    },
    text: [note.cw, note.text].filter(Boolean).join('\n\n'),
    writtenAt: new Date(note.createdAt),
    ...(replyId == null ? {} : { inReplyTo: replyId }),
    ...(root === undefined ? {} : { root }),
    audience: audienceOf(note),
  }
}

/** The head of a thread: what comes before a note, the nearest first. https://misskey.io/api-doc#tag/notes/operation/notes___conversation */
async function rootOf(noteId: string, client: Client): Promise<string | undefined> {
  try {
    const before = await client.read(
      'notes/conversation',
      { noteId, limit: pageSize },
      z.array(z.object({ id: z.string() })),
    )
    return before.at(-1)?.id
  } catch (error) {
    // Taken back since: the response is still worth showing.
    if (error instanceof Problem && error.kind === 'gone') return undefined
    throw error
  }
}

/** One request a note; what is gone has no figures. Misskey counts no views. */
export async function fetchFigures(
  copies: readonly Pick<Published, 'remoteId'>[],
  session: Session,
): Promise<readonly Metrics[]> {
  const client = createClient(session, session.account.server)
  const figures: Metrics[] = []
  for (const { remoteId } of copies) {
    try {
      const note = await client.read('notes/show', { noteId: remoteId }, Note)
      const { reactionCount: likes, renoteCount: reposts, repliesCount: replies } = note
      figures.push({ remoteId, likes: likes ?? 0, reposts: reposts ?? 0, replies: replies ?? 0 })
    } catch (error) {
      if (!(error instanceof Problem && error.kind === 'gone')) throw error
    }
  }
  return figures
}
