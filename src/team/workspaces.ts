/** A person's workspaces: which there are, another one, and the one that a sign-in goes on in. */
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { asSystem } from '../db/client.ts'
import { record } from './audit.ts'
import { makeWorkspaceRows } from './make.ts'
import { memberOf } from './member.ts'
import { type Role, roleNames, roleOf } from './roles.ts'

/** More than anybody has brands; a bound for whoever makes them by a script. */
const mostOwned = 50

/** A workspace as the switcher shows it. */
export interface WorkspaceOfPerson {
  id: string
  name: string
  role: Role
  /** How many people work there. */
  members: number
}

/** All workspaces that somebody belongs to, the first that they came into first. */
export async function workspacesOf(context: Context, userId: string): Promise<WorkspaceOfPerson[]> {
  const rows = await context.db
    .selectFrom('member')
    .innerJoin('organization', 'organization.id', 'member.organizationId')
    .select(['organization.id', 'organization.name', 'member.role'])
    .select((select) =>
      select
        .selectFrom('member as other')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .whereRef('other.organizationId', '=', 'organization.id')
        .as('members'),
    )
    .where('member.userId', '=', userId)
    .orderBy('member.createdAt')
    .orderBy('member.id')
    .execute()
  return rows.map(({ id, name, role, members }) => ({ id, name, role: roleOf(role), members: Number(members) }))
}

/** Whether somebody may make another workspace: whoever owns one may. */
export function mayMakeWorkspace(workspaces: readonly WorkspaceOfPerson[]): boolean {
  return workspaces.some(({ role }) => role === 'owner')
}

/**
 * Makes another workspace, with its first owner.
 * @throws Problem `forbidden` for whoever owns none; `rejected` for too many
 */
export async function makeWorkspace(context: Context, userId: string, name: string): Promise<string> {
  return asSystem(context.db, async (tx) => {
    // Two at once would both find the last one free.
    await tx.selectFrom('user').select('id').where('id', '=', userId).forUpdate().execute()
    const owned = await tx
      .selectFrom('member')
      .select(sql<number>`count(*)`.as('n'))
      .where('userId', '=', userId)
      .where('role', '=', 'owner')
      .executeTakeFirstOrThrow()
    if (owned.n === 0) throw ownersOnly()
    if (owned.n >= mostOwned) throw tooMany()
    const workspaceId = await makeWorkspaceRows(tx, context.clock.now(), userId, name)
    await record(tx, { userId, workspaceId }, 'workspace.make', workspaceId, { name })
    return workspaceId
  })
}

/**
 * A sign-in goes on in this workspace, also after a reload and in its next windows.
 * @throws Problem `gone` for one that they do not belong to
 */
export async function chooseWorkspace(
  context: Context,
  userId: string,
  sessionId: string,
  workspaceId: string,
): Promise<void> {
  if (!(await memberOf(context, userId, { named: workspaceId }))) throw notYours()
  await context.db
    .updateTable('session')
    .set({ activeOrganizationId: workspaceId })
    .where('id', '=', sessionId)
    .where('userId', '=', userId)
    .execute()
}

function ownersOnly(): Problem {
  return new Problem('forbidden', {
    id: `Ruang kerja baru hanya dapat dibuat oleh ${roleNames.owner.id.toLowerCase()} salah satu ruang kerja di sini. Minta dia membuatnya dan mengundang Anda.`,
    en: `Only the ${roleNames.owner.en.toLowerCase()} of a workspace here can make a new one. Ask them to make it and invite you.`,
  })
}

function tooMany(): Problem {
  return new Problem(
    'rejected',
    {
      id: 'Anda sudah memiliki {most} ruang kerja, batas untuk satu orang.',
      en: 'You own {most} {most|workspace|workspaces} already, which is the most for one person.',
    },
    { values: { most: mostOwned } },
  )
}

function notYours(): Problem {
  return new Problem('gone', {
    id: 'Anda tidak (lagi) bergabung di ruang kerja itu. Pilih ruang kerja lain.',
    en: 'You are not (or no longer) in that workspace. Choose another one.',
  })
}
