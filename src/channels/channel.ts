import { type Selectable, type SqlBool, sql } from 'kysely'
import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'
import { type Tx, uuids } from '../db/client.ts'
import type { Tables } from '../db/tables.ts'
import { handSide } from '../networks/assisted.ts'
import type { Account, Limits, Network } from '../networks/network.ts'
import { keptAccount } from './account.ts'

/** A connected account as it is stored, its credentials sealed. */
export type ChannelRow = Selectable<Tables['channel']>

/** A connected account, without its secret. */
export interface Channel {
  id: string
  workspaceId: string
  network: Network
  account: Account
  limits: Limits
  health: ChannelRow['health']
  healthWords: Words | null
  checkedAt: Date | null
  connectedAt: Date
  removedAt: Date | null
}

/** A channel's network, without its API where a person posts there by hand; `undefined`: this version has none of that name. */
export function networkOf(
  context: Pick<Context, 'networks'>,
  row: Pick<ChannelRow, 'network' | 'account'>,
): Network | undefined {
  const network = context.networks[row.network]
  return network && (row.account as Account).byHand ? handSideOf(network) : network
}

const handSides = new WeakMap<Network, Network>()

function handSideOf(network: Network): Network {
  const side = handSides.get(network) ?? handSide(network)
  handSides.set(network, side)
  return side
}

/** Joins a stored account with its network. @throws Problem `gone` where this version has no such network */
export function asChannel(context: Pick<Context, 'networks'>, row: ChannelRow): Channel {
  const network = networkOf(context, row)
  if (!network) {
    throw new Problem(
      'gone',
      { id: 'Jejaring “{name}” tidak ada dalam versi ini.', en: 'The network “{name}” is not part of this version.' },
      { values: { name: row.network } },
    )
  }
  const account = keptAccount(row.account)
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    network,
    account,
    limits: network.text.limits(account),
    health: row.health,
    healthWords: row.health_words,
    checkedAt: row.checked_at,
    connectedAt: row.connected_at,
    removedAt: row.removed_at,
  }
}

/**
 * In the order in which they were connected.
 * @param workspaceId whose; in the program's own scope, which sees those of all, it must be named
 */
export async function listChannels(
  context: Pick<Context, 'networks'>,
  tx: Tx,
  workspaceId?: string,
): Promise<Channel[]> {
  let rows = tx.selectFrom('channel').selectAll().where('removed_at', 'is', null).orderBy('connected_at')
  if (workspaceId !== undefined) rows = rows.where('workspace_id', '=', workspaceId)
  return (await rows.execute()).map((row) => asChannel(context, row))
}

/** Channels' rows, by their ids: removed ones too. */
export async function channelRows(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, ChannelRow>> {
  if (!ids.length) return new Map()
  const rows = await tx
    .selectFrom('channel')
    .selectAll()
    .where(sql<SqlBool>`id = any(${uuids([...new Set(ids)])})`)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Channels by their ids: removed ones too. */
export async function channelsById(
  context: Pick<Context, 'networks'>,
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, Channel>> {
  const rows = await channelRows(tx, ids)
  return new Map([...rows].map(([id, row]) => [id, asChannel(context, row)]))
}

/** Names of all channels that were ever connected, by their ids. */
export async function channelNames(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.selectFrom('channel').select(['id', 'account']).execute()
  return new Map(rows.map(({ id, account }) => [id, (account as Account).name]))
}

/** In one order, so that two transactions never wait for each other; inserting deliveries goes on. */
export async function lockChannels(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx
    .selectFrom('channel')
    .select('id')
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
}

/** @throws Problem `gone` */
export async function findChannel(context: Pick<Context, 'networks'>, tx: Tx, id: string): Promise<Channel> {
  const row = await tx.selectFrom('channel').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw noSuchChannel()
  return asChannel(context, row)
}

/** `gone`: the channel was removed, or is another workspace’s. */
export function noSuchChannel(): Problem {
  return new Problem('gone', { id: 'Saluran itu tidak ada lagi.', en: 'That channel is no longer there.' })
}

/** `wrong-input`: the program has no network of that name. */
export function noSuchNetwork(name: string): Problem {
  return new Problem(
    'wrong-input',
    { id: 'Jejaring “{name}” tidak dikenal.', en: 'The network “{name}” is unknown.' },
    { field: 'network', values: { name } },
  )
}
