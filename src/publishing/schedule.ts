import { randomUUIDv7 } from 'node:crypto'
import type { Finding } from '../checks/check.ts'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { record } from '../team/index.ts'
import { type Composed, composeIn, type Draft, type Shared } from './compose.ts'
import { pastTime } from './decide.ts'
import { consumeDraft } from './drafts.ts'
import { requestRenditionsOf } from './renditions.ts'
import { slotsWhereThere, takeSlots } from './slots.ts'
import { undoSeconds } from './undo.ts'

/** A post for one or more channels, and when it leaves. */
export interface NewPost extends Shared {
  drafts: readonly Draft[]
  articleId?: string | undefined
  /** The response that it answers. */
  inReplyTo?: string | undefined
  /** Missing: after the undo time. */
  at?: Date | undefined
  /** Into the next free slot of each channel, instead of a time; `where-there`: only of those that have a rhythm. */
  slot?: boolean | 'where-there' | undefined
  /** Its link must answer 200 before it leaves, although it leads to no article here. */
  waitsForLink?: boolean | undefined
  timeZone: string
  /** The draft that it was: gone with the same transaction. */
  draftId?: string | undefined
}

/**
 * Takes a post: writes it and its deliveries in one transaction.
 * @param also what else belongs to it, in the same transaction
 * @returns the deliveries' ids, in the drafts' order
 * @throws Problem `rejected` with `data.findings` (by channel) when a check of severity `error` speaks against it
 */
export async function schedulePost(
  context: Context,
  actor: Actor,
  post: NewPost,
  also?: (tx: Tx, ids: readonly string[]) => Promise<void>,
): Promise<string[]> {
  const ids = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const written = await schedulePostIn(context, tx, actor, post)
    await also?.(tx, written.ids)
    return written.ids
  })
  context.bus.tell(actor.workspaceId, 'deliveries', ids)
  if (post.draftId) context.bus.tell(actor.workspaceId, 'drafts', [post.draftId])
  return ids
}

/** The same inside a transaction. @returns the post's id too */
export async function schedulePostIn(
  context: Context,
  tx: Tx,
  actor: Actor,
  post: NewPost,
): Promise<{ postId: string; ids: string[] }> {
  const now = context.clock.now()
  for (const { at } of [post, ...post.drafts]) if (at && at.getTime() < now.getTime() - 60_000) throw pastTime()
  const seconds = await undoSeconds(context, tx, actor.workspaceId)
  const due = post.at && post.at > now ? post.at : new Date(now.getTime() + seconds * 1000)
  const composed = await composeIn(context, tx, actor, post.drafts, post)
  refuseErrors(composed)
  const written = await writePost(context, tx, actor, post, composed, await duesOf(context, tx, post, due))
  await consumeDraft(tx, post.draftId)
  return written
}

/** When each draft leaves, in their order: at its own time, where it has one. @param due the time of all, or the earliest for a slot */
async function duesOf(context: Context, tx: Tx, post: NewPost, due: Date): Promise<Date[]> {
  const ids = post.drafts.map((draft) => draft.channelId)
  if (!post.slot) return post.drafts.map(({ at }) => at ?? due)
  if (post.slot === 'where-there') return slotsWhereThere(tx, ids, due)
  const slots = await takeSlots(context, tx, ids, due)
  return ids.map((id) => slots.get(id) as Date)
}

/** @throws Problem `rejected` with `data.findings` (by channel) when a check of severity `error` speaks against one */
export function refuseErrors(composed: readonly Composed[]): void {
  const stopped = composed.filter((one) => one.findings.some((finding) => finding.severity === 'error'))
  if (!stopped.length) return
  const findings: Record<string, Finding[]> = Object.fromEntries(stopped.map((one) => [one.channel.id, one.findings]))
  throw new Problem(
    'rejected',
    {
      id: 'Kiriman ini belum dapat dikirim: lihat temuan pada tiap saluran, perbaiki, lalu kirim lagi.',
      en: 'This post can’t be sent yet: see the findings for each channel, fix them and send again.',
    },
    { data: { findings } },
  )
}

/**
 * Writes a post and its deliveries, inside the caller's transaction.
 * @param dues when each delivery leaves, in the order of `composed`, which is also that of the ids
 */
export async function writePost(
  context: Context,
  tx: Tx,
  actor: Actor,
  post: NewPost,
  composed: readonly Composed[],
  dues: readonly Date[],
): Promise<{ postId: string; ids: string[] }> {
  // In the order of time: what is made together lies together in the indexes.
  const postId = randomUUIDv7()
  await tx
    .insertInto('post')
    .values({
      id: postId,
      workspace_id: actor.workspaceId,
      article_id: post.articleId ?? null,
      in_reply_to: post.inReplyTo ?? null,
      created_by: actor.userId,
    })
    .execute()
  const ids: string[] = []
  for (const [index, one] of composed.entries()) {
    const id = randomUUIDv7()
    const due = dues[index] as Date
    await tx
      .insertInto('delivery')
      .values({
        id,
        workspace_id: actor.workspaceId,
        post_id: postId,
        channel_id: one.channel.id,
        text: one.text,
        media_ids: [...one.mediaIds],
        content: JSON.stringify(one.content),
        parts: JSON.stringify(one.parts),
        needs_home: post.link && !one.content.article && (post.articleId || post.waitsForLink) ? post.link.url : null,
        due_at: due,
        time_zone: post.timeZone,
        lease_token: null,
        lease_until: null,
        sending_part: null,
        sending_since: null,
        pending: null,
        next_try_at: null,
        reason: null,
        published_at: null,
        permalink: null,
      })
      .execute()
    await requestRenditionsOf(context, tx, actor.workspaceId, one.parts)
    ids.push(id)
  }
  await record(tx, actor, post.inReplyTo ? 'reply.send' : 'post.send', postId, {
    channels: composed.map((one) => one.channel.id),
    at: dues.map((due) => due.toISOString()),
  })
  return { postId, ids }
}
