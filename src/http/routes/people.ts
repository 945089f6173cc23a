import type { Actor, Context } from '../../context.ts'
import { reassignConversations } from '../../conversations/index.ts'
import {
  changeRole,
  lastOwner,
  may,
  membersOf,
  permissionGroups,
  permissionNames,
  removeMember,
  roleNames,
  roles,
  usualHeir,
} from '../../team/index.ts'
import { answer } from '../api/shared.ts'
import type * as api from '../api.ts'
import { memberChange, memberLeave, memberParam, memberRemove, permissionTable, team } from '../api.ts'
import { type App, operation } from '../operation.ts'
import { reassign } from '../reassign.ts'

/** Members, their roles, and leaving. */
export function peopleRoutes(app: App, context: Context): void {
  operation(
    app,
    { method: 'get', path: '/team', needs: 'read', summary: 'Who works in this workspace', answer: team },
    (c) => viewTeam(context, c.actor),
  )
  operation(
    app,
    {
      method: 'get',
      path: '/permissions',
      needs: 'read',
      summary: 'What each role may do: the table that the program obeys',
      answer: permissionTable,
    },
    (c) => viewPermissions(context, c.actor),
  )
  operation(
    app,
    {
      method: 'patch',
      path: '/team/{id}',
      needs: 'manage',
      summary: 'Give a member another role',
      params: memberParam,
      body: memberChange,
      answer: team,
    },
    async (c) => {
      await changeRole(context, c.actor, c.params.id, c.body.role, reassignConversations)
      return await viewTeam(context, c.actor)
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/team/{id}/remove',
      needs: 'manage',
      summary: 'Take somebody out of the workspace; what was theirs goes to another member',
      params: memberParam,
      body: memberRemove,
      answer: team,
    },
    async (c) => {
      await removeMember(context, c.actor, c.params.id, c.body.heir, reassign)
      return await viewTeam(context, c.actor)
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/team/leave',
      needs: 'self',
      summary: 'Leave this workspace',
      body: memberLeave,
      answer,
    },
    async (c) => {
      const heir = c.body.heir ?? (await usualHeir(context, c.actor))
      if (heir === undefined) throw lastOwner()
      await removeMember(context, c.actor, c.actor.userId, heir, reassign)
      return {}
    },
  )
}

async function viewTeam(context: Context, actor: Actor): Promise<api.Team> {
  const members = await membersOf(context, actor)
  return {
    members: members.map(({ seenAt, ...member }) => ({
      ...member,
      seenAt: seenAt?.toISOString() ?? null,
      answers: may(member.role, 'answer') === true,
      you: member.id === actor.userId,
    })),
  }
}

async function viewPermissions(context: Context, actor: Actor): Promise<api.PermissionTable> {
  const members = await membersOf(context, actor)
  return {
    roles: roles.map((role) => ({
      role,
      name: roleNames[role],
      people: members.filter((member) => member.role === role).length,
    })),
    groups: permissionGroups.map(({ name, permissions }) => ({
      name,
      rows: permissions.map((permission) => ({
        permission,
        name: permissionNames[permission],
        may: roles.map((role) => may(role, permission)),
      })),
    })),
  }
}
