import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { lockMembers, may, namesOf, record } from '../team/index.ts'
import { noSuchConversation } from './inbox.ts'

/** Who gets a conversation, and who had it when that was decided. */
export interface Assignment {
  /** `null`: nobody. */
  to: string | null
  /** Where given: somebody else may have taken it meanwhile, and keeps it then. */
  from?: string | null | undefined
}

/**
 * Gives a conversation to a member, or to nobody. Of two who take it at once one has it, and the other is told who.
 * @throws Problem `gone`; `wrong-input` for somebody who may not answer here; `conflict` where it is not with `from` any more
 */
export async function assignConversation(context: Context, actor: Actor, id: string, of: Assignment): Promise<void> {
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const name = of.to === null ? undefined : await answererNamed(tx, actor.workspaceId, of.to)
    const before = await tx
      .selectFrom('conversation')
      .select('assignee_id')
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!before) throw noSuchConversation()
    if (before.assignee_id === of.to) return
    if (of.from !== undefined && before.assignee_id !== of.from) throw await takenMeanwhile(tx, before.assignee_id)
    await tx.updateTable('conversation').set({ assignee_id: of.to }).where('id', '=', id).execute()
    await record(
      tx,
      actor,
      name === undefined ? 'conversation.unassign' : 'conversation.assign',
      id,
      name ? { name } : {},
    )
  })
  context.bus.tell(actor.workspaceId, 'conversations', [id])
}

/** A member who may answer, by name. @throws Problem `wrong-input` */
async function answererNamed(tx: Tx, workspaceId: string, userId: string): Promise<string> {
  const member = (await lockMembers(tx, workspaceId, [userId])).get(userId)
  if (!member || !may(member.role, 'answer')) throw new Problem('wrong-input', mayNotAnswer, { field: 'to' })
  return member.name
}

async function takenMeanwhile(tx: Tx, userId: string | null): Promise<Problem> {
  const name = (await namesOf(tx, [userId])).get(userId ?? '')
  return name === undefined
    ? new Problem('conflict', freeMeanwhile)
    : new Problem('conflict', hasItMeanwhile, { values: { name } })
}

/** Whoever leaves, or may not answer any more, takes care of nothing: what was theirs is nobody's, so that it is seen. */
export async function reassignConversations(tx: Tx, from: string): Promise<void> {
  await tx.updateTable('conversation').set({ assignee_id: null }).where('assignee_id', '=', from).execute()
}

const mayNotAnswer = {
  id: 'Orang itu tidak boleh menjawab di ruang kerja ini. Pilih pemilik, editor, atau penjawab.',
  en: 'That person may not answer in this workspace. Choose an owner, an editor or a responder.',
}
const hasItMeanwhile = {
  id: 'Baru saja diambil {name}. Bicarakan dulu sebelum mengambilnya.',
  en: '{name} has just taken it. Talk to them before you take it over.',
}
const freeMeanwhile = {
  id: 'Baru saja dikembalikan ke tim. Lihat lagi, lalu ambil.',
  en: 'It has just been given back to the team. Look again, then take it.',
}
