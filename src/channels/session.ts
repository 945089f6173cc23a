import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { open, seal } from '../db/vault.ts'
import { queueLetter, reconnectLetter } from '../mail/index.ts'
import { asPicture, fitPicture, openMediaStore } from '../media/index.ts'
import type { Credentials, Session } from '../networks/network.ts'
import { whoWants } from '../team/index.ts'
import { asChannel, type Channel, type ChannelRow, noSuchChannel } from './channel.ts'

/** One at a time for each channel of this process: two renewals of one rotating token would disconnect the account. */
const turns = new Map<string, Promise<unknown>>()

/** What a network call may take, in seconds, before it is given up as `unknown`. */
const callSeconds = 120

/**
 * Lets `work` act for a channel. What it throws decides the channel's health: `unauthorized` asks the person to
 * reconnect; anything that works again makes it fine.
 * @throws Problem as the network's adapter throws it
 */
export async function withSession<T>(
  context: Context,
  workspaceId: string,
  channelId: string,
  work: (session: Session, channel: Channel) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const before = turns.get(channelId) ?? Promise.resolve()
  const mine = before.then(() => act(context, workspaceId, channelId, work, signal))
  const settled = mine.catch(() => undefined)
  turns.set(channelId, settled)
  try {
    return await mine
  } finally {
    if (turns.get(channelId) === settled) turns.delete(channelId)
  }
}

async function act<T>(
  context: Context,
  workspaceId: string,
  channelId: string,
  work: (session: Session, channel: Channel) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const row = await inWorkspace(context.db, workspaceId, (tx) =>
    tx.selectFrom('channel').selectAll().where('id', '=', channelId).executeTakeFirst(),
  )
  if (!row || row.removed_at) throw noSuchChannel()
  const channel = asChannel(context, row)
  try {
    const deadline = AbortSignal.timeout(callSeconds * 1000)
    const session: Session = {
      fetch: context.fetch,
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      now: () => context.clock.now(),
      account: channel.account,
      credentials: open<Credentials>(context.config.secretKey, channelId, row.credentials),
      renewed: (credentials) => renew(context, workspaceId, channelId, credentials),
      picture: async (picture) => {
        const media = await inWorkspace(context.db, workspaceId, (tx) =>
          tx.selectFrom('media').selectAll().where('id', '=', picture.id).executeTakeFirstOrThrow(),
        )
        const bytes = await openMediaStore(context.config).get(media.file)
        return new Uint8Array(await fitPicture(bytes, asPicture(media).mime, channel.limits))
      },
    }
    const result = await work(session, channel)
    if (row.health !== 'fine') await setHealth(context, workspaceId, channelId, 'fine', null)
    return result
  } catch (error) {
    if (error instanceof Problem && error.kind === 'unauthorized')
      await setHealth(context, workspaceId, channelId, 'reconnect', error.words)
    throw error
  }
}

async function renew(
  context: Context,
  workspaceId: string,
  channelId: string,
  credentials: Credentials,
): Promise<void> {
  await inWorkspace(context.db, workspaceId, (tx) =>
    tx
      .updateTable('channel')
      .set({ credentials: seal(context.config.secretKey, channelId, credentials) })
      .where('id', '=', channelId)
      .execute(),
  )
}

/** Writes down whether a channel can be used, and tells the panels. */
export async function setHealth(
  context: Context,
  workspaceId: string,
  channelId: string,
  health: 'fine' | 'reconnect' | 'unreachable',
  words: Words | null,
): Promise<void> {
  await inWorkspace(context.db, workspaceId, async (tx) => {
    const now = context.clock.now()
    const before = await tx.selectFrom('channel').selectAll().where('id', '=', channelId).forUpdate().executeTakeFirst()
    if (!before) return
    const begins = health === 'reconnect' && before.reconnect_since === null
    await tx
      .updateTable('channel')
      .set({ health, health_words: words && JSON.stringify(words), checked_at: now })
      .set(begins ? { reconnect_since: now } : health === 'fine' ? { reconnect_since: null } : {})
      .where('id', '=', channelId)
      .execute()
    if (begins) await askToReconnect(context, tx, before, now, words)
  })
  context.bus.tell(workspaceId, 'channels')
}

/** Mails those who want it, once for each time that a permission is lost. */
async function askToReconnect(
  context: Context,
  tx: Tx,
  row: ChannelRow,
  since: Date,
  why: Words | null,
): Promise<void> {
  const { network, account } = asChannel(context, row)
  const panel = `${context.config.baseUrl}/panel/settings`
  const letter = reconnectLetter({
    label: network.label,
    handle: account.handle,
    why,
    panel: `${panel}/channels`,
    settings: panel,
  })
  const occasion = {
    kind: 'reconnect' as const,
    about: `${row.id} ${since.toISOString()}`,
    workspaceId: row.workspace_id,
  }
  await queueLetter(context, tx, occasion, letter, await whoWants(tx, row.workspace_id, 'reconnect'))
}
