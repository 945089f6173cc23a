import { withSession } from '../channels/index.ts'
import type { Actor, Context } from '../context.ts'
import type { Part } from '../core/post.ts'
import { Problem } from '../core/problem.ts'
import { inWorkspace } from '../db/client.ts'
import { retryRenditions } from '../media/index.ts'
import { needed, within } from '../networks/network.ts'
import { type Composed, composeIn, type Draft, type Shared } from './compose.ts'
import { decide, noSuchDelivery, tooLate } from './decide.ts'
import type { DeliveryRow } from './lease.ts'
import { requestRenditionsOf } from './renditions.ts'
import { refuseErrors } from './schedule.ts'

/** A delivery's new words. */
export type Rewritten = Omit<Draft, 'channelId'>

/**
 * Changes what has not left. The row's lock decides against a worker that claims it in the same moment: the old words leave
 * whole, or the new ones.
 * @throws Problem `conflict` when it has left; `rejected` with `data.findings` when a check speaks against it
 */
export async function editDelivery(
  context: Context,
  actor: Actor,
  id: string,
  words: Rewritten,
  shared: Shared,
): Promise<void> {
  await decide(context, actor, id, 'edit', async (tx, row) => {
    if (row.sent.length) throw tooLate(row.state)
    const [composed] = await composeIn(context, tx, actor, [{ ...words, channelId: row.channel_id }], shared, [], {
      deliveryId: id,
    })
    if (!composed) throw noSuchDelivery()
    refuseErrors([composed])
    await tx.updateTable('delivery').set(stored(context, composed)).where('id', '=', id).execute()
    await retryRenditions(context, tx, composed.mediaIds)
    await requestRenditionsOf(context, tx, actor.workspaceId, composed.parts)
  })
}

const stored = (context: Context, composed: Composed) => ({
  text: composed.text,
  media_ids: [...composed.mediaIds],
  content: JSON.stringify(composed.content),
  parts: JSON.stringify(composed.parts),
  updated_at: context.clock.now(),
})

/**
 * Corrects what is out, at its address, message by message.
 * @throws Problem `wrong-input` when it would become more or fewer messages; as the network tells
 */
export async function correctDelivery(
  context: Context,
  actor: Actor,
  id: string,
  words: Rewritten,
  shared: Shared,
): Promise<void> {
  const { row, composed } = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const found = await tx.selectFrom('delivery').selectAll().where('id', '=', id).executeTakeFirst()
    if (!found) throw noSuchDelivery()
    if (found.state !== 'published') throw tooLate(found.state)
    const [one] = await composeIn(context, tx, actor, [{ ...words, channelId: found.channel_id }], shared, [], {
      deliveryId: id,
    })
    if (!one) throw noSuchDelivery()
    refuseErrors([one])
    return { row: found, composed: one }
  })
  if (composed.parts.length !== row.sent.length) throw otherLength(row.sent.length)
  await correctParts(context, actor, row, composed.parts)
  await decide(context, actor, id, 'correct', (tx) =>
    tx.updateTable('delivery').set(stored(context, composed)).where('id', '=', id).execute(),
  )
}

async function correctParts(context: Context, actor: Actor, row: DeliveryRow, parts: readonly Part[]): Promise<void> {
  const before = row.parts as Part[]
  await withSession(context, actor.workspaceId, row.channel_id, async (session, { network }) => {
    const correct = needed(within(network.sending, 'correct'))
    for (const [at, part] of parts.entries()) {
      const sent = row.sent[at]
      if (sent && JSON.stringify(part) !== JSON.stringify(before[at])) await correct(sent, part, session)
    }
  })
}

function otherLength(count: number): Problem {
  return new Problem(
    'wrong-input',
    {
      id: 'Yang sudah tayang terdiri atas {count} bagian, dan pembetulannya harus sama banyak. Ringkas atau panjangkan teksnya.',
      en: 'What is out has {count} {count|part|parts}, and the correction must have as many. Shorten or lengthen the text.',
    },
    { field: 'text', values: { count } },
  )
}
