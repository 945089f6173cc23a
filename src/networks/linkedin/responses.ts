import { z } from 'zod'
import { Problem } from '../../core/problem.ts'
import { Marks } from '../marks.ts'
import type { Metrics, ModerationAct, Published, RemoteResponse, Responses, Session } from '../network.ts'
import { addressOf, type Client, commentOf, createClient, home, inPath, isPage } from './api.ts'
import { type Comment, commentsBelow } from './comments.ts'

const isGone = (error: unknown) => error instanceof Problem && error.kind === 'gone'

/** Comments below a page's posts with their answers. Below a member's posts no program may read any: there are none here. */
export async function fetchResponses(
  cursor: string,
  session: Session,
  copies: readonly Pick<Published, 'remoteId'>[],
): Promise<Responses> {
  if (!isPage(session)) return { responses: [], cursor }
  const client = createClient(session)
  const marks = new Marks(cursor, session.now())
  const people = new Map<string, RemoteResponse['person']>()
  const found: RemoteResponse[] = []
  // Answers to a comment of ours come with the post that both stand under.
  for (const { remoteId: post } of copies.filter((copy) => !commentOf(copy.remoteId))) {
    for (const comment of await freshBelow(post, marks, client)) {
      if (comment.actor === session.account.remoteId) continue
      const person = people.get(comment.actor) ?? (await personOf(comment.actor, client))
      people.set(comment.actor, person)
      found.push(toResponse(comment, post, person))
    }
  }
  found.sort((a, b) => a.writtenAt.getTime() - b.writtenAt.getTime())
  return { responses: found, cursor: marks.cursor() }
}

/** All of them each time: a new answer may stand below an old comment. */
async function freshBelow(post: string, marks: Marks, client: Client): Promise<Comment[]> {
  try {
    const top = await commentsBelow(post, client)
    const all = [...top]
    for (const one of top)
      if ((one.commentsSummary?.aggregatedTotalComments ?? 0) > 0) all.push(...(await commentsBelow(one.urn, client)))
    const fresh = all.filter(({ created }) => marks.isNew(post, created.time))
    marks.seen(post, Math.max(Number.NEGATIVE_INFINITY, ...fresh.map(({ created }) => created.time)))
    return fresh
  } catch (error) {
    // Deleted since: it has no comments any more.
    if (isGone(error)) return []
    throw error
  }
}

function toResponse(comment: Comment, post: string, person: RemoteResponse['person']): RemoteResponse {
  const { urn, message, created, parentComment: parent } = comment
  return {
    kind: 'comment',
    remoteId: urn,
    permalink: addressOf(post, urn),
    person,
    text: message.text,
    writtenAt: new Date(created.time),
    inReplyTo: parent ?? post,
    root: post,
    reference: { post, comment: parent ?? urn },
  }
}

const Person = z.object({
  localizedFirstName: z.string().optional(),
  localizedLastName: z.string().optional(),
  vanityName: z.string().optional(),
})

/** A name is told where the member allows it: https://learn.microsoft.com/en-us/linkedin/shared/integrations/people/profile-api */
async function personOf(urn: string, client: Client): Promise<RemoteResponse['person']> {
  const id = urn.split(':').at(-1) ?? ''
  const unnamed = { remoteId: urn, name: 'LinkedIn', handle: id, url: home }
  if (!urn.startsWith('urn:li:person:')) return { ...unnamed, url: `${home}/company/${encodeURIComponent(id)}` }
  try {
    const told = await client.get(`/rest/people/(id:${encodeURIComponent(id)})`, Person)
    const name = [told.localizedFirstName, told.localizedLastName].filter(Boolean).join(' ') || unnamed.name
    const handle = told.vanityName ?? id
    return { remoteId: urn, name, handle, url: told.vanityName ? `${home}/in/${encodeURIComponent(handle)}` : home }
  } catch (error) {
    // What a comment says is worth reading whoever wrote it.
    if (error instanceof Problem && ['unauthorized', 'gone', 'rejected'].includes(error.kind)) return unnamed
    throw error
  }
}

/** What the network’s API can do about a response. */
export const moderation = ['remove'] as const satisfies readonly ModerationAct[]

/** A page may delete comments below its posts; hiding them is not among what the API can. …/shares/comments-api#delete-comment */
export async function moderate(
  { remoteId }: Pick<RemoteResponse, 'remoteId'>,
  _act: ModerationAct,
  session: Session,
): Promise<void> {
  const found = commentOf(remoteId)
  if (!found) throw new Problem('gone', noComment)
  const path = `/rest/socialActions/${inPath(found.on)}/comments/${found.id}?actor=${inPath(session.account.remoteId)}`
  const headers = { 'x-restli-method': 'DELETE' }
  try {
    await createClient(session).call(path, { method: 'DELETE', headers, repeatable: true }, z.unknown())
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

const Social = z.object({
  reactionSummaries: z.record(z.string(), z.object({ count: z.number() })).optional(),
  commentSummary: z.object({ count: z.number() }).optional(),
})

/** One request a copy; what is gone, and what a member says, has no figures. …/shares/social-metadata-api */
export async function fetchMetrics(
  copies: readonly Pick<Published, 'remoteId'>[],
  session: Session,
): Promise<readonly Metrics[]> {
  if (!isPage(session)) return []
  const client = createClient(session)
  const metrics: Metrics[] = []
  for (const { remoteId } of copies) {
    try {
      const told = await client.get(`/rest/socialMetadata/${inPath(remoteId)}`, Social)
      const likes = Object.values(told.reactionSummaries ?? {}).reduce((sum, { count }) => sum + count, 0)
      metrics.push({ remoteId, likes, replies: told.commentSummary?.count ?? 0 })
    } catch (error) {
      if (!isGone(error)) throw error
    }
  }
  return metrics
}

const noComment = {
  id: 'Komentar ini tidak dikenal lagi oleh LinkedIn.',
  en: 'LinkedIn does not know this comment any more.',
}
