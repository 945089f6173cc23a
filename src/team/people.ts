/** What other rooms ask about people and workspaces. */
import type { Db, Tx } from '../db/client.ts'

/** The workspace whose articles the blog shows; `undefined` before anybody has set the program up. */
export async function homeWorkspace(tx: Tx): Promise<string | undefined> {
  const row = await tx.selectFrom('installation').select('workspace_id').executeTakeFirst()
  return row?.workspace_id ?? undefined
}

/** The ids of all workspaces of this server; only in the program’s own scope. */
export async function allWorkspaces(tx: Tx): Promise<string[]> {
  const rows = await tx.selectFrom('organization').select('id').execute()
  return rows.map(({ id }) => id)
}

/** Renames a workspace; whether that is allowed is the caller’s to ask. */
export async function nameWorkspace(tx: Tx, workspaceId: string, name: string): Promise<void> {
  await tx.updateTable('organization').set({ name }).where('id', '=', workspaceId).execute()
}

/** People's names, by their ids. */
export async function namesOf(tx: Tx, userIds: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(userIds.filter((id) => id !== null))]
  if (!ids.length) return new Map()
  const rows = await tx.selectFrom('user').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** An IANA name; `undefined` where the person has chosen none. */
export async function timeZoneOf(tx: Tx, userId: string): Promise<string | undefined> {
  const row = await tx.selectFrom('user').select('timeZone').where('id', '=', userId).executeTakeFirst()
  return row?.timeZone ?? undefined
}

/** The time zone of whoever has been in the workspace longest. */
export async function timeZoneOfWorkspace(tx: Tx, workspaceId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .select('user.timeZone')
    .where('member.organizationId', '=', workspaceId)
    .orderBy('member.createdAt')
    .executeTakeFirst()
  return row?.timeZone ?? undefined
}

/** The account with this address, in whatever letters it is written. */
export async function userWithEmail(db: Db, email: string): Promise<string | undefined> {
  const row = await db.selectFrom('user').select('id').where('email', '=', email.toLowerCase()).executeTakeFirst()
  return row?.id
}

/** A person's address, and whether codes guard their account. */
export function accountOf(db: Db, userId: string): Promise<{ email: string; twoFactorEnabled: boolean }> {
  return db.selectFrom('user').select(['email', 'twoFactorEnabled']).where('id', '=', userId).executeTakeFirstOrThrow()
}
