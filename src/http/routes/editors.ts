import type { Actor, Context } from '../../context.ts'
import {
  allowEditor,
  type Editor,
  editorsOf,
  lookAtRequest,
  makeToken,
  restoreEditor,
  revokeEditor,
  scopes,
  scopeWords,
} from '../../editing/index.ts'
import type { Member } from '../../team/index.ts'
import type * as api from '../api.ts'
import { editorAllow, editorAllowed, editorAsk, editorAsking, editorMade, editorMake, editors } from '../api.ts'
import { type App, idParam, operation } from '../operation.ts'

/** Which editors are let in, in the panel. What they do then is in routes/editing.ts. */
export function editorRoutes(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'get',
      path: '/editors',
      needs: 'self',
      summary: 'Editors that write for me; for an owner, those of everybody',
      answer: editors,
    },
    (c) => viewEditors(context, c),
  )
  operation(
    app,
    {
      method: 'post',
      path: '/editors',
      needs: 'write',
      summary: 'Make a token for an editor that takes one by hand',
      body: editorMake,
      answer: editorMade,
      status: 201,
      once: true,
    },
    (c) => makeToken(context, c.actor, c.member.role, c.body),
  )
  operation(
    app,
    {
      method: 'delete',
      path: '/editors/{id}',
      needs: 'self',
      summary: 'Withdraw an editor’s permission',
      params: idParam,
      answer: editors,
    },
    async (c) => {
      await revokeEditor(context, c.actor, c.member.role, c.params.id)
      return viewEditors(context, c)
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/editors/{id}/restore',
      needs: 'self',
      summary: 'Take the withdrawal back, within minutes',
      params: idParam,
      answer: editors,
    },
    async (c) => {
      await restoreEditor(context, c.actor, c.member.role, c.params.id)
      return viewEditors(context, c)
    },
  )
  permissionRoutes(app, context)
}

/** Whichever workspace one is in: the editor means a blog. */
function permissionRoutes(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'post',
      path: '/editors/ask',
      needs: 'self',
      summary: 'Who asks to write for me, and for what',
      body: editorAsk,
      answer: editorAsking,
    },
    async (c) => {
      const asking = await lookAtRequest(context, c.account.userId, c.body)
      const answer = new URL(c.body.redirect_uri ?? '')
      return {
        ...asking,
        answersTo: answer.host || answer.protocol.replace(/:$/, ''),
        scopes: asking.scopes.map((scope) => ({ scope, name: scopeWords[scope] })),
      }
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/editors/allow',
      needs: 'self',
      summary: 'Let an editor write for me',
      body: editorAllow,
      answer: editorAllowed,
      once: true,
    },
    async (c) => {
      const { asked, ...granted } = c.body
      return { back: await allowEditor(context, c.account.userId, asked, granted) }
    },
  )
}

async function viewEditors(
  context: Context,
  { actor, member }: { actor: Actor; member: Member },
): Promise<api.Editors> {
  const all = await editorsOf(context, actor, member.role)
  return {
    editors: all.map(viewEditor),
    endpoint: `${context.config.baseUrl}/micropub`,
    scopeNames: scopes.map((scope) => ({ scope, name: scopeWords[scope] })),
  }
}

const viewEditor = ({ createdAt, usedAt, expiresAt, ...rest }: Editor): api.Editor => ({
  ...rest,
  createdAt: createdAt.toISOString(),
  usedAt: usedAt?.toISOString() ?? null,
  expiresAt: expiresAt?.toISOString() ?? null,
})
