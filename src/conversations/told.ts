import type { Actor, Context } from '../context.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import { record } from '../team/index.ts'
import { type Triage, triage, triageModel } from '../triage/index.ts'
import { noSuchResponse } from './inbox.ts'

/** What a response can be, as triage tells it and a member may correct it. */
export const toldKinds = ['question', 'complaint', 'praise', 'idea', 'greeting', 'order', 'spam', 'other'] as const
/** One of {@link toldKinds}. */
export type ToldKind = (typeof toldKinds)[number]

/** A response's columns for what is told of its text. */
function columnsOf({ language, kind, tone, spam }: Triage) {
  return { told_language: language, told_kind: kind, told_tone: tone, told_spam: spam }
}

/** The columns of a response that comes: none where triage fails, for that must cost nobody their words. It is asked again later. */
export function toldOf({ log }: Pick<Context, 'log'>, text: string, tell = triage) {
  try {
    return columnsOf(tell(text))
  } catch (error) {
    log.error({ error }, 'triage: a response came without being told of')
    return {}
  }
}

/** What is said of a text that the model fails at: nothing. Else it would be asked for ever, before all others. */
const unreadable: Triage = { language: '', kind: 'other', tone: 'neutral', spam: 0 }

/** So many are told of in one go: it holds up the thread that serves for some milliseconds. */
const atOnce = 100

/** Tells of responses that came before triage did, the newest first. @returns whether there may be more */
export async function tellUntold(context: Context, tell = triage): Promise<boolean> {
  return asSystem(context.db, async (tx) => {
    const rows = await tx
      .selectFrom('response')
      .select(['id', 'text'])
      .where('told_kind', 'is', null)
      .orderBy('came_at', 'desc')
      .limit(atOnce)
      .forNoKeyUpdate()
      .skipLocked()
      .execute()
    // Without a model there is nothing to say of anybody.
    if (rows.length > 0) triageModel()
    for (const { id, text } of rows) {
      const told = { ...columnsOf(unreadable), ...toldOf(context, text, tell) }
      await tx.updateTable('response').set(told).where('id', '=', id).execute()
    }
    return rows.length === atOnce
  })
}

/**
 * A member says what a response is: that stays, whatever the model tells.
 * @returns its conversation
 * @throws Problem `gone`
 */
export async function correctKind(context: Context, actor: Actor, id: string, kind: ToldKind): Promise<string> {
  const conversationId = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const row = await tx
      .updateTable('response')
      .set({ told_kind: kind, told_spam: kind === 'spam' ? 1 : 0, told_by: actor.userId })
      .where('id', '=', id)
      .returning('conversation_id')
      .executeTakeFirst()
    if (!row) throw noSuchResponse()
    await record(tx, actor, 'response.kind', id)
    return row.conversation_id
  })
  context.bus.tell(actor.workspaceId, 'conversations', [conversationId])
  return conversationId
}
