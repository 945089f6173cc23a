import { z } from 'zod'
import { Problem } from '../../core/problem.ts'
import { HttpProblem } from '../http.ts'
import type { Metrics, ModerationAct, Published, RemoteResponse, Responses, Session } from '../network.ts'
import { act, addressOf, get, info, Listing, subredditOf, type Thing, thingsOf } from './api.ts'
import { factsOf } from './facts.ts'
import { plainText } from './reading/plain.ts'

/** The second of the newest one, and how many comments each post had: only where that grew is anything to fetch. */
const Cursor = z.object({ since: z.number(), counts: z.record(z.string(), z.number()) })
type Cursor = z.infer<typeof Cursor>

/** One wrong moment in the future would leave out everything until then. */
const daySeconds = 86_400

/** As many as one call of `info` takes. */
const mostAtOnce = 100

/**
 * What came into the inbox from this community, and the comments under our posts there, whether or not Reddit told the
 * inbox of them. What came in the very second of the last one comes again, since more may have.
 */
export async function fetchResponses(
  cursor: string,
  session: Session,
  copies: readonly Pick<Published, 'remoteId'>[],
): Promise<Responses> {
  const { since, counts } = cursor === '' ? { since: 0, counts: {} } : Cursor.parse(JSON.parse(cursor))
  const grown = await grownPosts(copies, counts, session)
  const found = new Map<string, Thing>()
  for (const thing of await inbox(since, session)) found.set(thing.data.name, thing)
  for (const post of grown) for (const thing of await commentsOf(post, session)) found.set(thing.data.name, thing)
  const responses = [...found.values()]
    .filter((thing) => thing.data.created_utc >= since && isFromOthers(thing, session))
    .sort((a, b) => a.data.created_utc - b.data.created_utc)
  const now: Cursor = {
    since: Math.min(responses.at(-1)?.data.created_utc ?? since, session.now().getTime() / 1000 + daySeconds),
    counts: {
      ...kept(counts, copies),
      ...Object.fromEntries(grown.map(({ data }) => [data.name, data.num_comments ?? 0])),
    },
  }
  return { responses: responses.map(toResponse), cursor: JSON.stringify(now) }
}

/** Those that we are no longer asked about are forgotten. */
function kept(counts: Cursor['counts'], copies: readonly Pick<Published, 'remoteId'>[]): Cursor['counts'] {
  const asked = new Set(copies.map(({ remoteId }) => remoteId))
  return Object.fromEntries(Object.entries(counts).filter(([name]) => asked.has(name)))
}

async function grownPosts(
  copies: readonly Pick<Published, 'remoteId'>[],
  counts: Cursor['counts'],
  session: Session,
): Promise<Thing[]> {
  const names = copies.map(({ remoteId }) => remoteId).filter((name) => name.startsWith('t3_'))
  if (names.length === 0) return []
  const posts = await info(session, names.slice(0, mostAtOnce))
  return posts.filter(({ data }) => (data.num_comments ?? 0) > (counts[data.name] ?? 0))
}

const mostPages = 10

/** https://www.reddit.com/dev/api#GET_message_{where} */
async function inbox(since: number, session: Session): Promise<Thing[]> {
  const found: Thing[] = []
  let after = ''
  for (let page = 0; page < mostPages; page++) {
    const listing = await get(session, `/message/inbox?limit=100&mark=false${after}`, Listing)
    const things = thingsOf(listing)
    found.push(...things)
    const last = things.at(-1)
    // At first the recent ones will do.
    if (since === 0 || !listing.data.after || !last || last.data.created_utc < since) break
    after = `&after=${encodeURIComponent(listing.data.after)}`
  }
  const here = subredditOf(session.account).toLowerCase()
  return found.filter(({ kind, data }) => kind === 't1' && data.subreddit?.toLowerCase() === here)
}

/** All of a post's comments that come in one answer. https://www.reddit.com/dev/api#GET_comments_{article} */
async function commentsOf({ data }: Thing, session: Session): Promise<Thing[]> {
  const path = `/comments/${encodeURIComponent(data.name.replace(/^t3_/, ''))}?sort=new&limit=500`
  const [, comments] = await get(session, path, z.tuple([z.unknown(), Listing], z.unknown()))
  return flattened(comments)
}

function flattened(listing: Listing): Thing[] {
  return thingsOf(listing).flatMap((thing) => {
    // Without answers it is an empty text.
    const replies = Listing.safeParse(thing.data.replies).data
    return [thing, ...(replies ? flattened(replies) : [])]
  })
}

function isFromOthers({ kind, data }: Thing, session: Session): boolean {
  const me = factsOf(session.account).user.toLowerCase()
  return kind === 't1' && !!data.author && data.author !== '[deleted]' && data.author.toLowerCase() !== me
}

function toResponse({ data }: Thing): RemoteResponse {
  const place = data.permalink ?? data.context?.split('?')[0] ?? ''
  const post = data.link_id ?? (/\/comments\/(\w+)/.exec(place)?.[1] ?? '').replace(/^(?=.)/, 't3_')
  const author = data.author ?? ''
  return {
    kind: data.parent_id?.startsWith('t3_') ? 'comment' : 'reply',
    remoteId: data.name,
    permalink: addressOf(place),
    person: {
      remoteId: data.author_fullname ?? author,
      name: author,
      handle: `u/${author}`,
      url: `https://www.reddit.com/user/${encodeURIComponent(author)}`,
    },
    text: plainText(data.body ?? '', 'https://www.reddit.com'),
    writtenAt: new Date(data.created_utc * 1000),
    ...(data.parent_id ? { inReplyTo: data.parent_id } : {}),
    ...(post ? { root: post } : {}),
  }
}

/** What the network’s API can do about a response. */
export const moderation = ['approve', 'remove', 'spam'] as const satisfies readonly ModerationAct[]

const onlyModerators = {
  id: 'Hanya moderator {community} yang dapat melakukannya. Laporkan tanggapan itu langsung di Reddit.',
  en: 'Only the moderators of {community} can do that. Report the response on Reddit itself.',
}
const unknownAct = {
  id: 'Di Reddit tanggapan dapat diloloskan, dihapus, atau ditandai sebagai spam.',
  en: 'On Reddit a response can be approved, removed, or marked as spam.',
}

/** For moderators of the community. https://www.reddit.com/dev/api#section_moderation */
export async function moderate(
  response: Pick<RemoteResponse, 'remoteId'>,
  wanted: ModerationAct,
  session: Session,
): Promise<void> {
  const { moderator, community } = factsOf(session.account)
  if (!moderator) throw new Problem('rejected', onlyModerators, { values: { community } })
  if (wanted === 'hold') throw new Problem('rejected', unknownAct)
  try {
    if (wanted === 'approve') await act(session, '/api/approve', { id: response.remoteId })
    else await act(session, '/api/remove', { id: response.remoteId, spam: String(wanted === 'spam') })
  } catch (error) {
    // No longer a moderator, since the community was last asked.
    const forbidden = error instanceof HttpProblem && error.status === 403
    throw forbidden ? new Problem('rejected', onlyModerators, { values: { community }, cause: error }) : error
  }
}

/** Reddit counts votes for and against together, and no views for others. */
export async function fetchMetrics(
  copies: readonly Pick<Published, 'remoteId'>[],
  session: Session,
): Promise<readonly Metrics[]> {
  const metrics: Metrics[] = []
  for (let at = 0; at < copies.length; at += mostAtOnce) {
    const names = copies.slice(at, at + mostAtOnce).map(({ remoteId }) => remoteId)
    for (const { data } of await info(session, names)) {
      if (data.author === '[deleted]') continue
      const replies = data.num_comments == null ? {} : { replies: data.num_comments }
      metrics.push({ remoteId: data.name, likes: data.score ?? 0, ...replies })
    }
  }
  return metrics
}
