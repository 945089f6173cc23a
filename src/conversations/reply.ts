import { findChannel } from '../channels/index.ts'
import type { Actor, Context } from '../context.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { needed, within } from '../networks/network.ts'
import { schedulePost } from '../publishing/index.ts'
import { findResponse } from './inbox.ts'

/** What the checks and the preview need to know about the one who is answered. */
export interface AnsweredFacts {
  text: string
  people: string[]
}

/** What the checks ask about an answer: what is answered, and who takes part. @throws Problem `gone` */
export async function answeredFacts(tx: Tx, responseId: string): Promise<AnsweredFacts> {
  const response = await findResponse(tx, responseId)
  const people = await tx
    .selectFrom('response')
    .innerJoin('person', 'person.id', 'response.person_id')
    .select('person.handle')
    .distinct()
    .where('response.conversation_id', '=', response.conversationId)
    .execute()
  return { text: response.text, people: people.map((person) => person.handle) }
}

/**
 * Answers a person: one answer to one response, by a person's word. Leaves after the undo time.
 * @param also in the same transaction
 * @returns the delivery's id
 * @throws Problem `rejected` where the network takes no answers, or a check speaks against it
 */
export async function replyTo(
  context: Context,
  actor: Actor,
  reply: { responseId: string; text: string; markdown?: boolean | undefined; timeZone: string },
  also?: (tx: Tx, ids: readonly string[]) => Promise<void>,
): Promise<string> {
  const { channel, answered, conversationId } = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const response = await findResponse(tx, reply.responseId)
    return {
      channel: await findChannel(context, tx, response.channelId),
      answered: await answeredFacts(tx, reply.responseId),
      conversationId: response.conversationId,
    }
  })
  needed(within(channel.network.responses, 'reply'))
  const content = reply.markdown ? { markdown: true } : {}
  const post = {
    drafts: [{ channelId: channel.id, text: reply.text, mediaIds: [], content }],
    inReplyTo: reply.responseId,
    answered,
    timeZone: reply.timeZone,
  }
  const [id] = await schedulePost(context, actor, post, also)
  context.bus.tell(actor.workspaceId, 'conversations', [conversationId])
  return id as string
}
