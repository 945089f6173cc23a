import type { Context } from '../../context.ts'
import { waitingIn } from '../../conversations/index.ts'
import { chooseWorkspace, makeWorkspace, mayMakeWorkspace, roleNames, workspacesOf } from '../../team/index.ts'
import { workspaceChoose, workspaceEntered, workspaceMake, workspaces } from '../api.ts'
import { type App, operation } from '../operation.ts'

/** The workspaces of the signed-in person, and which one their session is in. */
export function workspaceRoutes(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'get',
      path: '/workspaces',
      needs: 'self',
      summary: 'My workspaces, and what waits in each',
      answer: workspaces,
    },
    async (c) => {
      const mine = await workspacesOf(context, c.account.userId)
      const waiting = await waitingIn(
        context,
        mine.map(({ id }) => id),
      )
      return {
        workspaces: mine.map((one) => ({
          ...one,
          roleName: roleNames[one.role],
          waiting: waiting.get(one.id) ?? 0,
        })),
        mayMake: mayMakeWorkspace(mine),
      }
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/workspaces',
      needs: 'self',
      summary: 'Make another workspace; this sign-in goes on there',
      body: workspaceMake,
      answer: workspaceEntered,
      status: 201,
    },
    async (c) => {
      const { userId, sessionId } = c.account
      const id = await makeWorkspace(context, userId, c.body.name)
      await chooseWorkspace(context, userId, sessionId, id)
      return { workspace: { id } }
    },
  )
  operation(
    app,
    {
      method: 'put',
      path: '/workspace',
      needs: 'self',
      summary: 'Go on in another of my workspaces, where a request names none',
      body: workspaceChoose,
      answer: workspaceEntered,
    },
    async (c) => {
      await chooseWorkspace(context, c.account.userId, c.account.sessionId, c.body.id)
      return { workspace: { id: c.body.id } }
    },
  )
}
