/** Passkeys: devices that open the door without a password. better-auth's plugin makes and checks them; here is the rest. */
import { APIError } from 'better-auth/api'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { fill } from '../core/words.ts'
import { noteSecurity, type Visitor } from './security-log.ts'

/** One of a person's, as they know it. */
export interface Passkey {
  id: string
  name: string
  since: Date | null
}

/** More than anybody has devices. */
export const mostPasskeys = 30

/** In the order in which they were added. */
export async function passkeysOf(context: Context, userId: string): Promise<Passkey[]> {
  const rows = await context.db
    .selectFrom('passkey')
    .select(['id', 'name', 'createdAt as since'])
    .where('userId', '=', userId)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, name: row.name ?? '' }))
}

/**
 * What the plugin is set up with. Who the server is comes from BASE_URL alone, never from a request. A passkey stands for password and
 * code together, so that the device must have asked its person (a finger, a face, a PIN), not only lie there.
 */
export function passkeyOptions(baseUrl: string) {
  const { hostname, origin, host } = new URL(baseUrl)
  return {
    rpID: hostname,
    rpName: host,
    origin,
    authenticatorSelection: { residentKey: 'required' as const, userVerification: 'required' as const },
    registration: {
      afterVerification: ({ verification }: { verification: { registrationInfo?: { userVerified: boolean } } }) =>
        refuseUnasked(verification.registrationInfo?.userVerified),
    },
    authentication: {
      afterVerification: ({ verification }: { verification: { authenticationInfo: { userVerified: boolean } } }) =>
        refuseUnasked(verification.authenticationInfo.userVerified),
    },
  }
}

function refuseUnasked(userVerified: boolean | undefined): void {
  if (!userVerified) throw new APIError('UNAUTHORIZED', { message: 'the device did not ask its person' })
}

/** @throws Problem `conflict` where a person has as many as there may be */
export async function refuseManyPasskeys(context: Context, userId: string): Promise<void> {
  if ((await passkeysOf(context, userId)).length >= mostPasskeys) throw new Problem('conflict', tooMany)
}

/** @throws Problem `gone` for one that is not theirs */
export async function renamePasskey(context: Context, actor: Actor, id: string, name: string): Promise<void> {
  const { numUpdatedRows } = await context.db
    .updateTable('passkey')
    .set({ name })
    .where('id', '=', id)
    .where('userId', '=', actor.userId)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw noSuchPasskey()
}

/** @throws Problem `gone` for one that is not theirs */
export async function removePasskey(context: Context, actor: Actor, id: string, visitor: Visitor): Promise<void> {
  const { numDeletedRows } = await context.db
    .deleteFrom('passkey')
    .where('id', '=', id)
    .where('userId', '=', actor.userId)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw noSuchPasskey()
  await noteSecurity(context, actor.userId, 'passkey-removed', visitor)
}

function noSuchPasskey(): Problem {
  return new Problem('gone', { id: 'Kunci sandi itu sudah dihapus.', en: 'That passkey was removed already.' })
}

const tooMany = fill(
  {
    id: 'Sudah ada {n} kunci sandi. Hapus yang tidak dipakai lagi, lalu tambahkan.',
    en: 'There are {n} {n|passkey|passkeys} already. Remove those that you no longer use, then add one.',
  },
  { n: mostPasskeys },
)
