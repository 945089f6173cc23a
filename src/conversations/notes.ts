import { randomUUID } from 'node:crypto'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { withoutRefused } from '../core/text/foreign.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { may, memberOf, record } from '../team/index.ts'
import { requireConversation } from './inbox.ts'

/** What a member wrote for the team beside a conversation. */
export interface TeamNote {
  id: string
  text: string
  /** `null`: somebody whose account is gone. */
  writtenBy: string | null
  writtenAt: Date
}

/** The longest note, in characters. */
export const longestNote = 5000

/** The notes beside a conversation, in order of time. */
export async function notesOf(tx: Tx, conversationId: string): Promise<TeamNote[]> {
  const rows = await tx
    .selectFrom('conversation_note')
    .select(['id', 'text', 'written_by', 'written_at'])
    .where('conversation_id', '=', conversationId)
    .where('deleted_at', 'is', null)
    .orderBy('written_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ id: row.id, text: row.text, writtenBy: row.written_by, writtenAt: row.written_at }))
}

/** Keeps a note. @param text up to {@link longestNote} @throws Problem `gone`; `wrong-input` for one without words */
export async function writeNote(context: Context, actor: Actor, conversationId: string, text: string): Promise<void> {
  const words = withoutRefused(text).trim()
  if (words === '') throw new Problem('wrong-input', noWords, { field: 'text' })
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await requireConversation(tx, conversationId)
    await tx
      .insertInto('conversation_note')
      .values({
        id: randomUUID(),
        workspace_id: actor.workspaceId,
        conversation_id: conversationId,
        written_by: actor.userId,
        text: words,
        written_at: context.clock.now(),
        deleted_at: null,
      })
      .execute()
    await record(tx, actor, 'conversation.note', conversationId)
  })
  context.bus.tell(actor.workspaceId, 'conversations', [conversationId])
}

/**
 * Takes a note away, or brings it back: whoever wrote it, and who manages the workspace.
 * @returns its conversation
 * @throws Problem `gone`; `forbidden` for a note of somebody else
 */
export async function setNoteShown(context: Context, actor: Actor, id: string, shown: boolean): Promise<string> {
  const member = await memberOf(context, actor.userId, { named: actor.workspaceId })
  const conversationId = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const note = await tx
      .selectFrom('conversation_note')
      .select(['written_by', 'conversation_id'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!note) throw new Problem('gone', noSuchNote)
    if (note.written_by !== actor.userId && !(member && may(member.role, 'manage')))
      throw new Problem('forbidden', notYours)
    const deleted_at = shown ? null : context.clock.now()
    await tx.updateTable('conversation_note').set({ deleted_at }).where('id', '=', id).execute()
    await record(tx, actor, shown ? 'conversation.note-restore' : 'conversation.note-remove', note.conversation_id)
    return note.conversation_id
  })
  context.bus.tell(actor.workspaceId, 'conversations', [conversationId])
  return conversationId
}

const noWords = { id: 'Catatannya kosong. Tulis sesuatu dulu.', en: 'The note is empty. Write something first.' }
const noSuchNote = { id: 'Catatan itu tidak ada lagi.', en: 'That note is no longer there.' }
const notYours = {
  id: 'Itu catatan orang lain. Hanya penulisnya dan pemilik ruang kerja yang dapat menghapusnya.',
  en: 'That note is somebody else’s. Only who wrote it and the workspace’s owner can delete it.',
}
