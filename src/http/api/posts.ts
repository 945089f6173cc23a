/** Posts, previews and deliveries. */
import { z } from '@hono/zod-openapi'
import { styleTypes } from '../../core/text/styled.ts'
import { media } from './brand.ts'
import { channel, limits } from './channels.ts'
import { finding, id, instant, next, plannedInstant, words } from './shared.ts'

/** What a network links in a text. `start` and `end` count UTF-16 units, `byteStart` and `byteEnd` UTF-8. */
export const entity = z.object({
  type: z.enum(['link', 'mention', 'tag']),
  value: z.string(),
  start: z.number(),
  end: z.number(),
  byteStart: z.number(),
  byteEnd: z.number(),
})
/** One message, as the preview draws it. */
export const part = z.object({
  text: z.string(),
  entities: z.array(entity),
  length: z.number(),
  /** What people will see, where that is more than the letters of `text`. */
  formatted: z
    .object({
      text: z.string(),
      styles: z.array(
        z.object({ type: z.enum(styleTypes), start: z.number(), end: z.number(), value: z.string().optional() }),
      ),
      links: z.array(z.object({ value: z.string(), start: z.number(), end: z.number() })),
    })
    .optional(),
  title: z.string().optional(),
  html: z.string().optional(),
  card: z
    .object({ url: z.string(), title: z.string(), description: z.string(), image: z.string().optional() })
    .optional(),
  pictures: z.array(media),
  video: media.optional(),
  /** A content warning that stands apart. */
  warning: z.string().optional(),
  /** Hangs on the first message, not on the one before. */
  follows: z.literal('root').optional(),
})

/** What a post says beside its text. */
export const postContent = z.object({
  /** What follows the text, each as a message of its own. */
  thread: z.array(z.string().trim().min(1).max(100_000)).max(25).optional(),
  /** Said under the post, as its first comment. */
  firstReply: z.string().trim().max(100_000).optional(),
  warning: z.string().trim().max(500).optional(),
  /** Where the text becomes several messages, each says which of how many it is (`2/4`). */
  numbered: z.boolean().optional(),
  /** The texts are Markdown: each network gets what it can show of bold words, links behind words, lists and the rest. */
  markdown: z.boolean().optional(),
  /** BCP 47 */
  language: z.string().max(35).optional(),
  /** The network's own options, by name. */
  options: z.record(z.string().max(64), z.string().max(2000)).optional(),
})

/** `POST /api/preview` → `preview`: exactly what would be sent to a channel, and what the checks say. Stores nothing. */
export const previewRequest = z.object({
  channelId: id,
  text: z.string().max(100_000),
  articleId: id.optional(),
  mediaIds: z.array(id).max(10).optional(),
  content: postContent.optional(),
  /** For an answer. */
  responseId: id.optional(),
  /** A prepared teaser: what it leads to goes along. */
  proposalId: id.optional(),
  /** The delivery that these words are for, or the repeat: it is no double of itself. */
  deliveryId: id.optional(),
  seriesId: id.optional(),
  /** What the other channels get, for the check of sameness. */
  alsoTo: z
    .array(z.object({ channelId: id, text: z.string().max(100_000) }))
    .max(50)
    .optional(),
})
/** `POST /api/preview` → for one channel, what would be sent and what the checks say. Nothing is kept. */
export const preview = z.object({
  channelId: id,
  parts: z.array(part),
  findings: z.array(finding),
  limits,
  /** What sending it uses up: `micro-usd` is money. */
  prices: z.array(z.object({ label: words, unit: z.enum(['micro-usd', 'units']), amount: z.number() })),
})

/**
 * `POST /api/previews` → `{ previews }`, in the order that was asked for: the same for all channels of a post at once. Each is
 * compared with the others.
 */
export const previewsRequest = z.object({
  texts: z
    .array(previewRequest.pick({ channelId: true, text: true, mediaIds: true, content: true }))
    .min(1)
    .max(50),
  articleId: id.optional(),
  /** The article goes out with them: that its page does not answer yet is no fault. */
  withArticle: z.boolean().optional(),
  proposalId: previewRequest.shape.proposalId,
  responseId: previewRequest.shape.responseId,
  deliveryId: previewRequest.shape.deliveryId,
})

/** `GET /api/articles/:id/teasers` → `{ teasers }`: a proposal for each channel, cut for its network */
export const teaser = preview.extend({ text: z.string() })

/**
 * `POST /api/posts` → 201 `{ deliveries }`. Without `at` they leave after `undoSeconds` (see `delivery.dueAt`);
 * until then `POST /api/deliveries/:id/cancel` takes one back. Findings of severity `error` answer 422 with `findings`.
 */
export const postCreate = z.object({
  articleId: id.optional(),
  texts: z
    .array(
      z.object({
        channelId: id,
        text: z.string().max(100_000),
        mediaIds: z.array(id).max(10).optional(),
        content: postContent.optional(),
        /** It leaves at this time, whatever the others do. */
        at: plannedInstant.optional(),
      }),
    )
    .min(1)
    .max(50),
  /** Missing: `at` when there is one, else `now`. `slot`: into the next free slot of each channel. */
  when: z.enum(['now', 'at', 'slot']).optional(),
  at: plannedInstant.optional(),
  timeZone: z.string().max(64).optional(),
  /** The draft that it was: gone from the drafts when the post is taken. */
  draftId: id.optional(),
})

/** Where a delivery is on its way. */
export const deliveryState = z.enum([
  'scheduled', // waits for its time (with `held` or `waitingFor` it says for what else)
  'sending',
  'pending', // the network is still working on it
  'by-hand', // assisted: a person posts it now, then gives its address
  'published',
  'rejected', // the network or a check refused it for good
  'unconfirmed', // it may or may not be there: a person decides
  'missed',
  'cancelled',
  'retracted',
])

/** `GET /api/deliveries/:id` */
export const delivery = z.object({
  id,
  postId: id,
  channel: channel.pick({
    id: true,
    network: true,
    networkLabel: true,
    name: true,
    handle: true,
    avatar: true,
    kind: true,
  }),
  article: z.object({ id, title: z.string(), permalink: z.string() }).nullable(),
  /** An answer to this response. */
  responseId: id.nullable(),
  /** Whose it is: some roles decide about their own only. */
  by: z.string(),
  text: z.string(),
  content: postContent,
  pictures: z.array(media),
  video: media.optional(),
  /** How far a long upload is, from 0 to 1. */
  progress: z.number().nullable(),
  parts: z.array(part),
  /** How many parts are out. */
  sentParts: z.number(),
  state: deliveryState,
  dueAt: instant,
  timeZone: z.string(),
  publishedAt: instant.nullable(),
  permalink: z.string().nullable(),
  /** Why it waits or failed, and what to do. */
  reason: words.nullable(),
  nextTryAt: instant.nullable(),
  attempts: z.number(),
  /** `by-hand`: the network's own composer, filled in. */
  composer: z.string().nullable(),
  /** What the address of a post of this channel looks like; null where posts have none, and none is asked for. */
  confirmExample: words.nullable(),
  /** What a person can do now. `gone`: say that they deleted it there, where no program can. */
  actions: z.array(
    z.enum(['cancel', 'edit', 'retry', 'retract', 'gone', 'correct', 'confirm', 'let-go', 'reschedule']),
  ),
  /** Why no program can take it back on this network, and what to do; null where one can. */
  whyNoRetract: words.nullable(),
  responses: z.number(),
})
/** `GET /api/deliveries?state=&channelId=&articleId=&postId=&q=&cursor=` */
export const deliveryPage = z.object({ deliveries: z.array(delivery), next })

/** `POST /api/deliveries/:id/confirm` `{permalink}`: it is there. `…/cancel`, `…/retry`, `…/retract`, `…/gone`, `…/let-go` take no body. All answer the delivery. */
export const deliveryConfirm = z.object({
  /** Must be one of this channel's posts; missing only where posts have no address (`confirmExample` is null). */
  permalink: z.string().max(1000).optional(),
})
/** `PUT /api/deliveries/:id`: other words for what has not left. `POST …/correct`: for what is out, at its address. */
export const deliveryWords = z.object({
  text: z.string().max(100_000),
  mediaIds: z.array(id).max(10).optional(),
  content: postContent.optional(),
})
/** `POST /api/deliveries/decide`: about many at once; those of one channel that are sent again leave a little apart. */
export const deliveriesDecide = z.object({
  ids: z.array(id).min(1).max(500),
  action: z.enum(['cancel', 'retry', 'let-go']),
})
/** A delivery that stays as it was, and why. */
export const refused = z.object({ id, words })
/** `POST /api/posts/:id/retract` → what could not be taken back by program: a person deletes it there */
export const postRetracted = z.object({
  deliveries: z.array(delivery),
  byHand: z.array(z.object({ id, words, permalink: z.string().nullable() })),
})

/** `POST /api/deliveries/:id/reschedule` */
export const deliveryReschedule = z.object({ at: plannedInstant, timeZone: z.string().max(64).optional() })

export type Part = z.infer<typeof part>
export type PreviewRequest = z.infer<typeof previewRequest>
export type Preview = z.infer<typeof preview>
export type PreviewsRequest = z.infer<typeof previewsRequest>
export type Teaser = z.infer<typeof teaser>
export type PostCreate = z.infer<typeof postCreate>
export type PostContent = z.infer<typeof postContent>
export type PostRetracted = z.infer<typeof postRetracted>
export type Refused = z.infer<typeof refused>
export type DeliveryState = z.infer<typeof deliveryState>
export type DeliveryPage = z.infer<typeof deliveryPage>
export type Delivery = z.infer<typeof delivery>
