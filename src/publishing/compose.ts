import { type Channel, findChannel } from '../channels/index.ts'
import type { Finding } from '../checks/check.ts'
import type { Actor, Context } from '../context.ts'
import type { LinkCard, Part, Post } from '../core/post.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { picturesOf } from '../media/index.ts'
import { type Answered, checkFor, type Ground, gatherGround } from './facts.ts'

/** One channel's form of a post, before it is cut. */
export interface Draft {
  channelId: string
  text: string
  mediaIds: readonly string[]
}

/** What all channels of a post share. */
export interface Shared {
  /** The article that it leads to. */
  link?: LinkCard | undefined
  /** Whether the article's page is there for readers. */
  linkAnswers?: boolean | undefined
  title?: string | undefined
  tags?: readonly string[] | undefined
  language?: string | undefined
  answered?: Answered | undefined
}

/** What would be sent, and what the checks say of it. */
export interface Composed {
  channel: Channel
  text: string
  mediaIds: readonly string[]
  parts: Part[]
  findings: Finding[]
}

/** Cuts and checks drafts for their channels. Stores nothing: the preview and the sending share it. */
export function compose(context: Context, actor: Actor, drafts: readonly Draft[], shared: Shared): Promise<Composed[]> {
  return inWorkspace(context.db, actor.workspaceId, (tx) => composeIn(context, tx, actor, drafts, shared))
}

/** The same inside a transaction. */
export async function composeIn(
  context: Context,
  tx: Tx,
  actor: Actor,
  drafts: readonly Draft[],
  shared: Shared,
): Promise<Composed[]> {
  const ground = await gatherGround(context, tx, actor.workspaceId)
  const composed: Composed[] = []
  for (const draft of drafts) {
    const channel = await findChannel(context, tx, draft.channelId)
    const others = drafts.filter((other) => other.channelId !== draft.channelId)
    composed.push(await one(context, tx, ground, channel, draft, shared, others))
  }
  return composed
}

async function one(
  context: Context,
  tx: Tx,
  ground: Ground,
  channel: Channel,
  draft: Draft,
  shared: Shared,
  others: readonly Draft[],
): Promise<Composed> {
  const pictures = await picturesOf(tx, draft.mediaIds)
  const post: Post = {
    text: draft.text,
    pictures,
    ...(shared.link ? { link: shared.link } : {}),
    ...(shared.title ? { title: shared.title } : {}),
    ...(shared.tags ? { tags: shared.tags } : {}),
    ...(shared.language ? { language: shared.language } : {}),
  }
  const parts = channel.network.render(post, channel.limits)
  const findings = checkFor(context, ground, channel, post, parts, {
    answered: shared.answered,
    linkAnswers: shared.linkAnswers,
    alsoTo: others.map((other) => ({ channel: other.channelId, text: other.text })),
  })
  return { channel, text: draft.text, mediaIds: draft.mediaIds, parts, findings }
}
