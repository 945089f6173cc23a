import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { everywhere } from '../bus.ts'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { asSystem, type Tx } from '../db/client.ts'
import { takeTry } from './brake.ts'
import { noteSecurity, type Visitor } from './security-log.ts'

/** Somewhere that a person is signed in. */
export interface SignIn {
  id: string
  since: Date
  seen: Date
  address: string | null
  agent: string | null
}

/** Newest first. */
export async function signInsOf(context: Context, userId: string): Promise<SignIn[]> {
  return context.db
    .selectFrom('session')
    .select(['id', 'createdAt as since', 'updatedAt as seen', 'ipAddress as address', 'userAgent as agent'])
    .where('userId', '=', userId)
    .where('expiresAt', '>', new Date())
    .orderBy('createdAt', 'desc')
    .limit(200)
    .execute()
}

/** Whether a person is still signed in there. */
export async function isSignedIn(context: Context, userId: string, sessionId: string): Promise<boolean> {
  const row = await context.db
    .selectFrom('session')
    .select('id')
    .where('id', '=', sessionId)
    .where('userId', '=', userId)
    .where('expiresAt', '>', new Date())
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Ends one sign-in of a person, with what it has open.
 * @throws Problem `gone` for one that is not theirs
 */
export async function endSignIn(context: Context, actor: Actor, sessionId: string, visitor: Visitor): Promise<void> {
  const { numDeletedRows } = await context.db
    .deleteFrom('session')
    .where('id', '=', sessionId)
    .where('userId', '=', actor.userId)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw noSuchSignIn()
  await tellEnded(context, actor, visitor)
}

/** Ends all sign-ins of a person but this one. @returns how many */
export async function endOtherSignIns(
  context: Context,
  actor: Actor,
  sessionId: string,
  visitor: Visitor,
): Promise<number> {
  const ended = await asSystem(context.db, (tx) => endOthers(tx, actor.userId, sessionId))
  if (ended > 0) await tellEnded(context, actor, visitor)
  return ended
}

async function tellEnded(context: Context, actor: Actor, visitor: Visitor): Promise<void> {
  await noteSecurity(context, actor.userId, 'session-ended', visitor)
  tellSignInsEnded(context, actor.userId)
}

/** Lets every open stream of a person look whether it may go on, in whatever workspace it is. */
export function tellSignInsEnded(context: Context, userId: string): void {
  context.bus.tell(everywhere, 'sessions', [userId])
}

async function endOthers(tx: Tx, userId: string, sessionId: string): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('session')
    .where('userId', '=', userId)
    .where('id', '<>', sessionId)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Links of letters that set a new password (better-auth keeps them by their person) or another address. */
export async function endResetLinks(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('email_change').where('user_id', '=', userId).execute()
  await tx.deleteFrom('verification').where('value', '=', userId).execute()
}

/**
 * Changes a person's password while they are signed in; every other sign-in of theirs ends, and every link that could set another.
 * @throws Problem `wrong-input` for a wrong present one; `rate-limited` after too many
 */
export async function changePassword(
  context: Context,
  actor: Actor,
  email: string,
  sessionId: string,
  passwords: { current: string; next: string },
  visitor: Visitor,
): Promise<void> {
  await checkPassword(context, actor.userId, email, passwords.current, visitor)
  const hash = await hashPassword(passwords.next)
  await asSystem(context.db, async (tx) => {
    await tx
      .updateTable('account')
      .set({ password: hash, updatedAt: context.clock.now() })
      .where('userId', '=', actor.userId)
      .where('providerId', '=', 'credential')
      .execute()
    await endOthers(tx, actor.userId, sessionId)
    await endResetLinks(tx, actor.userId)
  })
  await noteSecurity(context, actor.userId, 'password-changed', visitor)
  tellSignInsEnded(context, actor.userId)
}

/** @throws Problem `wrong-input` where it is not theirs; `rate-limited`: somebody at an open panel may not guess for ever */
export async function checkPassword(
  context: Context,
  userId: string,
  email: string,
  password: string,
  { address }: Visitor,
): Promise<void> {
  const settle = await takeTry(context, email, { address })
  const account = await context.db
    .selectFrom('account')
    .select('password')
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .executeTakeFirst()
  const right = account?.password ? await verifyPassword({ hash: account.password, password }) : false
  await settle(right)
  if (!right) throw wrongPassword()
}

function wrongPassword(): Problem {
  return new Problem(
    'wrong-input',
    {
      id: 'Kata sandi yang sekarang tidak cocok. Ketik lagi; bila lupa, keluar lalu pilih “Lupa kata sandi”.',
      en: 'That isn’t your current password. Type it again; if you forgot it, sign out and choose “Forgot password”.',
    },
    { field: 'current' },
  )
}

function noSuchSignIn(): Problem {
  return new Problem('gone', { id: 'Sesi itu sudah berakhir.', en: 'That sign-in has ended already.' })
}
