import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { record } from '../team/index.ts'

/** The longest time in which something sent can be taken back. */
const mostSeconds = 3600

/** Seconds in which something sent can be taken back: the workspace's own choice, or else the server's. */
export async function undoSeconds(context: Context, tx: Tx, workspaceId: string): Promise<number> {
  const state = await tx
    .selectFrom('workspace_state')
    .select('undo_seconds')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  return state?.undo_seconds ?? context.config.undoSeconds
}

/** @throws Problem `wrong-input` */
export async function chooseUndoSeconds(context: Context, actor: Actor, seconds: number): Promise<void> {
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > mostSeconds) {
    throw new Problem(
      'wrong-input',
      { id: 'Pilih dari 0 detik sampai satu jam.', en: 'Choose between 0 seconds and an hour.' },
      { field: 'undoSeconds' },
    )
  }
  const empty = { hold_reason: null, hold_since: null, hold_by: null }
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await tx
      .insertInto('workspace_state')
      .values({ workspace_id: actor.workspaceId, ...empty, undo_seconds: seconds })
      .onConflict((on) => on.column('workspace_id').doUpdateSet({ undo_seconds: seconds }))
      .execute()
    await record(tx, actor, 'undo.choose', actor.workspaceId, { seconds })
  })
}
