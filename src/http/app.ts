import type { MiddlewareHandler, Context as Request } from 'hono'
import { type Reader, sentOf } from '../blog/index.ts'
import { callbackAddress, workspaceOfConnection } from '../channels/index.ts'
import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { type Auth, memberOf, noteSeen } from '../team/index.ts'
import { version } from '../version.ts'
import { authRoutes } from './auth.ts'
import { onlyBlogElsewhere } from './blog-hosts.ts'
import { healthRoutes } from './health.ts'
import { cleanInput } from './input.ts'
import { limitBodies, limitBodiesOfMembers } from './limits.ts'
import { type App, newApp } from './operation.ts'
import { panelRoutes } from './panel.ts'
import { refuseOthers } from './permits.ts'
import { answerProblems, SignInNeeded } from './problem.ts'
import { requestKeys } from './request-key.ts'
import { activityRoutes } from './routes/activity.ts'
import { articleRoutes } from './routes/articles.ts'
import { authorRoutes } from './routes/authors.ts'
import { automaticRoutes } from './routes/automatic.ts'
import { blogAddressRoutes } from './routes/blog-address.ts'
import { brandRoutes } from './routes/brand.ts'
import { cadenceRoutes } from './routes/cadence.ts'
import { calendarRoutes } from './routes/calendar.ts'
import { channelRoutes } from './routes/channels.ts'
import { clientRoutes } from './routes/clients.ts'
import { conversationTeamRoutes } from './routes/conversation-team.ts'
import { conversationRoutes } from './routes/conversations.ts'
import { designRoutes } from './routes/design.ts'
import { draftRoutes } from './routes/drafts.ts'
import { editingRoutes } from './routes/editing.ts'
import { editorRoutes } from './routes/editors.ts'
import { eventRoutes } from './routes/events.ts'
import { exportRoutes } from './routes/exports.ts'
import { faceRoutes } from './routes/faces.ts'
import { fileRoutes } from './routes/files.ts'
import { ideaRoutes } from './routes/ideas.ts'
import { importRoutes } from './routes/import.ts'
import { importsRoutes } from './routes/imports.ts'
import { invitationRoutes } from './routes/invitations.ts'
import { libraryRoutes } from './routes/library.ts'
import { mentionRoutes } from './routes/mentions.ts'
import { passkeyRoutes } from './routes/passkeys.ts'
import { peopleRoutes } from './routes/people.ts'
import { postRoutes } from './routes/posts.ts'
import { previewLinkRoutes, previewPages } from './routes/preview-links.ts'
import { replacementRoutes } from './routes/replacements.ts'
import { searchRoutes } from './routes/search.ts'
import { securityRoutes } from './routes/security.ts'
import { seriesRoutes } from './routes/series.ts'
import { setRoutes } from './routes/sets.ts'
import { slotRoutes } from './routes/slots.ts'
import { teamRoutes } from './routes/team.ts'
import { todayRoutes } from './routes/today.ts'
import { uploadRoutes } from './routes/uploads.ts'
import { webhookRoutes } from './routes/webhooks.ts'
import { workspaceRoutes } from './routes/workspaces.ts'
import type { Variables } from './variables.ts'
import { namedWorkspace, notAMember, workspaceHeader } from './workspace.ts'

/** Operations that work before anyone is signed in. */
const open = new Set([
  'GET /api/me',
  'POST /api/setup',
  'POST /api/email',
  'POST /api/invitation',
  'POST /api/invitation/join',
  'GET /api/openapi.json',
])

/** Operations of somebody who is signed in, whether they belong to a workspace or not. */
const anywhere = new Set([
  'GET /api/workspaces',
  'POST /api/workspaces',
  'PUT /api/workspace',
  'POST /api/invitation/accept',
  'POST /api/editors/ask',
  'POST /api/editors/allow',
])

/** The whole program over HTTP: health, panel, API, and the blog for every other path. */
export function openApp(context: Context, auth: Auth, reader: Reader): App {
  const app = newApp()
  app.onError(answerProblems(context))
  app.use('*', limitBodies)
  for (const path of [
    '/panel',
    '/panel/*',
    '/api/*',
    '/clients/*',
    '/hooks/*',
    '/micropub',
    '/micropub/*',
    '/indieauth/*',
  ])
    app.use(path, onlyBlogElsewhere(context))
  healthRoutes(app, context)
  panelRoutes(app, context)
  app.use('/api/*', notKept)
  app.use('/api/*', sameOrigin(context))
  authRoutes(app, context, auth)
  webhookRoutes(app, context)
  clientRoutes(app, context)
  editingRoutes(app, context)
  app.use('/api/*', signedIn(context, auth))
  app.use('/api/*', limitBodiesOfMembers)
  app.use('/api/*', requestKeys(context))
  app.use('/api/*', cleanInput)
  app.route('/api', api(context, auth))
  previewPages(app, context)
  app.get('*', async (c) => {
    const { pathname, search } = new URL(c.req.url)
    const page = await reader.answer(pathname + search, {
      host: c.req.header('host'),
      accept: c.req.header('accept'),
    })
    const sent = sentOf(page, {
      'if-none-match': c.req.header('if-none-match'),
      'accept-encoding': c.req.header('accept-encoding'),
    })
    return c.body((sent.body as Uint8Array<ArrayBuffer>) ?? null, sent.status as 200, sent.headers)
  })
  return app
}

function api(context: Context, auth: Auth): App {
  const api = newApp()
  teamRoutes(api, context, auth)
  workspaceRoutes(api, context)
  peopleRoutes(api, context)
  activityRoutes(api, context)
  invitationRoutes(api, context)
  securityRoutes(api, context, auth)
  passkeyRoutes(api, context, auth)
  brandRoutes(api, context)
  blogAddressRoutes(api, context)
  designRoutes(api, context)
  uploadRoutes(api, context)
  fileRoutes(api, context)
  channelRoutes(api, context)
  articleRoutes(api, context)
  previewLinkRoutes(api, context)
  replacementRoutes(api, context)
  authorRoutes(api, context)
  calendarRoutes(api, context)
  postRoutes(api, context)
  draftRoutes(api, context)
  ideaRoutes(api, context)
  editorRoutes(api, context)
  cadenceRoutes(api, context)
  importRoutes(api, context)
  importsRoutes(api, context)
  exportRoutes(api, context)
  setRoutes(api, context)
  mentionRoutes(api, context)
  libraryRoutes(api, context)
  slotRoutes(api, context)
  seriesRoutes(api, context)
  automaticRoutes(api, context)
  conversationRoutes(api, context)
  conversationTeamRoutes(api, context)
  todayRoutes(api, context)
  searchRoutes(api, context)
  eventRoutes(api, context)
  faceRoutes(api, context)
  api.doc31('/openapi.json', { openapi: '3.1.0', info: { title: 'Percakapan', version }, servers: [{ url: '/api' }] })
  api.all('*', () => {
    throw new Problem('gone', { id: 'Alamat API itu tidak ada.', en: 'There is no such address in the API.' })
  })
  return api
}

type Middleware = MiddlewareHandler<{ Variables: Variables }>

const notKept: Middleware = async (c, next) => {
  await next()
  if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
}

/** A page of somebody else's can't make a signed-in browser change things. */
function sameOrigin(context: Context): Middleware {
  return async (c, next) => {
    const origin = c.req.header('origin')
    const changes = !['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)
    if (changes && origin && origin !== context.config.baseUrl && origin !== new URL(c.req.url).origin)
      throw foreignOrigin(origin, context.config.baseUrl)
    await next()
  }
}

function foreignOrigin(origin: string, home: string): Problem {
  return new Problem(
    'forbidden',
    {
      id: 'Permintaan ini datang dari {origin}, bukan dari {home}. Buka panel di {home}, atau isi BASE_URL dengan alamat yang Anda pakai.',
      en: 'This request came from {origin}, not from {home}. Open the panel at {home}, or set BASE_URL to the address that you use.',
    },
    { values: { origin, home } },
  )
}

/** A network sends people back without a word of ours: they go on where they began. */
async function whereBegun(context: Context, c: Request<{ Variables: Variables }>): Promise<string | undefined> {
  if (c.req.path !== new URL(callbackAddress(context)).pathname) return undefined
  return workspaceOfConnection(context, c.req.query('state') ?? '')
}

function signedIn(context: Context, auth: Auth): Middleware {
  return async (c, next) => {
    const asked = `${c.req.method} ${c.req.path}`
    if (open.has(asked)) return next()
    const session = await auth.api.getSession({ headers: c.req.raw.headers })
    if (!session) throw new SignInNeeded()
    const { id: sessionId, activeOrganizationId: last } = session.session
    c.set('account', { userId: session.user.id, sessionId, last })
    if (anywhere.has(asked)) return next()
    const named = namedWorkspace(c) ?? (await whereBegun(context, c))
    const member = await memberOf(context, session.user.id, { named, last })
    if (!member) throw notAMember()
    await noteSeen(context, member)
    c.set('member', member)
    c.set('permit', (permission, about) => refuseOthers(context, c, permission, about))
    c.set('actor', { userId: member.userId, workspaceId: member.workspaceId })
    await next()
    c.header(workspaceHeader, member.workspaceId)
  }
}
