import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { StorageProblem } from '../core/problem.ts'
import { inWorkspace } from '../db/client.ts'
import { open, seal } from '../db/vault.ts'
import type { Credentials, Session } from '../networks/network.ts'
import { settleLease, takeLease } from '../work/index.ts'
import type { ChannelRow } from './channel.ts'

/** Longer than the guarded client lets a request last (30 s): it outlives only the dead. */
const leasing = { table: 'channel', seconds: 60, token: 'renewal_token', until: 'renewal_until' } as const
/** How long to wait for another worker's renewal before trying again later. */
const waitSeconds = 20
/** About how long a renewed token is held while the database does not answer. */
const keepSeconds = 12

/** The credentials that one operation works with, and their renewal. */
export interface RenewableCredentials {
  credentials: Credentials
  renew: Session['renew']
  /** Whether these, renewed or not, are still the ones that the channel has: a person may have reconnected it meanwhile. */
  stillKept(sealed: Buffer): boolean
}

/** Opened once for all that is sent with the same reading of the row. */
const opened = new WeakMap<ChannelRow, Credentials>()

/**
 * Opens a channel's credentials. A rotating token that is renewed twice disconnects the account, so a renewal takes the
 * row's lock first: a token and a time in the row itself, which hold across processes and end with a killed one.
 * @throws Problem `unauthorized` where the secret key has changed
 */
export function renewableCredentials(context: Context, row: ChannelRow, signal: AbortSignal): RenewableCredentials {
  let sealed = row.credentials
  const unseal = (bytes: Buffer) => open<Credentials>(context.config.secretKey, row.id, bytes)
  const credentials = opened.get(row) ?? unseal(sealed)
  opened.set(row, credentials)
  return {
    credentials,
    stillKept: (now) => now.equals(sealed),
    renew: async (ask) => {
      const stale = sealed
      sealed = await renewOnce(context, row, stale, ask, signal)
      return unseal(sealed)
    },
  }
}

/** @returns the credentials that are stored afterwards: those of `ask`, or those of another worker's renewal */
async function renewOnce(
  context: Context,
  row: ChannelRow,
  stale: Buffer,
  ask: (kept: Credentials) => Promise<Credentials>,
  signal: AbortSignal,
): Promise<Buffer> {
  const end = Date.now() + waitSeconds * 1000
  while (Date.now() < end) {
    const token = randomUUID()
    const kept = await lock(context, row, token)
    if (kept.mine) {
      try {
        if (!kept.sealed.equals(stale)) return kept.sealed
        const fresh = await ask(open<Credentials>(context.config.secretKey, row.id, kept.sealed))
        return await keepSurely(context, row, token, seal(context.config.secretKey, row.id, fresh))
      } finally {
        await unlock(context, row, token)
      }
    }
    if (!kept.sealed.equals(stale)) return kept.sealed
    await sleep(100, undefined, { signal })
  }
  throw new StorageProblem({
    id: 'Izin saluran ini sedang diperbarui, dan jejaringnya lama menjawab. Akan dicoba lagi.',
    en: 'The permission of this channel is being renewed, and the network takes long to answer. It will be tried again.',
  })
}

/** Takes the lock where it is free. By the database's clock, which all processes share. */
function lock(context: Context, row: ChannelRow, token: string): Promise<{ mine: boolean; sealed: Buffer }> {
  return inWorkspace(context.db, row.workspace_id, async (tx) => {
    const { rows } = await sql<{ now: Date }>`select now() as now`.execute(tx)
    const [{ now }] = rows as [{ now: Date }]
    const taken = await takeLease<ChannelRow>(tx, leasing, { token, now, where: sql`id = ${row.id}` })
    if (taken) return { mine: true, sealed: taken.credentials }
    const kept = await tx.selectFrom('channel').select('credentials').where('id', '=', row.id).executeTakeFirstOrThrow()
    return { mine: false, sealed: kept.credentials }
  })
}

/** The old token is spent, and this one stands nowhere else: a database that is away for a moment must not lose it. */
async function keepSurely(context: Context, row: ChannelRow, token: string, fresh: Buffer): Promise<Buffer> {
  for (let pause = 200; ; pause *= 2) {
    try {
      return await keep(context, row, token, fresh)
    } catch (error) {
      if (pause > keepSeconds * 1000) throw error
      await sleep(pause)
    }
  }
}

/** Keeps what was brought, unless a person reconnected the channel or another took the lock over: then theirs stays. */
async function keep(context: Context, row: ChannelRow, token: string, fresh: Buffer): Promise<Buffer> {
  return inWorkspace(context.db, row.workspace_id, async (tx) => {
    await tx
      .updateTable('channel')
      .set({ credentials: fresh })
      .where('id', '=', row.id)
      .where('renewal_token', '=', token)
      .execute()
    const kept = await tx.selectFrom('channel').select('credentials').where('id', '=', row.id).executeTakeFirstOrThrow()
    return kept.credentials
  })
}

async function unlock(context: Context, row: ChannelRow, token: string): Promise<void> {
  await inWorkspace(context.db, row.workspace_id, (tx) => settleLease(tx, leasing, { id: row.id, token }))
}
