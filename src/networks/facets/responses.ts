import type { Audience } from '../../core/audience.ts'
import type { Part } from '../../core/post.ts'
import type { OrAbsent } from './absent.ts'
import type { Opaque, OwnApp } from './account.ts'
import type { Pending, Published } from './sending.ts'
import type { Session } from './tools.ts'

/** What comes back: comments, replies and mentions, and what can be done about them. */
export interface ResponsesFacet {
  /** Comments, replies and mentions since `cursor` (`''` at first: the recent ones). */
  fetch(
    cursor: string,
    session: Session,
    published: readonly Pick<Published, 'remoteId' | 'permalink'>[],
  ): Promise<Responses>
  reply: OrAbsent<Reply>
  moderation: OrAbsent<Moderation>
  /** Signed messages that say that something has come. Absent: it is found when it is next asked for. */
  webhook: OrAbsent<Webhook>
}

/** Answers a person, no wider than they wrote. Never called without a person's word. What is pending goes on with `resume`. */
export type Reply = (
  response: Pick<RemoteResponse, 'remoteId' | 'reference' | 'root' | 'audience'>,
  part: Part,
  session: Session,
  key: string,
) => Promise<Published | Pending>

/** What can be done about the responses of other people. */
export interface Moderation {
  /** Those that the network knows. */
  readonly acts: readonly ModerationAct[]
  /** Done twice is done. */
  moderate(
    response: Pick<RemoteResponse, 'remoteId' | 'reference'>,
    act: ModerationAct,
    session: Session,
  ): Promise<void>
}

/** A comment, reply or mention, as it came. */
export interface RemoteResponse {
  kind: 'reply' | 'mention' | 'comment'
  remoteId: string
  permalink: string
  person: { remoteId: string; name: string; handle: string; url: string; avatar?: string }
  /** Plain text: markup already taken off. */
  text: string
  writtenAt: Date
  /** What it answers, and the head of the thread, where the network tells. */
  inReplyTo?: string
  root?: string
  /** Who may see it, where not everybody may. An answer is never wider. */
  audience?: Audience
  /** Only we see it: the network holds it back until somebody lets it through. */
  held?: boolean
  /** What answering it needs. */
  reference?: Opaque
}

/** One page of responses, oldest first, and where to go on. */
export interface Responses {
  responses: readonly RemoteResponse[]
  cursor: string
}

/** What can be done about a response: show it to everybody, hold it back for a look, take it away, or report it as spam. */
export const moderationActs = ['approve', 'hold', 'remove', 'spam'] as const
export type ModerationAct = (typeof moderationActs)[number]

/** A signed message of a network: something has come. A wake-up call, no more: what has come is then fetched. */
export interface WebhookEvent {
  /** The same for every copy of one message. */
  id: string
  /** Whose account it is about: {@link Account.remoteId}. */
  remoteId: string
  /** When it happened, by the network's clock. */
  at: Date
}

/** Where a network sends its webhook events to. `app` is the person's own, whose secret signs them. */
export interface Webhook {
  /** What to answer when the network asks whether the address is ours; `undefined`: it is not the network that asks. */
  confirm?(query: URLSearchParams, app: OwnApp['fields']): string | undefined
  /** @throws Problem `forbidden` where the signature is missing or wrong; `wrong-input` where it is no webhook event */
  read(request: { headers: Headers; body: Uint8Array<ArrayBuffer> }, app: OwnApp['fields']): readonly WebhookEvent[]
}
