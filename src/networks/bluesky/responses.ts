import { z } from 'zod'
import { unitOffsets, utf8Length } from '../../core/text/offsets.ts'
import { type Target, withTargets } from '../../core/text/targets.ts'
import { eachSound, instantText, whateverFits } from '../misfits.ts'
import type { Metrics, Published, RemoteResponse, Responses, Session } from '../network.ts'
import { createClient } from './client.ts'
import { profileUrl } from './connect.ts'
import { permalinkOf, Reference } from './record.ts'

/** Words that stand for an address; mentions and tags say what they are. https://docs.bsky.app/docs/advanced-guides/post-richtext */
const Facet = z.object({
  index: z.object({ byteStart: z.number().int().nonnegative(), byteEnd: z.number().int().nonnegative() }),
  features: z.array(z.looseObject({ uri: z.string().optional() })),
})

const Notification = z.object({
  uri: z.string(),
  cid: z.string(),
  reason: z.string(),
  indexedAt: instantText,
  author: z.object({
    did: z.string(),
    handle: z.string(),
    displayName: z.string().optional(),
    avatar: z.string().optional(),
  }),
  record: z.object({
    text: z.string().optional(),
    createdAt: z.string().optional(),
    reply: z.object({ root: Reference, parent: Reference }).optional(),
    facets: whateverFits(Facet),
  }),
})
type Notification = z.infer<typeof Notification>

const Page = z.object({ notifications: eachSound(Notification), cursor: z.string().optional() })

/** More pages than this at once are left for the next time: nobody waits for ever. */
const mostPages = 20

/**
 * Replies, mentions and quotes. Our cursor is the moment at which the newest one was indexed; what was indexed in that
 * very moment comes again, since more may have. https://docs.bsky.app/docs/api/app-bsky-notification-list-notifications
 */
export async function fetchResponses(cursor: string, session: Session): Promise<Responses> {
  const client = createClient(session)
  const found: Notification[] = []
  let older: string | undefined
  for (let pages = 0; pages < mostPages; pages++) {
    const params = { limit: '100', reasons: ['reply', 'mention', 'quote'], ...(older ? { cursor: older } : {}) }
    const page = await client.get('app.bsky.notification.listNotifications', params, Page)
    const fresh = page.notifications.filter(({ indexedAt }) => indexedAt >= cursor)
    found.push(...fresh)
    older = page.cursor
    // At first the recent ones are enough.
    if (cursor === '' || older === undefined || fresh.length < page.notifications.length) break
  }
  found.sort((a, b) => (a.indexedAt < b.indexedAt ? -1 : a.indexedAt > b.indexedAt ? 1 : 0))
  const responses = found.filter(({ reason }) => ['reply', 'mention', 'quote'].includes(reason)).map(toResponse)
  return { responses, cursor: found.at(-1)?.indexedAt ?? cursor }
}

function toResponse({ uri, cid, reason, indexedAt, author, record }: Notification): RemoteResponse {
  const root = record.reply?.root ?? { uri, cid }
  return {
    kind: reason === 'reply' ? 'reply' : 'mention',
    remoteId: uri,
    permalink: permalinkOf(uri),
    person: {
      remoteId: author.did,
      name: author.displayName || author.handle,
      handle: author.handle,
      url: profileUrl(author.did),
      ...(author.avatar ? { avatar: author.avatar } : {}),
    },
    text: textOf(record),
    writtenAt: new Date(
      record.createdAt && Number.isFinite(Date.parse(record.createdAt)) ? record.createdAt : indexedAt,
    ),
    ...(record.reply ? { inReplyTo: record.reply.parent.uri } : {}),
    root: root.uri,
    reference: { cid, root },
  }
}

function textOf({ text = '', facets = [] }: Notification['record']): string {
  const toUnits = unitOffsets(text)
  const targets: Target[] = []
  const length = utf8Length(text)
  let last = 0
  for (const { index, features } of facets.toSorted((a, b) => a.index.byteStart - b.index.byteStart)) {
    const address = features.find(({ uri }) => uri !== undefined)?.uri
    if (address === undefined || index.byteStart < last || index.byteEnd > length) continue
    targets.push({ start: toUnits(index.byteStart), end: toUnits(index.byteEnd), address })
    last = index.byteEnd
  }
  return withTargets(text, targets)
}

const Counted = z.object({
  posts: z.array(
    z.object({
      uri: z.string(),
      likeCount: z.number().optional(),
      repostCount: z.number().optional(),
      quoteCount: z.number().optional(),
      replyCount: z.number().optional(),
    }),
  ),
})

/** 25 posts a request: https://docs.bsky.app/docs/api/app-bsky-feed-get-posts. Bluesky counts no views. */
export async function fetchMetrics(
  copies: readonly Pick<Published, 'remoteId'>[],
  session: Session,
): Promise<readonly Metrics[]> {
  const client = createClient(session)
  const metrics: Metrics[] = []
  for (let at = 0; at < copies.length; at += 25) {
    const uris = copies.slice(at, at + 25).map(({ remoteId }) => remoteId)
    const { posts } = await client.get('app.bsky.feed.getPosts', { uris }, Counted)
    for (const post of posts) {
      metrics.push({
        remoteId: post.uri,
        likes: post.likeCount ?? 0,
        reposts: (post.repostCount ?? 0) + (post.quoteCount ?? 0),
        replies: post.replyCount ?? 0,
      })
    }
  }
  return metrics
}
