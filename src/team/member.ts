import type { Context } from '../context.ts'
import { siteNeed } from '../core/page-needs.ts'
import { Problem } from '../core/problem.ts'
import type { Language } from '../core/words.ts'
import { type Role, roleOf } from './roles.ts'

/** A person with the workspace that they work in. */
export interface Member {
  userId: string
  name: string
  email: string
  language: Language
  timeZone: string
  scheme: 'auto' | 'light' | 'dark'
  workspaceId: string
  workspaceName: string
  role: Role
}

/** @returns `undefined` for someone who belongs to no workspace */
export async function memberOf(context: Context, userId: string): Promise<Member | undefined> {
  const row = await context.db
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .innerJoin('organization', 'organization.id', 'member.organizationId')
    .select(['user.id as userId', 'user.name', 'user.email', 'user.language', 'user.timeZone', 'user.scheme'])
    .select(['organization.id as workspaceId', 'organization.name as workspaceName', 'member.role'])
    .where('member.userId', '=', userId)
    .orderBy('member.createdAt')
    .executeTakeFirst()
  if (!row) return undefined
  return {
    ...row,
    language: row.language ?? 'id',
    timeZone: row.timeZone ?? 'Asia/Jakarta',
    scheme: (row.scheme ?? 'auto') as Member['scheme'],
    role: roleOf(row.role),
  }
}

/** @throws Problem `wrong-input` for a time zone that does not exist */
export async function changeMember(
  context: Context,
  userId: string,
  change: {
    name?: string | undefined
    language?: Language | undefined
    timeZone?: string | undefined
    scheme?: string | undefined
  },
): Promise<void> {
  if (change.timeZone) checkTimeZone(change.timeZone)
  const set = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  if (Object.keys(set).length)
    await context.db
      .updateTable('user')
      .set({ ...set, updatedAt: context.clock.now() })
      .where('id', '=', userId)
      .execute()
  if (change.timeZone) await tellPages(context, userId)
}

/** A blog tells its times in its owner's zone. */
async function tellPages(context: Context, userId: string): Promise<void> {
  const rows = await context.db.selectFrom('member').select('organizationId').where('userId', '=', userId).execute()
  for (const { organizationId } of rows) context.bus.tell(organizationId, 'pages', [siteNeed])
}

/** @throws Problem `wrong-input` for a name that the time zone database lacks */
export function checkTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
  } catch (cause) {
    throw new Problem(
      'wrong-input',
      {
        id: 'Zona waktu “{zone}” tidak dikenal. Pilih yang seperti Asia/Jakarta.',
        en: 'The time zone “{zone}” is unknown. Choose one like Asia/Jakarta.',
      },
      { cause, field: 'timeZone', values: { zone: timeZone } },
    )
  }
}
