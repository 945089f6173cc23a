import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { siteNeed } from '../core/page-needs.ts'
import { Problem } from '../core/problem.ts'
import type { Language } from '../core/words.ts'
import { type Role, roleOf } from './roles.ts'

/** Somebody with an account. */
export interface Person {
  userId: string
  name: string
  email: string
  language: Language
  timeZone: string
  scheme: 'auto' | 'light' | 'dark'
}

/** A person with the workspace that they work in. */
export interface Member extends Person {
  workspaceId: string
  workspaceName: string
  role: Role
  seenAt: Date | null
}

/** Which of a person's workspaces is meant. */
export interface Where {
  /** This one and no other: somebody who does not belong there is nobody. */
  named?: string | undefined
  /** Where none is named: this one, if they belong there; else the first that they came into. */
  last?: string | null | undefined
}

/** @returns `undefined` for someone who does not belong there, or belongs to no workspace */
export async function memberOf(
  context: Context,
  userId: string,
  { named, last }: Where = {},
): Promise<Member | undefined> {
  let rows = memberRows(context).where('member.userId', '=', userId)
  if (named !== undefined) rows = rows.where('member.organizationId', '=', named)
  else if (last) rows = rows.orderBy(sql`"member"."organizationId" = ${last}`, 'desc')
  const row = await rows.orderBy('member.createdAt').orderBy('member.id').executeTakeFirst()
  return row && asMember(row)
}

/** Somebody in all of their workspaces, the first that they came into first; none for an address that is nobody's. */
export async function membershipsOf(context: Context, email: string): Promise<Member[]> {
  const rows = await memberRows(context)
    .where('user.email', '=', email.trim().toLowerCase())
    .orderBy('member.createdAt')
    .orderBy('member.id')
    .execute()
  return rows.map(asMember)
}

/** The owners of a workspace, whoever came first first. */
export async function ownersOf(context: Context, workspaceId: string): Promise<Member[]> {
  const rows = await memberRows(context)
    .where('member.organizationId', '=', workspaceId)
    .where('member.role', '=', 'owner')
    .orderBy('member.createdAt')
    .orderBy('member.id')
    .execute()
  return rows.map(asMember)
}

function memberRows(context: Context) {
  return context.db
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .innerJoin('organization', 'organization.id', 'member.organizationId')
    .select(['user.id as userId', 'user.name', 'user.email', 'user.language', 'user.timeZone', 'user.scheme'])
    .select(['organization.id as workspaceId', 'organization.name as workspaceName', 'member.role', 'member.seenAt'])
}

type MemberRow = Awaited<ReturnType<ReturnType<typeof memberRows>['executeTakeFirstOrThrow']>>

function asMember(row: MemberRow): Member {
  return { ...row, ...preferences(row), role: roleOf(row.role) }
}

/** Somebody with an account, whether they belong to a workspace or not. */
export async function personOf(context: Context, userId: string): Promise<Person> {
  const row = await context.db
    .selectFrom('user')
    .select(['id as userId', 'name', 'email', 'language', 'timeZone', 'scheme'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  return { ...row, ...preferences(row) }
}

function preferences(row: { language: Language | null; timeZone: string | null; scheme: string | null }) {
  const scheme = (row.scheme ?? 'auto') as Person['scheme']
  return { language: row.language ?? ('id' as const), timeZone: row.timeZone ?? 'Asia/Jakarta', scheme }
}

const seenMinutes = 5

/** Notes that a member is here, every few minutes at most. */
export async function noteSeen(context: Context, { userId, workspaceId, seenAt }: Member): Promise<void> {
  const now = context.clock.now()
  if (seenAt && now.getTime() - seenAt.getTime() < seenMinutes * 60_000) return
  await context.db
    .updateTable('member')
    .set({ seenAt: now })
    .where('userId', '=', userId)
    .where('organizationId', '=', workspaceId)
    .execute()
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
