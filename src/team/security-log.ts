import type { Context } from '../context.ts'
import { asSystem } from '../db/client.ts'
import type { SecurityEventKind } from '../db/tables.ts'

export type { SecurityEventKind }

/** Something that happened to an account, with the address and the browser it came from, where they are known. */
export interface SecurityEvent {
  kind: SecurityEventKind
  at: Date
  address: string | null
  agent: string | null
}

/** Whom a request comes from, as far as one can tell. */
export interface Visitor {
  address: string
  agent: string
}

/** So many are kept of each person; strangers' tries have a room of their own, so that they push nothing else out. */
const mostKept = { own: 300, strangers: 100 }

/** Writes down for a person what happened. Holds no secret. */
export async function noteSecurity(
  context: Context,
  userId: string,
  kind: SecurityEventKind,
  visitor: Visitor,
): Promise<void> {
  const strangers = kind === 'sign-in-failed'
  const side = strangers ? ('=' as const) : ('<>' as const)
  await asSystem(context.db, async (tx) => {
    await tx
      .insertInto('security_event')
      .values({
        user_id: userId,
        kind,
        at: context.clock.now(),
        address: visitor.address.slice(0, 64) || null,
        agent: visitor.agent.slice(0, 300) || null,
      })
      .execute()
    const oldest = await tx
      .selectFrom('security_event')
      .select('id')
      .where('user_id', '=', userId)
      .where('kind', side, 'sign-in-failed')
      .orderBy('id', 'desc')
      .offset(strangers ? mostKept.strangers : mostKept.own)
      .limit(1)
      .executeTakeFirst()
    if (oldest)
      await tx
        .deleteFrom('security_event')
        .where('user_id', '=', userId)
        .where('kind', side, 'sign-in-failed')
        .where('id', '<=', oldest.id)
        .execute()
  })
}

/** Newest first, a hundred at most. */
export async function securityEvents(context: Context, userId: string): Promise<SecurityEvent[]> {
  return context.db
    .selectFrom('security_event')
    .select(['kind', 'at', 'address', 'agent'])
    .where('user_id', '=', userId)
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
}
