import type { Actor, Context } from '../context.ts'
import { asSystem, inWorkspace, type Tx } from '../db/client.ts'
import { requireConversation } from './inbox.ts'

/** Somebody of the team who has a conversation open just now. */
export interface ConversationReader {
  userId: string
  /** There are words in their answer box. */
  writing: boolean
  /** Until when that counts, unless they are heard of again. */
  until: Date
}

/** A panel says so often that a conversation is open in it, in seconds; one of which nothing is heard for twice that is closed. */
const readingEvery = 20
const countsFor = 2 * readingEvery

/** Who has it open, besides the one who asks. */
export async function readersOf(
  context: Context,
  tx: Tx,
  conversationId: string,
  userId: string,
): Promise<ConversationReader[]> {
  const rows = await tx
    .selectFrom('conversation_reader')
    .select(['user_id', 'writing', 'seen_at'])
    .where('conversation_id', '=', conversationId)
    .where('user_id', '<>', userId)
    .where('seen_at', '>', oldest(context))
    .orderBy('user_id')
    .execute()
  return rows.map(({ user_id, writing, seen_at }) => ({
    userId: user_id,
    writing,
    until: new Date(seen_at.getTime() + countsFor * 1000),
  }))
}

const oldest = (context: Context) => new Date(context.clock.now().getTime() - countsFor * 1000)

/** Notes that somebody has a conversation open; the others are told where that is new, or whether they write has changed. @throws Problem `gone` */
export async function noteReading(context: Context, actor: Actor, id: string, writing: boolean): Promise<void> {
  const fresh = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await requireConversation(tx, id)
    const before = await tx
      .selectFrom('conversation_reader')
      .select(['writing', 'seen_at'])
      .where('conversation_id', '=', id)
      .where('user_id', '=', actor.userId)
      .executeTakeFirst()
    const now = { writing, seen_at: context.clock.now() }
    await tx
      .insertInto('conversation_reader')
      .values({ conversation_id: id, user_id: actor.userId, workspace_id: actor.workspaceId, ...now })
      .onConflict((on) => on.columns(['conversation_id', 'user_id']).doUpdateSet(now))
      .execute()
    return !before || before.writing !== writing || before.seen_at <= oldest(context)
  })
  if (fresh) context.bus.tell(actor.workspaceId, 'readers', [id])
}

/** They have closed it. @throws Problem `gone` */
export async function noteLeft(context: Context, actor: Actor, id: string): Promise<void> {
  const { numDeletedRows } = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await requireConversation(tx, id)
    return tx
      .deleteFrom('conversation_reader')
      .where('conversation_id', '=', id)
      .where('user_id', '=', actor.userId)
      .executeTakeFirst()
  })
  if (numDeletedRows > 0n) context.bus.tell(actor.workspaceId, 'readers', [id])
}

/** Forgets who has not been heard of for an hour. */
export function forgetReaders(context: Context): Promise<unknown> {
  const before = new Date(context.clock.now().getTime() - 3_600_000)
  return asSystem(context.db, (tx) => tx.deleteFrom('conversation_reader').where('seen_at', '<', before).execute())
}
