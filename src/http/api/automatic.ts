/** Teasers that the program prepares: of feeds of one's own, and of old articles that come round again. */
import { z } from '@hono/zod-openapi'
import { postCreate } from './posts.ts'
import { seriesRule } from './series.ts'
import { id, instant, next, words } from './shared.ts'

const state = z.enum(['active', 'paused'])

/** `GET /api/feeds` → `{ feeds }` */
export const feed = z.object({
  id,
  url: z.string(),
  title: z.string(),
  channelIds: z.array(id),
  review: z.boolean(),
  state,
  /** When it was last read, and when it will be again. */
  readAt: instant.nullable(),
  nextAt: instant,
  /** Why it could not be read the last time. */
  problem: words.nullable(),
})
/** `PUT /api/feeds/:id` → `{ feeds }` */
export const feedChange = z.object({
  channelIds: z.array(id).min(1).max(100),
  /** A person looks at each teaser before it is planned. */
  review: z.boolean(),
  state: state.default('active'),
})
/** `POST /api/feeds` → 201 `{ feeds }`. The address may be that of a page that names its feed. */
export const feedCreate = feedChange.extend({ url: z.string().min(1).max(2000) })
/** `POST /api/feeds/look` → what stands at an address. Keeps nothing. */
export const feedLook = z.object({ url: z.string().min(1).max(2000) })
/** `POST /api/feeds/look` → what is found there; nothing is kept. */
export const feedLooked = z.object({
  url: z.string(),
  title: z.string(),
  items: z.array(z.object({ title: z.string(), url: z.string(), publishedAt: instant.nullable() })),
})
/** `POST /api/feeds/:id/items` with a `guid` prepares a teaser of it, and answers the first page */
export const feedItem = z.object({
  guid: z.string(),
  title: z.string(),
  url: z.string(),
  publishedAt: instant.nullable(),
  /** It stood there before the feed was added. */
  old: z.boolean(),
  proposal: z.enum(['review', 'planned', 'skipped']).nullable(),
})

/** `GET /api/feeds/:id/items?cursor=`, newest first */
export const feedItemPage = z.object({ items: z.array(feedItem), next })

/** `POST /api/evergreen` → 201 `{ evergreens }`; `PUT /api/evergreen/:id` the same; `DELETE` removes it */
export const evergreenChange = seriesRule.extend({
  channelIds: z.array(id).min(1).max(100),
  /** Only articles with one of these; all where there are none. */
  tags: z.array(z.string().min(1).max(100)).max(50),
  leastAgeDays: z.number().int().min(0).max(3650),
  restDays: z.number().int().min(1).max(3650),
  review: z.boolean(),
  state: state.default('active'),
})
/** `GET /api/evergreen` → `{ evergreens }` */
export const evergreen = evergreenChange.extend({ id, nextAt: instant.nullable(), problem: words.nullable() })

/** A teaser that the program prepared. */
export const proposal = z.object({
  id,
  origin: z.enum(['feed', 'evergreen', 'home']),
  originTitle: z.string(),
  title: z.string(),
  url: z.string(),
  articleId: id.nullable(),
  texts: z.array(z.object({ channelId: id, text: z.string() })),
  state: z.enum(['review', 'planned', 'skipped']),
  dueAt: instant.nullable(),
  reason: words.nullable(),
  createdAt: instant,
})
/** `GET /api/proposals?cursor=`, oldest first: those that wait for a person */
export const proposalPage = z.object({ proposals: z.array(proposal), next })
/** `POST /api/proposals/:id/accept` → the proposal; missing `at`: as it says, or the next free slots */
export const proposalAccept = z.object({ texts: postCreate.shape.texts, at: instant.optional() })

export type Feed = z.infer<typeof feed>
export type FeedChange = z.infer<typeof feedChange>
export type FeedItemPage = z.infer<typeof feedItemPage>
export type FeedItem = z.infer<typeof feedItem>
export type FeedLooked = z.infer<typeof feedLooked>
export type Evergreen = z.infer<typeof evergreen>
export type EvergreenChange = z.infer<typeof evergreenChange>
export type ProposalPage = z.infer<typeof proposalPage>
export type Proposal = z.infer<typeof proposal>
