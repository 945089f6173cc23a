import { sql } from 'kysely'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import { record } from '../team/index.ts'
import { noSuchConversation } from './inbox.ts'

/** Nobody plans further ahead than this, in days. */
const furthest = 366

/**
 * Puts a conversation out of sight until a time, or until they write again, whichever comes first. It then is open by itself.
 * @param until from now on, a year at most; `null`: only their next words bring it back
 * @throws Problem `gone`; `wrong-input` for a time that has passed, or is too far away
 */
export async function snoozeConversation(
  context: Context,
  actor: Actor,
  id: string,
  until: Date | null,
): Promise<void> {
  if (until) refuseOddTime(until, context.clock.now())
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const row = await tx
      .updateTable('conversation')
      .set({ state: 'snoozed', snoozed_until: until })
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst()
    if (!row) throw noSuchConversation()
    await record(tx, actor, 'conversation.snooze', id)
  })
  context.bus.tell(actor.workspaceId, 'conversations', [id])
  context.bus.tell(actor.workspaceId, 'snoozed')
}

function refuseOddTime(until: Date, now: Date): void {
  const days = (until.getTime() - now.getTime()) / 86_400_000
  if (days <= 0) throw new Problem('wrong-input', hasPassed, { field: 'until' })
  if (days > furthest) throw new Problem('wrong-input', tooFar, { field: 'until' })
}

/** Opens the conversations whose time has come. @returns how many */
export async function bringBackSnoozed(context: Context): Promise<number> {
  const rows = await asSystem(context.db, (tx) =>
    tx
      .updateTable('conversation')
      .set({ state: 'open', snoozed_until: null })
      .where('state', '=', 'snoozed')
      .where('snoozed_until', '<=', context.clock.now())
      .returning(['id', 'workspace_id'])
      .execute(),
  )
  const byWorkspace = Map.groupBy(rows, (row) => row.workspace_id)
  for (const [workspaceId, back] of byWorkspace)
    context.bus.tell(
      workspaceId,
      'conversations',
      back.map(({ id }) => id),
    )
  return rows.length
}

/** When the next one comes back; `undefined`: none has a time. */
export async function nextToComeBack(context: Context): Promise<Date | undefined> {
  const row = await asSystem(context.db, (tx) =>
    tx
      .selectFrom('conversation')
      .select(sql<Date | null>`min(snoozed_until)`.as('at'))
      .where('state', '=', 'snoozed')
      .where('snoozed_until', 'is not', null)
      .executeTakeFirst(),
  )
  return row?.at ?? undefined
}

const hasPassed = {
  id: 'Waktu itu sudah lewat. Pilih waktu yang akan datang.',
  en: 'That time has passed. Choose one that is to come.',
}
const tooFar = {
  id: 'Waktu itu lebih dari setahun lagi. Pilih yang lebih dekat.',
  en: 'That is more than a year away. Choose a time that is nearer.',
}
