import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import { seal } from '../db/vault.ts'
import { present } from '../networks/network.ts'
import { asChannel, type ChannelRow, networkOf } from './channel.ts'
import { renewableCredentials } from './renew.ts'
import { sessionOf } from './session.ts'

/** For so long a removed channel can be put back as it was. */
export const undoHours = 24
/** For so many days a network that does not answer is asked again. */
const patientDays = 7

const hour = 3_600_000

/** Channels that were removed long enough ago, and whose permission is still kept. */
export function removedChannels(context: Context): Promise<ChannelRow[]> {
  const before = new Date(context.clock.now().getTime() - undoHours * hour)
  return asSystem(context.db, (tx) =>
    tx
      .selectFrom('channel')
      .selectAll()
      .where('removed_at', '<=', before)
      .where('released_at', 'is', null)
      .orderBy('removed_at')
      .limit(100)
      .execute(),
  )
}

/**
 * Gives a removed channel's permission back at its network where there is a way, and erases it here in any case: at once, or
 * after some days where the network can't be reached. Done twice, by two workers for one, it does no harm.
 */
export async function releaseChannel(context: Context, row: ChannelRow): Promise<void> {
  const removedFor = context.clock.now().getTime() - (row.removed_at?.getTime() ?? 0)
  const done = await giveBack(context, row)
  if (done || removedFor >= patientDays * 24 * hour) await erase(context, row)
}

/** @returns `false` where it is worth asking again */
async function giveBack(context: Context, row: ChannelRow): Promise<boolean> {
  const network = networkOf(context, row)
  const revoke = network && present(network.identity.revoke)
  if (!revoke || (await lives(context, row))) return true
  const signal = AbortSignal.timeout(context.config.callSeconds * 1000)
  try {
    const channel = asChannel(context, row)
    await revoke(sessionOf(context, channel, renewableCredentials(context, row, signal), signal))
    return true
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    context.log.warn({ channel: row.id, error }, 'a permission could not be given back')
    return !['unavailable', 'rate-limited', 'unknown'].includes(error.kind)
  }
}

/**
 * Whether the account is connected, by another brand or anew: some servers give one token to all who connect an account with
 * the same app.
 */
async function lives(context: Context, { network, server, remote_id }: ChannelRow): Promise<boolean> {
  const channel = await asSystem(context.db, (tx) =>
    tx
      .selectFrom('channel')
      .select('id')
      .where('network', '=', network)
      .where('server', '=', server)
      .where('remote_id', '=', remote_id)
      .where('removed_at', 'is', null)
      .executeTakeFirst(),
  )
  return channel !== undefined
}

/** Unless the channel was restored or connected again meanwhile. */
async function erase(context: Context, row: ChannelRow): Promise<void> {
  await inWorkspace(context.db, row.workspace_id, (tx) =>
    tx
      .updateTable('channel')
      .set({
        credentials: seal(context.config.secretKey, row.id, {}),
        released_at: context.clock.now(),
        health: 'reconnect',
        health_words: JSON.stringify(givenBack),
      })
      .where('id', '=', row.id)
      .where('removed_at', 'is not', null)
      .where('credentials', '=', row.credentials)
      .execute(),
  )
}

const givenBack: Words = {
  id: 'Saluran ini pernah diputuskan, jadi izinnya sudah dikembalikan. Hubungkan lagi untuk memakainya.',
  en: 'This channel was disconnected once, so its permission was given back. Connect it again to use it.',
}
