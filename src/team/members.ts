/** Who works in a workspace: their roles, and how somebody leaves. The database keeps an owner in it (migrations/0038_people.ts). */
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { record } from './audit.ts'
import { withdrawInvitationsOf } from './invitations.ts'
import { lockManager, lockMembers } from './managing.ts'
import { may, type Role, roleOf, roles } from './roles.ts'
import { tellSignInsEnded } from './sign-ins.ts'

/** Somebody who works here. */
export interface MemberOfTeam {
  id: string
  name: string
  email: string
  role: Role
  /** When they were last here, to some minutes; `null`: not since anybody notes it. */
  seenAt: Date | null
}

/** All of them, whoever came first first. There are no more than `mostPeople` (invitations.ts). */
export async function membersOf(context: Context, actor: Actor): Promise<MemberOfTeam[]> {
  const rows = await inWorkspace(context.db, actor.workspaceId, (tx) =>
    tx
      .selectFrom('member')
      .innerJoin('user', 'user.id', 'member.userId')
      .select(['user.id', 'user.name', 'user.email', 'member.role', 'member.seenAt'])
      .where('member.organizationId', '=', actor.workspaceId)
      .orderBy('member.createdAt')
      .orderBy('member.id')
      .execute(),
  )
  const members = rows.map((row) => ({ ...row, role: roleOf(row.role) }))
  return members.sort((one, other) => roles.indexOf(one.role) - roles.indexOf(other.role))
}

/**
 * Gives a member another role.
 * @param letGo what they take care of and may not any more goes back to the team, in the same transaction
 * @throws Problem `gone`; `conflict` where no owner would be left; `forbidden` for whoever manages no more
 */
export async function changeRole(
  context: Context,
  actor: Actor,
  userId: string,
  role: Role,
  letGo?: (tx: Tx, userId: string) => Promise<void>,
): Promise<void> {
  await keepingAnOwner(() =>
    inWorkspace(context.db, actor.workspaceId, async (tx) => {
      const before = (await lockManager(tx, actor, [userId])).get(userId)
      if (!before) throw noSuchMember()
      if (before.role === role) return
      await tx
        .updateTable('member')
        .set({ role })
        .where('organizationId', '=', actor.workspaceId)
        .where('userId', '=', userId)
        .execute()
      if (!may(role, 'manage')) await withdrawInvitationsOf(context, tx, userId)
      if (!may(role, 'answer')) await letGo?.(tx, userId)
      await record(tx, actor, 'member.role', userId, { name: before.name, from: before.role, to: role })
    }),
  )
  context.bus.tell(actor.workspaceId, 'team')
}

/** Gives what one person has in a workspace to another: each room its own rows. */
export type Reassign = (tx: Tx, from: string, to: string) => Promise<void>

/**
 * Takes somebody out of the workspace, now: what was theirs is another member's, what they have open here ends, and their invitations
 * open nothing. Their name stays where it says who did something.
 * @param heir the member who gets it
 * @throws Problem `gone` for somebody who is no member; `wrong-input` for an heir who is none; `conflict` where no owner would be left;
 * `forbidden` for whoever manages no more
 */
export async function removeMember(
  context: Context,
  actor: Actor,
  userId: string,
  heir: string,
  reassign: Reassign,
): Promise<void> {
  if (heir === userId) throw noHeir()
  await keepingAnOwner(() =>
    inWorkspace(context.db, actor.workspaceId, async (tx) => {
      const members = await lockThoseOf(tx, actor, userId, heir)
      const gone = members.get(userId)
      const to = members.get(heir)
      if (!gone) throw noSuchMember()
      if (!to) throw noHeir()
      await reassign(tx, userId, heir)
      await withdrawInvitationsOf(context, tx, userId)
      await tx
        .deleteFrom('member')
        .where('organizationId', '=', actor.workspaceId)
        .where('userId', '=', userId)
        .execute()
      await tx
        .updateTable('session')
        .set({ activeOrganizationId: null })
        .where('userId', '=', userId)
        .where('activeOrganizationId', '=', actor.workspaceId)
        .execute()
      const act = userId === actor.userId ? 'member.leave' : 'member.remove'
      await record(tx, actor, act, userId, { name: gone.name, role: gone.role, to: to.name })
    }),
  )
  tellSignInsEnded(context, userId)
  context.bus.tell(actor.workspaceId, 'team')
}

/** Everybody may leave; others are taken out by whoever manages. */
function lockThoseOf(tx: Tx, actor: Actor, userId: string, heir: string) {
  if (userId === actor.userId) return lockMembers(tx, actor.workspaceId, [userId, heir])
  return lockManager(tx, actor, [userId, heir])
}

/** The member who gets what somebody leaves who chooses nobody: the owner who has been here longest. */
export async function usualHeir(context: Context, actor: Actor): Promise<string | undefined> {
  const members = await membersOf(context, actor)
  return members.find(({ id, role }) => role === 'owner' && id !== actor.userId)?.id
}

async function keepingAnOwner(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if ((error as { code?: unknown }).code === 'PK001') throw lastOwner()
    throw error
  }
}

function noSuchMember(): Problem {
  return new Problem('gone', {
    id: 'Orang itu tidak (lagi) bergabung di ruang kerja ini.',
    en: 'That person is not (or no longer) in this workspace.',
  })
}

function noHeir(): Problem {
  return new Problem(
    'wrong-input',
    {
      id: 'Pilih anggota lain di ruang kerja ini yang menerima draf, kiriman, dan jadwalnya.',
      en: 'Choose another member of this workspace who gets their drafts, posts and schedules.',
    },
    { field: 'heir' },
  )
}

/** Nobody could manage the workspace any more. */
export function lastOwner(): Problem {
  return new Problem('conflict', {
    id: 'Ruang kerja harus punya pemilik, dan tidak ada pemilik lain. Jadikan anggota lain pemilik dahulu.',
    en: 'A workspace has to have an owner, and there is no other. Make another member an owner first.',
  })
}
