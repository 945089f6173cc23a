import { randomUUID } from 'node:crypto'
import { type SqlBool, sql } from 'kysely'
import { networkOf, setHealth, withSession } from '../channels/index.ts'
import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { asSystem, inWorkspace, type Tx } from '../db/client.ts'
import type { JobData } from '../jobs/index.ts'
import type { RemoteResponse } from '../networks/network.ts'

/** How many of our latest posts a network is told of, for those that must be asked post by post. */
const watchedPosts = 40

/** Brings one channel's responses home. Each is kept once, by (channel, remote id), however often it comes. */
export async function pollChannel(context: Context, data: JobData, signal?: AbortSignal): Promise<number> {
  const { id: channelId, workspaceId } = data
  const before = await inWorkspace(context.db, workspaceId, async (tx) => {
    const channel = await tx
      .selectFrom('channel')
      .select(['cursor', 'network', 'account'])
      .where('id', '=', channelId)
      .where('removed_at', 'is', null)
      .executeTakeFirst()
    const deliveries = await tx
      .selectFrom('delivery')
      .select('sent')
      .where('channel_id', '=', channelId)
      .where('state', '=', 'published')
      .orderBy('published_at', 'desc')
      .limit(watchedPosts)
      .execute()
    await tx.updateTable('channel').set({ polled_at: context.clock.now() }).where('id', '=', channelId).execute()
    return (
      channel && {
        cursor: channel.cursor,
        network: networkOf(context, channel),
        published: deliveries.flatMap((delivery) => delivery.sent),
      }
    )
  })
  if (!before?.network?.fetchResponses) return 0
  try {
    const page = await withSession(
      context,
      workspaceId,
      channelId,
      (session, { network }) =>
        network.fetchResponses?.(before.cursor, session, before.published) ??
        Promise.resolve({ responses: [], cursor: before.cursor }),
      signal,
    )
    return await keep(context, workspaceId, channelId, before.network.name, page.responses, page.cursor)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    context.log.warn({ channelId, error }, 'responses could not be fetched')
    if (error.kind === 'unavailable') await setHealth(context, workspaceId, channelId, 'unreachable', error.words)
    return 0
  }
}

async function keep(
  context: Context,
  workspaceId: string,
  channelId: string,
  network: string,
  responses: readonly RemoteResponse[],
  cursor: string,
): Promise<number> {
  const fresh = await inWorkspace(context.db, workspaceId, async (tx) => {
    let count = 0
    for (const response of responses) if (await keepOne(tx, workspaceId, channelId, network, response)) count++
    await tx.updateTable('channel').set({ cursor }).where('id', '=', channelId).execute()
    return count
  })
  if (fresh) context.bus.tell(workspaceId, 'conversations')
  return fresh
}

async function keepOne(
  tx: Tx,
  workspaceId: string,
  channelId: string,
  network: string,
  response: RemoteResponse,
): Promise<boolean> {
  const known = await tx
    .selectFrom('response')
    .select('id')
    .where('channel_id', '=', channelId)
    .where('remote_id', '=', response.remoteId)
    .executeTakeFirst()
  if (known) return false
  const personId = await keepPerson(tx, workspaceId, network, response)
  const conversationId = await conversationOf(tx, workspaceId, channelId, response)
  const inserted = await tx
    .insertInto('response')
    .values({
      id: randomUUID(),
      workspace_id: workspaceId,
      channel_id: channelId,
      conversation_id: conversationId,
      person_id: personId,
      kind: response.kind,
      remote_id: response.remoteId,
      permalink: response.permalink,
      text: response.text,
      written_at: response.writtenAt,
      in_reply_to: response.inReplyTo ?? null,
      root: response.root ?? null,
      reference: response.reference ? JSON.stringify(response.reference) : null,
      standing: response.held ? 'held' : 'shown',
      answered_at: null,
    })
    .onConflict((on) => on.columns(['channel_id', 'remote_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return false
  await tx
    .updateTable('conversation')
    .set({ state: 'open', last_at: sql<Date>`greatest(last_at, ${response.writtenAt})` })
    .where('id', '=', conversationId)
    .execute()
  return true
}

async function keepPerson(tx: Tx, workspaceId: string, network: string, response: RemoteResponse): Promise<string> {
  const { remoteId, name, handle, url, avatar } = response.person
  const seen = { name, handle, url, avatar: avatar ?? null, seen_at: response.writtenAt }
  const row = await tx
    .insertInto('person')
    .values({ id: randomUUID(), workspace_id: workspaceId, network, remote_id: remoteId, ...seen })
    .onConflict((on) => on.columns(['workspace_id', 'network', 'remote_id']).doUpdateSet(seen))
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** The conversation that a response belongs to: our post's, that of the response it answers, or one of its own. */
async function conversationOf(
  tx: Tx,
  workspaceId: string,
  channelId: string,
  response: RemoteResponse,
): Promise<string> {
  for (const remoteId of [response.inReplyTo, response.root]) {
    if (!remoteId) continue
    const found =
      (await byResponse(tx, channelId, remoteId)) ??
      (await byDelivery(tx, workspaceId, channelId, remoteId, response.writtenAt))
    if (found) return found
  }
  return findOrMake(
    tx,
    workspaceId,
    channelId,
    response.root ?? response.inReplyTo ?? response.remoteId,
    null,
    response.writtenAt,
  )
}

async function byResponse(tx: Tx, channelId: string, remoteId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('response')
    .select('conversation_id')
    .where('channel_id', '=', channelId)
    .where('remote_id', '=', remoteId)
    .executeTakeFirst()
  return row?.conversation_id
}

async function byDelivery(
  tx: Tx,
  workspaceId: string,
  channelId: string,
  remoteId: string,
  at: Date,
): Promise<string | undefined> {
  const delivery = await tx
    .selectFrom('delivery')
    .innerJoin('post', 'post.id', 'delivery.post_id')
    .leftJoin('response', 'response.id', 'post.in_reply_to')
    .select(['delivery.id', 'delivery.sent', 'response.conversation_id'])
    .where('delivery.channel_id', '=', channelId)
    .where(sql<SqlBool>`delivery.sent @> ${JSON.stringify([{ remoteId }])}::jsonb`)
    .executeTakeFirst()
  if (!delivery) return undefined
  return (
    delivery.conversation_id ??
    findOrMake(tx, workspaceId, channelId, delivery.sent[0]?.remoteId ?? remoteId, delivery.id, at)
  )
}

async function findOrMake(
  tx: Tx,
  workspaceId: string,
  channelId: string,
  root: string,
  deliveryId: string | null,
  at: Date,
): Promise<string> {
  const row = await tx
    .insertInto('conversation')
    .values({
      id: randomUUID(),
      workspace_id: workspaceId,
      channel_id: channelId,
      root,
      delivery_id: deliveryId,
      state: 'open',
      last_at: at,
    })
    .onConflict((on) => on.columns(['channel_id', 'root']).doUpdateSet({ root }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Channels whose turn it is to be asked for responses. */
export async function channelsToPoll(context: Context): Promise<JobData[]> {
  const before = new Date(context.clock.now().getTime() - context.config.pollSeconds * 1000)
  const rows = await asSystem(context.db, (tx) =>
    tx
      .selectFrom('channel')
      .select(['id', 'workspace_id as workspaceId', 'network', 'account'])
      .where('removed_at', 'is', null)
      .where('health', '<>', 'reconnect')
      .where((where) => where.or([where('polled_at', 'is', null), where('polled_at', '<', before)]))
      .limit(50)
      .execute(),
  )
  return rows
    .filter((row) => networkOf(context, row)?.fetchResponses)
    .map(({ id, workspaceId }) => ({ id, workspaceId }))
}
