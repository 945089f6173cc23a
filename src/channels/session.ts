import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { queueLetter, reconnectLetter } from '../mail/index.ts'
import { asPicture, findMedia, fitPicture, type MediaRow, openMediaStore, sentVideo } from '../media/index.ts'
import type { Session } from '../networks/network.ts'
import { whoWants } from '../team/index.ts'
import { asChannel, type Channel, type ChannelRow, noSuchChannel } from './channel.ts'
import { spendOf } from './quotas.ts'
import { type RenewableCredentials, renewableCredentials } from './renew.ts'

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
  const row = await inWorkspace(context.db, workspaceId, (tx) =>
    tx.selectFrom('channel').selectAll().where('id', '=', channelId).executeTakeFirst(),
  )
  return actFor(context, row, work, { signal })
}

/** How a caller bounds what is done for a channel. */
export interface Bounds {
  signal?: AbortSignal | undefined
  /** Seconds that it may take beyond CALL_SECONDS, for a large file that goes out in one request. */
  upload?: number
  /** Asked before every request that leaves; what it throws stops the work. */
  mayStill?: () => void
}

/**
 * {@link withSession} for a row that was read just now.
 * @throws Problem `gone` where there is none
 */
export async function actFor<T>(
  context: Context,
  row: ChannelRow | undefined,
  work: (session: Session, channel: Channel) => Promise<T>,
  { signal, upload = 0, mayStill }: Bounds = {},
): Promise<T> {
  if (!row || row.removed_at) throw noSuchChannel()
  const channel = asChannel(context, row)
  const deadline = openDeadline((context.config.callSeconds + upload) * 1000, signal)
  const { ends } = deadline
  let renewable: RenewableCredentials | undefined
  try {
    renewable = renewableCredentials(context, row, ends)
    const result = await work(sessionOf(context, channel, renewable, ends, mayStill), channel)
    if (row.health !== 'fine') await setHealth(context, row.workspace_id, row.id, 'fine', null)
    return result
  } catch (error) {
    if (error instanceof Problem && error.kind === 'unauthorized') await refused(context, row, renewable, error.words)
    throw error
  } finally {
    deadline.close()
  }
}

/**
 * A signal that ends when time is up, or with the caller's. `AbortSignal.timeout` and `AbortSignal.any` would keep both for as long as
 * the time lasts, however soon the work is done: of a thousand calls a second, a hundred thousand.
 */
function openDeadline(milliseconds: number, signal: AbortSignal | undefined): { ends: AbortSignal; close(): void } {
  const controller = new AbortController()
  const passOn = () => controller.abort(signal?.reason)
  const timer = setTimeout(
    () => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')),
    milliseconds,
  )
  timer.unref()
  if (signal?.aborted) passOn()
  else signal?.addEventListener('abort', passOn)
  return {
    ends: controller.signal,
    close: () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', passOn)
    },
  }
}

/** What an adapter is given to act for a channel. */
export function sessionOf(
  context: Context,
  channel: Channel,
  renewable: RenewableCredentials,
  signal: AbortSignal,
  mayStill?: () => void,
): Session {
  return {
    fetch: mayStill ? guardedBy(context.fetch, mayStill) : context.fetch,
    signal,
    now: () => context.clock.now(),
    others: new Set(),
    account: channel.account,
    credentials: renewable.credentials,
    renew: renewable.renew,
    spend: spendOf(context, channel, renewable),
    video: async (video) => {
      const { file, bytes, mime } = await sentVideo(context, channel.workspaceId, video)
      const store = openMediaStore(context.config)
      return { bytes, mime, read: (start, end) => store.read(file, start, Math.min(end, bytes)) }
    },
    picture: async (picture) => {
      const media = await mediaRow(context, channel, picture.id)
      const bytes = await openMediaStore(context.config).get(media.file)
      return new Uint8Array(await fitPicture(bytes, asPicture(media).mime, channel.limits))
    },
  }
}

async function mediaRow(context: Context, channel: Channel, id: string): Promise<MediaRow> {
  const row = await inWorkspace(context.db, channel.workspaceId, (tx) => findMedia(tx, id))
  if (!row) throw new Error(`no media ${id}`)
  return row
}

function guardedBy(fetch: Context['fetch'], mayStill: () => void): Context['fetch'] {
  return (input, init) => {
    mayStill()
    return fetch(input, init)
  }
}

/** The network refused the credentials. If the channel was reconnected meanwhile, it is not marked as needing it again. */
async function refused(
  context: Context,
  row: ChannelRow,
  renewable: RenewableCredentials | undefined,
  words: Words,
): Promise<void> {
  const now = await inWorkspace(context.db, row.workspace_id, (tx) =>
    tx.selectFrom('channel').select('credentials').where('id', '=', row.id).executeTakeFirst(),
  )
  if (renewable && now && !renewable.stillKept(now.credentials)) return
  await setHealth(context, row.workspace_id, row.id, 'reconnect', words)
}

/** Stores whether a channel can be used, and announces it to the panels. */
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
