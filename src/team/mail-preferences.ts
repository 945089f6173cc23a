import type { Context } from '../context.ts'
import { asSystem, type Tx } from '../db/client.ts'
import { type Addressee, type PreferenceKind, preferenceKinds } from '../mail/index.ts'

/** What a person wants to be mailed about. */
export type MailPreferences = Record<PreferenceKind, boolean>

/** Before a person says otherwise. */
const initial: MailPreferences = { reminder: true, reconnect: false, gap: true }

/** What this person wants to be mailed about. */
export async function mailPreferencesOf(context: Context, userId: string): Promise<MailPreferences> {
  const rows = await asSystem(context.db, (tx) =>
    tx.selectFrom('mail_preference').select(['kind', 'wanted']).where('user_id', '=', userId).execute(),
  )
  return { ...initial, ...Object.fromEntries(rows.map((row) => [row.kind, row.wanted])) }
}

/** Changes what is named, and keeps the rest. */
export async function changeMailPreferences(
  context: Context,
  userId: string,
  change: Partial<Record<PreferenceKind, boolean | undefined>>,
): Promise<void> {
  const named = preferenceKinds.flatMap((kind) => (change[kind] === undefined ? [] : [{ kind, wanted: change[kind] }]))
  if (named.length === 0) return
  await asSystem(context.db, (tx) =>
    tx
      .insertInto('mail_preference')
      .values(named.map((preference) => ({ user_id: userId, ...preference })))
      .onConflict((on) =>
        on.columns(['user_id', 'kind']).doUpdateSet((set) => ({ wanted: set.ref('excluded.wanted') })),
      )
      .execute(),
  )
}

/** The members of a workspace who want letters of this kind. */
export async function whoWants(tx: Tx, workspaceId: string, kind: PreferenceKind): Promise<Addressee[]> {
  const rows = await tx
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .leftJoin('mail_preference', (join) =>
      join.onRef('mail_preference.user_id', '=', 'user.id').on('mail_preference.kind', '=', kind),
    )
    .select(['user.id as userId', 'user.name', 'user.email', 'user.language', 'mail_preference.wanted'])
    .where('member.organizationId', '=', workspaceId)
    .execute()
  return rows
    .filter((row) => row.wanted ?? initial[kind])
    .map(({ userId, name, email, language }) => ({ userId, name, email, language: language ?? 'id' }))
}
