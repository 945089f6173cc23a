/**
 * Whoever manages people is looked at once more, in the transaction that does it. The guard at the door has looked before, and another
 * owner may have taken their role, or them out of the workspace, in between.
 */
import type { Actor } from '../context.ts'
import { Problem } from '../core/problem.ts'
import type { Tx } from '../db/client.ts'
import { may, notPermitted, type Role, roleOf } from './roles.ts'

/** A member as what is about them needs it. */
export interface LockedMember {
  name: string
  role: Role
}

/**
 * Locks members, always in one order, so that two who change each other take turns.
 * @returns those who are there, by their ids, as the one before has left them
 */
export async function lockMembers(
  tx: Tx,
  workspaceId: string,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, LockedMember>> {
  const rows = await tx
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .select(['member.userId', 'user.name', 'member.role'])
    .where('member.organizationId', '=', workspaceId)
    .where('member.userId', 'in', [...userIds])
    .orderBy('member.userId')
    .forUpdate('member')
    .execute()
  return new Map(rows.map(({ userId, name, role }) => [userId, { name, role: roleOf(role) }]))
}

/** Locks whoever manages, and others with them. @throws Problem `forbidden` for somebody who manages no more */
export async function lockManager(
  tx: Tx,
  actor: Actor,
  others: readonly string[] = [],
): Promise<ReadonlyMap<string, LockedMember>> {
  const members = await lockMembers(tx, actor.workspaceId, [actor.userId, ...others])
  const manager = members.get(actor.userId)
  if (!manager) throw noMemberAnyMore()
  if (!may(manager.role, 'manage')) throw notPermitted(manager.role, 'manage')
  return members
}

function noMemberAnyMore(): Problem {
  return new Problem('forbidden', {
    id: 'Anda baru saja dikeluarkan dari ruang kerja ini, jadi tindakan itu tidak dijalankan. Minta pemiliknya mengundang Anda lagi.',
    en: 'You have just been taken out of this workspace, so that was not done. Ask its owner to invite you again.',
  })
}
