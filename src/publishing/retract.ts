import { findChannel, withSession } from '../channels/index.ts'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'
import { inWorkspace } from '../db/client.ts'
import { needed, whyNot, within } from '../networks/network.ts'
import { decide, noSuchDelivery, setState, tooLate } from './decide.ts'
import { tellCopies } from './tell-copies.ts'

/**
 * Takes back what is out, last part first.
 * @throws Problem as the network tells; parts that are gone already count as taken back
 */
export async function retractDelivery(context: Context, actor: Actor, id: string): Promise<void> {
  const row = await inWorkspace(context.db, actor.workspaceId, (tx) =>
    tx.selectFrom('delivery').selectAll().where('id', '=', id).executeTakeFirst(),
  )
  if (!row) throw noSuchDelivery()
  if (row.state !== 'published') throw tooLate(row.state)
  await withSession(context, actor.workspaceId, row.channel_id, async (session, channel) => {
    const retract = needed(within(channel.network.sending, 'retract'))
    for (const part of [...row.sent].reverse()) {
      await retract(part, session).catch((error) => {
        if (!(error instanceof Problem && error.kind === 'gone')) throw error
      })
    }
  })
  await decide(context, actor, id, 'retract', (tx) => setState(context, tx, id, 'retracted'))
  await tellCopies(context, actor.workspaceId, row.post_id)
}

/**
 * A person has deleted it there, where no program can.
 * @throws Problem `gone`, and `conflict` where it is not out, or where a program can: only that says for sure that it is gone
 */
export async function declareGone(context: Context, actor: Actor, id: string): Promise<void> {
  let postId = ''
  await decide(context, actor, id, 'gone', async (tx, row) => {
    postId = row.post_id
    const { network } = await findChannel(context, tx, row.channel_id)
    if (whyNot(network, 'retract') === undefined) throw new Problem('conflict', canTakeDown)
    await setState(context, tx, id, 'retracted')
  })
  await tellCopies(context, actor.workspaceId, postId)
}

const canTakeDown: Words = {
  id: 'Kiriman ini dapat dihapus dari sini. Tarik kirimannya; dengan begitu pasti sudah terhapus.',
  en: 'This post can be deleted from here. Take it back; that way it is surely gone.',
}

/** What could not be taken back by program. */
export interface Left {
  deliveryId: string
  /** Why not, and what a person can do. */
  words: Words
}

/**
 * Takes a whole post back, from every network that allows it; what has not left is cancelled.
 * @returns where it could not be done: a person deletes it there by hand
 */
export async function retractPost(context: Context, actor: Actor, postId: string): Promise<Left[]> {
  const rows = await inWorkspace(context.db, actor.workspaceId, (tx) =>
    tx.selectFrom('delivery').select(['id', 'state']).where('post_id', '=', postId).orderBy('id').execute(),
  )
  if (!rows.length) throw noSuchDelivery()
  const left = await Promise.all(
    rows.map(async ({ id, state }): Promise<Left[]> => {
      try {
        if (state === 'scheduled' || state === 'by-hand')
          await decide(context, actor, id, 'cancel', (tx) => setState(context, tx, id, 'cancelled'))
        else if (state === 'published') await retractDelivery(context, actor, id)
        else if (state === 'sending' || state === 'pending') throw tooLate(state)
        return []
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        return [{ deliveryId: id, words: error.words }]
      }
    }),
  )
  return left.flat()
}
