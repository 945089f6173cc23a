import { hashPassword } from 'better-auth/crypto'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { asSystem } from '../db/client.ts'
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
    await tx
      .updateTable('account')
      .set({ password: hash, updatedAt: context.clock.now() })
      .where('userId', '=', user.id)
      .where('providerId', '=', 'credential')
      .execute()
    await tx.deleteFrom('session').where('userId', '=', user.id).execute()
    await endResetLinks(tx, user.id)
    // Whoever lost the app and its recovery codes has this way alone.
    await sql`delete from "twoFactor" where "userId" = ${user.id}`.execute(tx)
    await tx.updateTable('user').set({ twoFactorEnabled: false }).where('id', '=', user.id).execute()
    const { numDeletedRows } = await tx.deleteFrom('passkey').where('userId', '=', user.id).executeTakeFirst()
    return { codes: user.twoFactorEnabled, passkeys: Number(numDeletedRows) }
  })
}

function noSuchAccount(email: string): Problem {
  return new Problem(
    'gone',
    { id: 'Tidak ada akun dengan surel {email}.', en: 'There is no account with the e-mail address {email}.' },
    { values: { email } },
  )
}
