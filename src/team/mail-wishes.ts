import type { Context } from '../context.ts'
import { asSystem, type Tx } from '../db/client.ts'
import { type Addressee, type WishKind, wishKinds } from '../mail/index.ts'

/** What a person wants to be mailed about. */
export type MailWishes = Record<WishKind, boolean>

/** Before a person says otherwise. */
const initial: MailWishes = { reminder: true, reconnect: false }

/** What this person wants to be mailed about. */
export async function mailWishesOf(context: Context, userId: string): Promise<MailWishes> {
  const rows = await asSystem(context.db, (tx) =>
    tx.selectFrom('mail_wish').select(['kind', 'wanted']).where('user_id', '=', userId).execute(),
  )
  return { ...initial, ...Object.fromEntries(rows.map((row) => [row.kind, row.wanted])) }
}

/** Changes what is named, and keeps the rest. */
export async function changeMailWishes(
  context: Context,
  userId: string,
  change: Partial<Record<WishKind, boolean | undefined>>,
): Promise<void> {
  const named = wishKinds.flatMap((kind) => (change[kind] === undefined ? [] : [{ kind, wanted: change[kind] }]))
  if (named.length === 0) return
  await asSystem(context.db, (tx) =>
    tx
      .insertInto('mail_wish')
      .values(named.map((wish) => ({ user_id: userId, ...wish })))
      .onConflict((on) =>
        on.columns(['user_id', 'kind']).doUpdateSet((set) => ({ wanted: set.ref('excluded.wanted') })),
      )
      .execute(),
  )
}

/** The members of a workspace who want letters of this kind. */
export async function whoWants(tx: Tx, workspaceId: string, kind: WishKind): Promise<Addressee[]> {
  const rows = await tx
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .leftJoin('mail_wish', (join) => join.onRef('mail_wish.user_id', '=', 'user.id').on('mail_wish.kind', '=', kind))
    .select(['user.id as userId', 'user.name', 'user.email', 'user.language', 'mail_wish.wanted'])
    .where('member.organizationId', '=', workspaceId)
    .execute()
  return rows
    .filter((row) => row.wanted ?? initial[kind])
    .map(({ userId, name, email, language }) => ({ userId, name, email, language: language ?? 'id' }))
}
