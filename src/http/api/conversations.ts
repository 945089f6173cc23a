/** Conversations and answers. */
import { z } from '@hono/zod-openapi'
import { longestNote, promiseUnits, toldKinds } from '../../conversations/index.ts'
import { delivery } from './posts.ts'
import { id, instant, next, words } from './shared.ts'

/** What can be asked of the network about a response. */
export const moderationAct = z.enum(['approve', 'hold', 'remove', 'spam'])

/** Somebody who answered. `avatar` is our own copy; `null`: there is none. */
export const person = z.object({
  id,
  name: z.string(),
  handle: z.string(),
  url: z.string(),
  avatar: z.string().nullable(),
})

const audience = z.enum(['public', 'unlisted', 'followers', 'direct'])

/** What triage on this machine tells of a response, or a member where `corrected`. `spam`: 0 to 1, taken for it from 0.5 on. */
const told = z
  .object({
    language: z.string(),
    kind: z.string(),
    tone: z.string(),
    spam: z.number(),
    corrected: z.boolean(),
  })
  .nullable()

/** One answer in a conversation. */
export const response = z.object({
  id,
  kind: z.enum(['reply', 'mention', 'comment']),
  person,
  text: z.string(),
  permalink: z.string(),
  writtenAt: instant,
  /** `held`: only we see it; `removed`, `spam`: a person took it away. */
  standing: z.enum(['shown', 'held', 'removed', 'spam']),
  /** Null until triage was asked. */
  told,
  /** Who may see it: everybody, everybody (in no list), followers, or only those it names. An answer is never wider. */
  audience,
})

/** A conversation in the inbox: who waits since when, and the last words. */
export const conversationSummary = z.object({
  id,
  channel: delivery.shape.channel,
  state: z.enum(['open', 'snoozed', 'done']),
  /** The member who takes care of it. */
  assignee: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** When it comes back by itself; null and `snoozed`: when they write again. In an open one: for when it was snoozed. */
  snoozedUntil: instant.nullable(),
  /** The one who waits, or who spoke last. */
  person,
  excerpt: z.string(),
  /** Of what the excerpt is of. */
  told,
  /** Who may see what the excerpt is of. */
  audience,
  /** Responses not answered yet. */
  waiting: z.number(),
  waitingSince: instant.nullable(),
  lastAt: instant,
  /** Our post that it belongs to. */
  about: z
    .object({ deliveryId: id, text: z.string(), permalink: z.string().nullable(), article: delivery.shape.article })
    .nullable(),
})

/**
 * `GET /api/conversations?state=waiting|mine|unassigned|open|snoozed|done|all&q=&channelId=&cursor=`: who waits longest stands first in
 * the open ones. `mine`, `unassigned`: open ones of the member who asks, and of nobody.
 */
export const conversationPage = z.object({ conversations: z.array(conversationSummary), next })

/** What a member wrote for the team beside a conversation. */
export const teamNote = z.object({
  id,
  text: z.string(),
  /** Null: somebody whose account is gone. */
  by: z.string().nullable(),
  at: instant,
  /** Whoever asks wrote it. */
  yours: z.boolean(),
})
/** `POST /api/conversations/:id/notes` answers the conversation; so do `DELETE /api/conversation-notes/:id` and its `/restore` */
export const noteWrite = z.object({ text: z.string().min(1).max(longestNote) })

/** `GET /api/conversations/:id`; `POST /api/conversations/:id/state` `{state}` answers it too */
export const conversation = conversationSummary.extend({
  /** In order of time: what they said, what we answered, and what the team told each other, which nobody else sees. */
  items: z.array(
    z.discriminatedUnion('by', [
      z.object({ by: z.literal('them'), response }),
      z.object({ by: z.literal('us'), delivery: delivery }),
      z.object({ by: z.literal('team'), note: teamNote }),
    ]),
  ),
  canReply: z.boolean(),
  cannotReply: words.nullable(),
  /** Others of the team who have it open, until when that counts, and whether there are words in their answer box. */
  readers: z.array(z.object({ id: z.string(), name: z.string(), writing: z.boolean(), until: instant })),
  /** What can be done about a response: `POST /api/responses/:id/moderate` `{act}` answers the conversation */
  moderation: z.array(moderationAct),
})
/** `POST /api/conversations/:id/state` */
export const conversationState = z.object({ state: z.enum(['open', 'done']) })
/** `PUT /api/conversations/:id/reading`, every 20 seconds while it is open; `DELETE` when it is closed */
export const conversationReading = z.object({ writing: z.boolean() })
/** `POST /api/conversations/:id/snooze`; null: until they write again */
export const conversationSnooze = z.object({ until: instant.nullable() })
/** `POST /api/responses/:id/kind` answers the conversation: a member says what it is */
export const responseKind = z.object({ kind: z.enum(toldKinds) })
/** `POST /api/conversations/:id/assign`; null: nobody. `from`, where given: who has it now; else 409, and they keep it. */
export const conversationAssign = z.object({
  to: z.string().max(64).nullable(),
  from: z.string().max(64).nullable().optional(),
})
/** `GET /api/conversations/counts`: how many stand in each view */
export const conversationCounts = z.object({
  waiting: z.number(),
  mine: z.number(),
  unassigned: z.number(),
  open: z.number(),
  snoozed: z.number(),
})
/** `POST /api/conversations/:id/reply` → 201 delivery (leaves after the undo time); 422 with findings as for posts */
export const replyCreate = z.object({
  responseId: id,
  text: z.string().min(1).max(100_000),
  /** The text is Markdown; else every character is the letter that it is. */
  markdown: z.boolean().optional(),
})
/**
 * `GET`, `PUT /api/answer-promise` `{promise}` (null: none is made): "we answer within …". `office-hours`: Monday to Friday, 09.00 to
 * 17.00 in that zone.
 */
export const answerPromise = z.object({
  amount: z.number().int().min(1).max(99),
  unit: z.enum(promiseUnits),
  timeZone: z.string().min(1).max(64),
})
// `POST /api/conversations/refresh` → 202 `{}`: look at the networks now.

export type AnswerPromise = z.infer<typeof answerPromise>
export type ModerationAct = z.infer<typeof moderationAct>
/** `GET /api/mentions?q=` → `{ people }`: those who wrote to us, to be mentioned */
export const mentionable = person.extend({ network: z.string() })

export type Mentionable = z.infer<typeof mentionable>
export type Person = z.infer<typeof person>
export type Response = z.infer<typeof response>
export type ConversationCounts = z.infer<typeof conversationCounts>
export type ConversationSummary = z.infer<typeof conversationSummary>
export type ConversationPage = z.infer<typeof conversationPage>
export type Conversation = z.infer<typeof conversation>
export type TeamNote = z.infer<typeof teamNote>
export type ReplyCreate = z.infer<typeof replyCreate>
