import { sql } from 'kysely'
import type { Actor, Context } from '../context.ts'
import { siteNeed } from '../core/page-needs.ts'
import { Problem, StorageProblem } from '../core/problem.ts'
import { inWorkspace } from '../db/client.ts'
import { present } from '../networks/network.ts'
import { record } from '../team/index.ts'
import { fitAccount } from './account.ts'
import { asChannel, type Channel, findChannel, noSuchChannel } from './channel.ts'
import { setHealth, withSession } from './session.ts'
import { inOurWords } from './typed-server.ts'

/** Asks the network whether the account can be used, and takes over its fresh name, picture and limits. */
export async function testChannel(context: Context, actor: Actor, id: string): Promise<Channel> {
  try {
    const account = await withSession(context, actor.workspaceId, id, async (session, { network }) => {
      const probe = present(network.identity.probe)
      // Who posts by hand is believed.
      return probe ? await inOurWords(network, () => probe(session)) : session.account
    })
    const fitted = JSON.stringify(fitAccount(account))
    const changed = await inWorkspace(context.db, actor.workspaceId, (tx) =>
      tx
        .updateTable('channel')
        .set({ account: fitted })
        .where('id', '=', id)
        .where('account', 'is distinct from', sql<object>`${fitted}::jsonb`)
        .returning('id')
        .executeTakeFirst(),
    )
    if (changed) context.bus.tell(actor.workspaceId, 'pages', [siteNeed])
    await setHealth(context, actor.workspaceId, id, 'fine', null)
  } catch (error) {
    if (!(error instanceof Problem) || error instanceof StorageProblem) throw error
    // A missing channel is reported below; the network too may answer `gone`.
    await setHealth(
      context,
      actor.workspaceId,
      id,
      error.kind === 'unauthorized' ? 'reconnect' : 'unreachable',
      error.words,
    )
  }
  return inWorkspace(context.db, actor.workspaceId, (tx) => findChannel(context, tx, id))
}

/**
 * Takes a channel away; what waits for it stays in its row and finds no channel. {@link restoreChannel} undoes it. Its
 * permission is kept for {@link undoHours}, and then given back (release.ts).
 */
export async function removeChannel(context: Context, actor: Actor, id: string): Promise<Channel> {
  return change(context, actor, id, context.clock.now(), 'channel.remove')
}

/** Undoes the removal of a channel. */
export async function restoreChannel(context: Context, actor: Actor, id: string): Promise<Channel> {
  return change(context, actor, id, null, 'channel.restore')
}

async function change(
  context: Context,
  actor: Actor,
  id: string,
  removedAt: Date | null,
  action: 'channel.remove' | 'channel.restore',
): Promise<Channel> {
  const channel = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const row = await tx
      .updateTable('channel')
      .set({ removed_at: removedAt })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw noSuchChannel()
    await record(tx, actor, action, id)
    return asChannel(context, row)
  })
  context.bus.tell(actor.workspaceId, 'channels')
  context.bus.tell(actor.workspaceId, 'pages', [siteNeed])
  return channel
}
