import { homeBrandName, readBrandKit } from '../../brand/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../core/problem.ts'
import { inWorkspace } from '../../db/client.ts'
import { canMail, mailProblemOf } from '../../mail/index.ts'
import {
  chooseUndoSeconds,
  type Hold,
  holdEverything,
  readHold,
  releaseHold,
  undoSeconds,
} from '../../publishing/index.ts'
import type { Auth } from '../../team/index.ts'
import {
  blogAddressOf,
  changeMailPreferences,
  changeMember,
  homeWorkspace,
  isInstalled,
  mailPreferencesOf,
  memberOf,
  noteSecurity,
  ownOnly,
  type Person,
  permissionsOf,
  personOf,
  roleNames,
  setUp,
  setUpToken,
  type Where,
} from '../../team/index.ts'
import { version } from '../../version.ts'
import type * as api from '../api.ts'
import { held, holdChange, me, meChange, setup, undoChange } from '../api.ts'
import { type App, operation } from '../operation.ts'
import { isLocal, isSame, visitorOfRequest } from '../visitor.ts'
import { workspaceHeader } from '../workspace.ts'

/** Setting up, who is there, and the switch that holds everything. */
export function teamRoutes(app: App, context: Context, auth: Auth): void {
  operation(
    app,
    {
      method: 'get',
      path: '/me',
      needs: 'open',
      summary: 'What the panel needs before it can draw anything',
      answer: me,
    },
    async (c) => {
      const session = await auth.api.getSession({ headers: c.headers })
      const where = { named: c.workspace, last: session?.session.activeOrganizationId }
      const view = await viewMe(context, session?.user.id, where)
      if (view.workspace) c.header(workspaceHeader, view.workspace.id)
      return view
    },
  )

  operation(
    app,
    {
      method: 'post',
      path: '/setup',
      needs: 'open',
      summary: 'The first person becomes the owner',
      body: setup,
      answer: me,
      status: 201,
    },
    async (c) => {
      const { token = '', ...owner } = c.body
      if (!isLocal(c.headers) && !isSame(token, setUpToken(context.config)) && !(await isInstalled(context)))
        throw notShown()
      const { userId } = await setUp(context, auth, owner)
      const body = { email: owner.email.toLowerCase(), password: owner.password }
      const signedIn = await auth.api.signInEmail({ body, headers: c.headers, asResponse: true })
      await noteSecurity(context, userId, 'signed-in', visitorOfRequest(c.headers))
      for (const cookie of signedIn.headers.getSetCookie()) c.header('set-cookie', cookie)
      return await viewMe(context, userId)
    },
  )

  operation(
    app,
    {
      method: 'patch',
      path: '/me',
      needs: 'self',
      summary: 'Change how the panel speaks to me',
      body: meChange,
      answer: me,
    },
    async (c) => {
      const { userId } = c.actor
      const { mail, ...person } = c.body
      await changeMember(context, userId, person)
      if (mail) await changeMailPreferences(context, userId, mail)
      return await viewMe(context, userId, { named: c.actor.workspaceId })
    },
  )

  operation(
    app,
    {
      method: 'put',
      path: '/hold',
      needs: 'hold',
      summary: 'Hold everything that is outgoing, or let go',
      body: holdChange,
      answer: held,
    },
    async (c) => {
      const actor = c.actor
      const { on, reason } = c.body
      if (!on) await releaseHold(context, actor)
      const inTheAir = on ? await holdEverything(context, actor, reason) : []
      return { ...(await viewMe(context, actor.userId, { named: actor.workspaceId })), inTheAir }
    },
  )
  operation(
    app,
    {
      method: 'put',
      path: '/undo',
      needs: 'plan',
      summary: 'How long what was sent can be taken back',
      body: undoChange,
      answer: me,
    },
    async (c) => {
      await chooseUndoSeconds(context, c.actor, c.body.seconds)
      return await viewMe(context, c.actor.userId, { named: c.actor.workspaceId })
    },
  )
}

function notShown(): Problem {
  return new Problem(
    'forbidden',
    {
      id: 'Percakapan ini belum ada pemiliknya, dan Anda membukanya dari komputer lain. Bukalah alamat lengkap yang dicetak saat Percakapan dimulai (dengan #setup=… di belakangnya): hanya yang menjalankannya yang tahu.',
      en: 'This Percakapan has no owner yet, and you open it from another machine. Open the whole address that was printed at its start (with #setup=… at its end): only whoever runs it knows that.',
    },
    { field: 'token' },
  )
}

function viewHold({ reason, since, by, restored }: Hold): api.Me['hold'] {
  const { from, at } = restored ?? {}
  const backup = from && at ? { from: from.toISOString(), at: at.toISOString() } : null
  return { reason, since: since.toISOString(), by, restored: backup }
}

async function viewMe(context: Context, userId: string | undefined, where: Where = {}): Promise<api.Me> {
  const member = userId ? await memberOf(context, userId, where) : undefined
  const shared = {
    home: context.config.baseUrl,
    homeName: (await homeBrandName(context)) ?? null,
    canMail: canMail(context),
    version,
  }
  if (!member)
    return {
      installed: await isInstalled(context),
      user: userId ? await viewUser(context, await personOf(context, userId)) : null,
      workspace: null,
      branded: false,
      undoSeconds: context.config.undoSeconds,
      hold: null,
      ...shared,
    }
  const { branded, hold, seconds, home, blog } = await inWorkspace(context.db, member.workspaceId, async (tx) => ({
    branded: (await readBrandKit(tx, member.workspaceId)) !== undefined,
    hold: await readHold(tx, member.workspaceId),
    seconds: await undoSeconds(context, tx, member.workspaceId),
    home: await homeWorkspace(tx),
    blog: await blogAddressOf(context.config, tx, member.workspaceId),
  }))
  const { workspaceId: id, workspaceName: name, role } = member
  return {
    installed: true,
    user: await viewUser(context, member),
    workspace: {
      id,
      name,
      role,
      roleName: roleNames[role],
      may: permissionsOf(role),
      own: ownOnly(role),
      blog: blog ?? null,
      first: home === id,
    },
    branded,
    undoSeconds: seconds,
    hold: hold ? viewHold(hold) : null,
    ...shared,
  }
}

async function viewUser(context: Context, person: Person): Promise<NonNullable<api.Me['user']>> {
  const { userId: id, name, email, language, timeZone, scheme } = person
  const mail = await mailPreferencesOf(context, id)
  return { id, name, email, language, timeZone, scheme, mail, mailProblem: await mailProblemOf(context, id) }
}
