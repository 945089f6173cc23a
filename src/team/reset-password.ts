import { hashPassword } from 'better-auth/crypto'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { asSystem, type Tx } from '../db/client.ts'
import { endResetLinks } from './sign-ins.ts'

/** What else was turned off with a password. */
export interface TurnedOff {
  codes: boolean
  /** How many were removed. */
  passkeys: number
}

/**
 * Gives an account a new password, ends all its sign-ins, turns codes of an app off and removes its passkeys: what whoever runs the
 * server can do from the shell, for a person who lost everything or whose account somebody else holds.
 * @throws Problem `gone` for an address without an account
 */
export async function resetPassword(context: Context, email: string, password: string): Promise<TurnedOff> {
  const hash = await hashPassword(password)
  return asSystem(context.db, async (tx) => {
    const user = await tx
      .selectFrom('user')
      .select(['id', 'twoFactorEnabled'])
      .where('email', '=', email.trim().toLowerCase())
      .executeTakeFirst()
    if (!user) throw noSuchAccount(email)
    const passkeys = await takeEverythingBack(tx, context.clock.now(), user.id, hash)
    return { codes: user.twoFactorEnabled, passkeys }
  })
}

/**
 * Nothing opens an account any more but a new password: no sign-in, no link, no code of an app, no passkey.
 * @param hash of the password
 * @returns how many passkeys there were
 */
export async function takeEverythingBack(tx: Tx, now: Date, userId: string, hash: string): Promise<number> {
  await tx
    .updateTable('account')
    .set({ password: hash, updatedAt: now })
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .execute()
  await tx.deleteFrom('session').where('userId', '=', userId).execute()
  await endResetLinks(tx, userId)
  // Whoever lost the app and its recovery codes has this way alone.
  await sql`delete from "twoFactor" where "userId" = ${userId}`.execute(tx)
  await tx.updateTable('user').set({ twoFactorEnabled: false }).where('id', '=', userId).execute()
  const { numDeletedRows } = await tx.deleteFrom('passkey').where('userId', '=', userId).executeTakeFirst()
  return Number(numDeletedRows)
}

function noSuchAccount(email: string): Problem {
  return new Problem(
    'gone',
    { id: 'Tidak ada akun dengan surel {email}.', en: 'There is no account with the email address {email}.' },
    { values: { email } },
  )
}
