import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { keepCursor, keepEach, setAside, unreadable } from '../channels/index.ts'
import type { Context } from '../context.ts'
import {
  foreignAddress,
  foreignCursor,
  foreignId,
  foreignInstant,
  foreignJson,
  foreignLine,
  foreignText,
} from '../core/text/foreign.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import type { Misfit } from '../networks/misfits.ts'
import type { RemoteResponse, Responses } from '../networks/network.ts'
import { deliverySentAs } from '../publishing/index.ts'
import { toldOf } from './told.ts'

/** Whose responses they are. */
interface Came {
  workspaceId: string
  channelId: string
  /** The network's name. */
  network: string
}

/**
 * Keeps a page of what a network sent. It is text of strangers: each passes the border (core/text/foreign.ts) first, and one that
 * can't be kept is set aside, so that the rest comes home and reading goes on behind it.
 * @returns how many are new
 */
export async function ingest(
  context: Context,
  { workspaceId, channelId, network }: Came,
  page: Responses,
  misfits: readonly Misfit[],
): Promise<number> {
  const now = context.clock.now()
  const to = { workspaceId, source: { channelId }, now }
  const log = (what: string, error: unknown) => context.log.warn({ channelId, what, error }, 'a response is set aside')
  const fresh = await inWorkspace(context.db, workspaceId, async (tx) => {
    const kept = await keepEach(
      tx,
      to,
      await unknownOnes(tx, channelId, page.responses),
      ({ remoteId }) => nameOf(remoteId),
      (one) => {
        const response = foreignResponse(one, now)
        return keepOne(tx, workspaceId, channelId, network, response, toldOf(context, response.text))
      },
      ({ remoteId }, error) => log(nameOf(remoteId), error),
    )
    for (const { id, detail } of misfits) {
      log(nameOf(id), detail)
      await setAside(tx, workspaceId, to.source, nameOf(id), unreadable, now)
    }
    const cursor = foreignCursor(page.cursor, now)
    await keepCursor(tx, channelId, cursor)
    return kept.filter((conversationId) => conversationId !== undefined)
  })
  if (fresh.length) context.bus.tell(workspaceId, 'conversations', [...new Set(fresh)])
  if (misfits.length) context.bus.tell(workspaceId, 'channels')
  return fresh.length
}

/** Those that are not here yet: a network sends most of them again and again. */
async function unknownOnes(
  tx: Tx,
  channelId: string,
  responses: readonly RemoteResponse[],
): Promise<readonly RemoteResponse[]> {
  const ids = [...new Set(responses.map(({ remoteId }) => nameOf(remoteId)))]
  if (!ids.length) return []
  const rows = await tx
    .selectFrom('response')
    .select('remote_id')
    .where('channel_id', '=', channelId)
    .where('remote_id', 'in', ids)
    .execute()
  const known = new Set(rows.map((row) => row.remote_id))
  return responses.filter(({ remoteId }) => !known.has(nameOf(remoteId)))
}

/** A misfit may have no id at all, or none that is a text. */
function nameOf(id: unknown): string {
  return foreignId(typeof id === 'string' ? id : '') || '?'
}

/** A response with all its texts clean and bounded. @throws RangeError where nothing is left to know it by */
export function foreignResponse(response: RemoteResponse, now: Date): RemoteResponse {
  const { remoteId, text, permalink, person, writtenAt, inReplyTo, root, reference, ...rest } = response
  const id = foreignId(remoteId)
  if (id === '') throw new RangeError('a response without an id')
  return {
    ...rest,
    remoteId: id,
    text: foreignText(text),
    permalink: foreignAddress(permalink) ?? '',
    person: foreignPerson(person),
    writtenAt: foreignInstant(writtenAt, now),
    ...(inReplyTo === undefined ? {} : { inReplyTo: foreignId(inReplyTo) }),
    ...(root === undefined ? {} : { root: foreignId(root) }),
    ...(reference === undefined ? {} : { reference: foreignJson(reference) }),
  }
}

function foreignPerson({ remoteId, name, handle, url, avatar }: RemoteResponse['person']): RemoteResponse['person'] {
  const picture = avatar === undefined ? undefined : foreignAddress(avatar)
  const known = foreignLine(handle)
  return {
    remoteId: foreignId(remoteId),
    name: foreignLine(name) || known,
    handle: known,
    url: foreignAddress(url) ?? '',
    ...(picture && /^https?:/i.test(picture) ? { avatar: picture } : {}),
  }
}

/** @returns the conversation that got a new response; `undefined` for a response that is stored already */
async function keepOne(
  tx: Tx,
  workspaceId: string,
  channelId: string,
  network: string,
  response: RemoteResponse,
  told: ReturnType<typeof toldOf>,
): Promise<string | undefined> {
  const known = await tx
    .selectFrom('response')
    .select('id')
    .where('channel_id', '=', channelId)
    .where('remote_id', '=', response.remoteId)
    .executeTakeFirst()
  if (known) return undefined
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
      audience: response.audience ?? 'public',
      ...told,
      answered_at: null,
    })
    .onConflict((on) => on.columns(['channel_id', 'remote_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return undefined
  await tx
    .updateTable('conversation')
    .set({ state: 'open', last_at: sql<Date>`greatest(last_at, ${response.writtenAt})` })
    .where('id', '=', conversationId)
    .execute()
  return conversationId
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
  const delivery = await deliverySentAs(tx, channelId, remoteId)
  if (!delivery) return undefined
  const { id, root, inReplyTo } = delivery
  return (inReplyTo && (await conversationWith(tx, inReplyTo))) ?? findOrMake(tx, workspaceId, channelId, root, id, at)
}

async function conversationWith(tx: Tx, responseId: string): Promise<string | undefined> {
  const row = await tx.selectFrom('response').select('conversation_id').where('id', '=', responseId).executeTakeFirst()
  return row?.conversation_id
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
