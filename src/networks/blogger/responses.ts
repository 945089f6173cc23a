import { z } from 'zod'
import { Problem } from '../../core/problem.ts'
import { shorten } from '../../core/text/shorten.ts'
import { isGone } from '../google.ts'
import { htmlToText } from '../html.ts'
import { instantText } from '../misfits.ts'
import type {
  ModerationAct,
  Published,
  RemoteArticle,
  RemoteArticles,
  RemoteResponse,
  Responses,
  Session,
} from '../network.ts'
import { inBlog, listOf, Post, read, write } from './api.ts'
import { Facts } from './facts.ts'

/** The parts of https://developers.google.com/blogger/docs/3.0/reference/comments#resource that we read. */
const Comment = z.object({
  id: z.string(),
  status: z.string().default('LIVE'),
  post: z.object({ id: z.string() }),
  inReplyTo: z.object({ id: z.string() }).optional(),
  published: instantText,
  content: z.string().default(''),
  author: z.object({
    id: z.string().optional(),
    displayName: z.string().default(''),
    url: z.string().optional(),
    image: z.object({ url: z.string().optional() }).optional(),
  }),
})
type Comment = z.infer<typeof Comment>

const mostPages = 10
/** How far back the recent comments go. */
const firstDays = 30

/**
 * Comments on the whole blog that are not our own, those that wait for approval too. Our cursor is the moment of the
 * newest one; what came in that very moment comes again, since more may have.
 * https://developers.google.com/blogger/docs/3.0/reference/comments/listByBlog
 */
export async function fetchResponses(
  cursor: string,
  session: Session,
  copies: readonly Pick<Published, 'remoteId' | 'permalink'>[],
): Promise<Responses> {
  const me = Facts.safeParse(session.account.facts).data?.user
  const from = cursor === '' ? session.now().getTime() - firstDays * 24 * 3600_000 : Date.parse(cursor)
  const found = (await commentsSince(new Date(from), session))
    .filter(({ published }) => Date.parse(published) >= from)
    .sort((a, b) => Date.parse(a.published) - Date.parse(b.published))
  const addresses = new Map(copies.map(({ remoteId, permalink }) => [remoteId, permalink]))
  const responses: RemoteResponse[] = []
  for (const comment of found) {
    if (comment.author.id === me) continue
    responses.push(toResponse(comment, await addressOfPost(comment.post.id, addresses, session)))
  }
  const newest = found.at(-1)
  return { responses, cursor: newest ? new Date(newest.published).toISOString() : cursor }
}

async function commentsSince(from: Date, session: Session): Promise<Comment[]> {
  const found: Comment[] = []
  let pageToken: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const query = {
      status: ['LIVE', 'PENDING'],
      fetchBodies: 'true',
      maxResults: '100',
      startDate: from.toISOString(),
      ...(pageToken ? { pageToken } : {}),
    }
    const { items, nextPageToken } = await read(session, inBlog(session, 'comments'), query, listOf(Comment))
    found.push(...items)
    if (!nextPageToken) break
    pageToken = nextPageToken
  }
  return found
}

/** Where a post is; asked for once where we did not send it ourselves. */
async function addressOfPost(id: string, known: Map<string, string>, session: Session): Promise<string> {
  const there = known.get(id)
  if (there !== undefined) return there
  const { url } = await read(session, inBlog(session, 'posts', id), { fetchBody: 'false' }, Post).catch((error) => {
    // Taken back since: the comment is still worth showing.
    if (isGone(error)) return { url: undefined }
    throw error
  })
  const address = url ?? session.account.url
  known.set(id, address)
  return address
}

function toResponse({ id, status, post, inReplyTo, published, content, author }: Comment, address: string) {
  const name = author.displayName || 'Anonim'
  const url = author.url ?? ''
  return {
    kind: 'comment',
    remoteId: id,
    permalink: `${address}#c${id}`,
    person: {
      // A guest has no number; name and address are all that tells one from another.
      remoteId: author.id || `guest:${name}:${url}`,
      name,
      handle: name,
      url,
      ...(author.image?.url ? { avatar: new URL(author.image.url, 'https://www.blogger.com').href } : {}),
    },
    text: htmlToText(content),
    writtenAt: new Date(published),
    inReplyTo: inReplyTo?.id ?? post.id,
    root: post.id,
    ...(status === 'PENDING' ? { held: true } : {}),
    reference: { post: post.id },
  } satisfies RemoteResponse
}

/** There is no way back to "waits for approval", so that nothing can be held. */
export const moderation = ['approve', 'spam', 'remove'] as const satisfies readonly ModerationAct[]

/** https://developers.google.com/blogger/docs/3.0/reference/comments/approve, …/markAsSpam, …/delete */
export async function moderate(
  response: Pick<RemoteResponse, 'remoteId' | 'reference'>,
  act: ModerationAct,
  session: Session,
): Promise<void> {
  const { post } = z.object({ post: z.string() }).parse(response.reference)
  const comment = inBlog(session, 'posts', post, 'comments', response.remoteId)
  const path = act === 'remove' ? comment : `${comment}/${act === 'approve' ? 'approve' : 'spam'}`
  if (act === 'hold') throw new Problem('rejected', cannotHold)
  try {
    await write(session, path, {}, { method: act === 'remove' ? 'DELETE' : 'POST', repeatable: true }, z.unknown())
  } catch (error) {
    if (act !== 'remove' || !isGone(error)) throw error
  }
}

const cannotHold = {
  id: 'Komentar yang sudah tayang di Blogger tidak dapat ditahan lagi. Hapuslah, atau laporkan sebagai spam.',
  en: 'A comment that is out on Blogger can’t be held back again. Remove it, or report it as spam.',
}

/** Twenty a page, newest first. The cursor is Blogger's own. */
export async function fetchArticles(cursor: string, session: Session): Promise<RemoteArticles> {
  const query = {
    status: 'LIVE',
    orderBy: 'PUBLISHED',
    fetchBodies: 'true',
    maxResults: '20',
    ...(cursor === '' ? {} : { pageToken: cursor }),
  }
  const { items, nextPageToken } = await read(session, inBlog(session, 'posts'), query, listOf(Post))
  const articles = items.flatMap((post) => toArticle(post, session))
  return { articles, ...(nextPageToken ? { cursor: nextPageToken } : {}) }
}

/** Blogger keeps no summaries: the first words are one. */
function toArticle({ id, url, title, content, labels, published }: Post, { account }: Session): RemoteArticle[] {
  if (url === undefined || published === undefined) return []
  const language = Facts.safeParse(account.facts).data?.language
  const summary = shorten(htmlToText(content ?? '').replace(/\s+/g, ' '), 300)
  return [
    {
      remoteId: id,
      permalink: url,
      title: title.trim() || summary,
      summary,
      tags: labels,
      ...(language ? { language } : {}),
      publishedAt: new Date(published),
    },
  ]
}
