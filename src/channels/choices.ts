import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { inWorkspace } from '../db/client.ts'
import { open } from '../db/vault.ts'
import { type Choice, type Credentials, quotasOf } from '../networks/network.ts'
import { findChannel } from './channel.ts'
import { type QuotaReading, readQuotas } from './quotas.ts'
import { withSession } from './session.ts'
import { inOurWords } from './typed-server.ts'

/** The choices of an option that the network knows. @throws Problem `gone`; otherwise as its adapter throws it */
export async function listOptionChoices(
  context: Context,
  actor: Actor,
  channelId: string,
  option: string,
): Promise<readonly Choice[]> {
  const channel = await inWorkspace(context.db, actor.workspaceId, (tx) => findChannel(context, tx, channelId))
  const known = channel.network.text.options?.find(({ name }) => name === option)
  if (!known) throw noSuchOption()
  const { choices = [] } = known
  if (typeof choices !== 'function') return choices
  return withSession(context, actor.workspaceId, channelId, (session, { network }) =>
    inOurWords(network, () => choices(session)),
  )
}

function noSuchOption(): Problem {
  return new Problem('gone', { id: 'Pilihan itu tidak dikenal.', en: 'There is no such option.' })
}

/** What a channel's quotas show. @throws Problem `gone` */
export async function channelQuotas(context: Context, actor: Actor, channelId: string): Promise<QuotaReading[]> {
  return inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const channel = await findChannel(context, tx, channelId)
    if (!quotasOf(channel.network).length) return []
    const { credentials } = await tx
      .selectFrom('channel')
      .select('credentials')
      .where('id', '=', channelId)
      .executeTakeFirstOrThrow()
    return readQuotas(context, tx, channel, open<Credentials>(context.config.secretKey, channelId, credentials))
  })
}
