import type { Context } from '../../context.ts'
import {
  acceptInvitation,
  changeInvitation,
  chooseWorkspace,
  type FreshInvitation,
  type Invitation,
  invitationsOf,
  invite,
  joinByInvitation,
  lookAtInvitation,
  renewInvitation,
  roleNames,
  withdrawInvitation,
} from '../../team/index.ts'
import { answer } from '../api/shared.ts'
import type * as api from '../api.ts'
import {
  invitationAccept,
  invitationChange,
  invitationJoin,
  invitationLook,
  invitationMade,
  invitationMake,
  invitationSeen,
  invitations,
  workspaceEntered,
} from '../api.ts'
import { type App, idParam, operation } from '../operation.ts'
import { visitorOfRequest } from '../visitor.ts'

/** Invitations: listing and making them; reading and accepting one by its link. */
export function invitationRoutes(app: App, context: Context): void {
  insideRoutes(app, context)
  doorRoutes(app, context)
}

function insideRoutes(app: App, context: Context): void {
  const list = async (actor: Parameters<typeof invitationsOf>[1]) => ({
    invitations: (await invitationsOf(context, actor)).map((one) => viewInvitation(context, one)),
  })
  operation(
    app,
    { method: 'get', path: '/invitations', needs: 'manage', summary: 'Who is invited', answer: invitations },
    (c) => list(c.actor),
  )
  operation(
    app,
    {
      method: 'post',
      path: '/invitations',
      needs: 'manage',
      summary: 'Invite somebody, by letter or by link',
      body: invitationMake,
      answer: invitationMade,
      once: true,
      status: 201,
    },
    async (c) => viewFresh(context, await invite(context, c.actor, c.body)),
  )
  operation(
    app,
    {
      method: 'patch',
      path: '/invitations/{id}',
      needs: 'manage',
      summary: 'Invite them as something else',
      params: idParam,
      body: invitationChange,
      answer: invitations,
    },
    async (c) => {
      await changeInvitation(context, c.actor, c.params.id, c.body.role)
      return await list(c.actor)
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/invitations/{id}/renew',
      needs: 'manage',
      summary: 'Send the letter again, or make another link; the one before opens nothing any more',
      params: idParam,
      answer: invitationMade,
      once: true,
    },
    async (c) => viewFresh(context, await renewInvitation(context, c.actor, c.params.id)),
  )
  operation(
    app,
    {
      method: 'delete',
      path: '/invitations/{id}',
      needs: 'manage',
      summary: 'Withdraw an invitation',
      params: idParam,
      answer: invitations,
    },
    async (c) => {
      await withdrawInvitation(context, c.actor, c.params.id)
      return await list(c.actor)
    },
  )
}

function doorRoutes(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'post',
      path: '/invitation',
      needs: 'open',
      summary: 'What an invitation says, for whoever has its link',
      body: invitationLook,
      answer: invitationSeen,
    },
    async (c) => {
      const seen = await lookAtInvitation(context, c.body.token, visitorOfRequest(c.headers))
      const { workspace, invitedBy, role, email, expiresAt } = seen
      return { workspace, invitedBy, role, roleName: roleNames[role], email, expiresAt: expiresAt.toISOString() }
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/invitation/join',
      needs: 'open',
      summary: 'Make an account for an invitation. Answered alike whether its address has one already',
      body: invitationJoin,
      answer,
      status: 202,
    },
    async (c) => {
      const { token, ...person } = c.body
      await joinByInvitation(context, token, person, visitorOfRequest(c.headers))
      return {}
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/invitation/accept',
      needs: 'self',
      summary: 'Take an invitation',
      body: invitationAccept,
      answer: workspaceEntered,
    },
    async (c) => {
      const { userId, sessionId } = c.account
      const id = await acceptInvitation(context, userId, c.body.token, visitorOfRequest(c.headers))
      await chooseWorkspace(context, userId, sessionId, id)
      return { workspace: { id } }
    },
  )
}

function viewInvitation(context: Context, { sentAt, expiresAt, ...rest }: Invitation): api.Invitation {
  const over = expiresAt <= context.clock.now()
  return { ...rest, sentAt: sentAt.toISOString(), expiresAt: expiresAt.toISOString(), over }
}

/** A letter has a link of its own, so that only its recipient can use it. */
function viewFresh(context: Context, { invitation, link }: FreshInvitation): api.InvitationMade {
  return {
    invitation: viewInvitation(context, invitation),
    link: invitation.email === null ? link : null,
  }
}
