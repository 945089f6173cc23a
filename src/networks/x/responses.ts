import { z } from 'zod'
import { Problem } from '../../core/problem.ts'
import { HttpProblem } from '../http.ts'
import type { Metrics, ModerationAct, Published, RemoteResponse, Responses, Session } from '../network.ts'
import { call, Page, permalinkOf, type RemotePost, textOf, type User, withoutNames } from './api.ts'
import { prices } from './limits.ts'

/** Where reading goes on, and what was counted for an answer that then brought less. */
const Cursor = z.object({ since: z.string().optional(), prepaid: z.number() })
type Cursor = z.infer<typeof Cursor>

function cursorOf(text: string): Cursor {
  return text === '' ? { prepaid: 0 } : Cursor.parse(JSON.parse(text))
}

const pageSize = 5
/** X gives the newest 800 mentions and no older ones. */
const mostPages = 800 / pageSize
/** With a mention may come who wrote it, whom it answers, and the post that it answers. */
const mostForOne = 4 * prices.ownedRead

/**
 * Mentions, which replies are too: reading one's own is cheap, searching conversations is not. X takes money for what
 * comes, so the dearest answer is counted before each call, and what it did not cost is kept for the next one.
 * https://docs.x.com/x-api/users/get-mentions
 */
export async function fetchResponses(
  cursor: string,
  session: Session,
  copies: readonly Pick<Published, 'remoteId'>[],
): Promise<Responses> {
  const { since, ...kept } = cursorOf(cursor)
  let { prepaid } = kept
  const posts: RemotePost[] = []
  const users = new Map<string, User>()
  let next: string | undefined
  for (let number = 0; number < mostPages; number++) {
    const dearest = pageSize * mostForOne
    await session.spend('usd', Math.max(0, dearest - prepaid))
    const page = await mentions(session, since, next)
    prepaid = Math.max(prepaid, dearest) - costOf(page)
    posts.push(...(page.data ?? []))
    for (const user of page.includes?.users ?? []) users.set(user.id, user)
    next = page.meta?.next_token
    // At first the recent ones will do.
    if (!next || since === undefined) break
  }
  const own = new Set(copies.map(({ remoteId }) => remoteId))
  const newest = posts.reduce((last, { id }) => (isNewer(id, last) ? id : last), since ?? '')
  const responses = posts.map((post) => toResponse(post, users, session, own)).filter((one) => one !== undefined)
  const now: Cursor = { prepaid, ...(newest === '' ? {} : { since: newest }) }
  return {
    responses: responses.sort((a, b) => (isNewer(a.remoteId, b.remoteId) ? 1 : -1)),
    cursor: JSON.stringify(now),
  }
}

function isNewer(id: string, than: string): boolean {
  return than === '' || BigInt(id) > BigInt(than)
}

function costOf({ data = [], includes }: Page): number {
  return (data.length + (includes?.users?.length ?? 0) + (includes?.posts?.length ?? 0)) * prices.ownedRead
}

async function mentions(session: Session, since: string | undefined, next: string | undefined): Promise<Page> {
  const query = new URLSearchParams({
    max_results: String(pageSize),
    'post.fields': 'conversation_id,created_at,entities,note_post',
    expansions: 'author_id,in_reply_to_user_id,referenced_posts',
    'user.fields': 'profile_image_url',
    ...(since === undefined ? {} : { since_id: since }),
    ...(next === undefined ? {} : { pagination_token: next }),
  })
  return await call(session, `/2/users/${encodeURIComponent(session.account.remoteId)}/mentions?${query}`, {}, Page)
}

/** `undefined` for what we wrote ourselves. */
function toResponse(
  post: RemotePost,
  users: ReadonlyMap<string, User>,
  session: Session,
  own: ReadonlySet<string>,
): RemoteResponse | undefined {
  const author = users.get(post.author_id ?? '')
  if (!author || author.id === session.account.remoteId) return undefined
  const parent = post.referenced_posts?.find(({ type }) => type === 'replied_to')?.id
  const toUs = post.in_reply_to_user_id === session.account.remoteId || (parent !== undefined && own.has(parent))
  const root = post.conversation_id === post.id ? undefined : post.conversation_id
  return {
    kind: parent !== undefined && toUs ? 'reply' : 'mention',
    remoteId: post.id,
    permalink: permalinkOf(author.username, post.id),
    person: {
      remoteId: author.id,
      name: author.name,
      handle: author.username,
      url: `https://x.com/${author.username}`,
      ...(author.profile_image_url ? { avatar: author.profile_image_url } : {}),
    },
    text: parent === undefined ? textOf(post) : withoutNames(textOf(post)),
    writtenAt: new Date(post.created_at ?? session.now()),
    ...(parent === undefined ? {} : { inReplyTo: parent }),
    ...(root ? { root } : {}),
  }
}

/** What the network’s API can do about a response. */
export const moderation = ['approve', 'hold'] as const satisfies readonly ModerationAct[]

/** Hides a reply in one's own conversation, or shows it again. https://docs.x.com/x-api/posts/hide-reply */
export async function moderate(
  response: Pick<RemoteResponse, 'remoteId'>,
  act: ModerationAct,
  session: Session,
): Promise<void> {
  if (act !== 'approve' && act !== 'hold') throw new Problem('rejected', onlyHidden)
  await session.spend('usd', prices.hiding)
  const json = { hidden: act === 'hold' }
  try {
    const path = `/2/tweets/${encodeURIComponent(response.remoteId)}/hidden`
    await call(session, path, { method: 'PUT', json, repeatable: true }, z.unknown())
  } catch (error) {
    const foreign = error instanceof HttpProblem && error.status === 403 && error.kind === 'rejected'
    throw foreign ? new Problem('rejected', notOurs, { detail: error.message, cause: error }) : error
  }
}

const onlyHidden = {
  id: 'Di X balasan hanya dapat disembunyikan atau ditampilkan lagi. Laporkan langsung di sana bila perlu.',
  en: 'On X a reply can only be hidden or shown again. Report it over there if you need to.',
}
const notOurs = {
  id: 'X hanya menyembunyikan balasan dalam percakapan yang Anda mulai sendiri. Bisukan atau laporkan penulisnya langsung di X.',
  en: 'X hides only replies in conversations that you began. Mute or report its writer on X itself.',
}

/** As many posts as one call takes. */
const mostAtOnce = 100

/** Each post is a paid read; what is gone has no figures. https://docs.x.com/x-api/posts/get-posts-by-ids */
export async function fetchMetrics(
  copies: readonly Pick<Published, 'remoteId'>[],
  session: Session,
): Promise<readonly Metrics[]> {
  const ids = copies.map(({ remoteId }) => remoteId).filter((id) => /^\d{1,19}$/.test(id))
  const metrics: Metrics[] = []
  for (let at = 0; at < ids.length; at += mostAtOnce) {
    const some = ids.slice(at, at + mostAtOnce)
    await session.spend('usd', some.length * prices.read)
    const page = await call(session, `/2/tweets?ids=${some.join(',')}&post.fields=public_metrics`, {}, Page)
    for (const { id, public_metrics: figures } of page.data ?? []) {
      if (!figures) continue
      const { like_count: likes, repost_count: reposts, reply_count: replies, impression_count: views } = figures
      metrics.push({ remoteId: id, likes, reposts, replies, ...(views == null ? {} : { views }) })
    }
  }
  return metrics
}
