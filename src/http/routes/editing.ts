/**
 * What programs of others talk to: editors that write (Micropub), and how they are let in (IndieAuth). Outside of the API: their
 * shapes, names and errors are those of their specifications. Nothing here heeds a cookie, so that any page may ask.
 */
import type { MiddlewareHandler, Context as Request } from 'hono'
import type { Context } from '../../context.ts'
import { Problem } from '../../core/problem.ts'
import type { Words } from '../../core/words.ts'
import {
  type Access,
  accessBy,
  answerQuery,
  createEntry,
  type EditorRequest,
  type Fields,
  giveBack,
  grantToken,
  introspect,
  invalid,
  keepUpload,
  moveEntry,
  readForm,
  readJson,
  type SentFile,
  serverMetadata,
  tellIdentity,
  unknownToken,
  updateEntry,
} from '../../editing/index.ts'
import { answerRefusals } from '../editor-problem.ts'
import { cleanInput, saysJson } from '../input.ts'
import { limitBodiesOfEditors } from '../limits.ts'
import { type App, newApp } from '../operation.ts'
import { openTurnstile, type Turnstile } from '../turnstile.ts'
import type { Variables } from '../variables.ts'

type Asked = Request<{ Variables: Variables }>
type Middleware = MiddlewareHandler<{ Variables: Variables }>

/** Micropub and IndieAuth at the server's own address. */
export function editingRoutes(app: App, context: Context): void {
  const editing = newApp()
  const turnstile = openTurnstile(context, mostAMinute)
  editing.onError(answerRefusals(context))
  for (const path of ['/micropub', '/micropub/*', '/indieauth/*']) {
    editing.use(path, fromAnyPage)
    editing.use(path, namedEditor(context, turnstile))
  }
  for (const path of ['/micropub', '/micropub/*']) editing.use(path, limitBodiesOfEditors)
  editing.use('/micropub', cleanInput)
  micropub(editing, context, turnstile)
  indieAuth(editing, context)
  app.route('/', editing)
}

/** Editors that are pages themselves ask across origins: https://fetch.spec.whatwg.org/#http-cors-protocol */
const fromAnyPage: Middleware = async (c, next) => {
  const headers = {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'location, www-authenticate, link, retry-after',
    'cache-control': 'no-store',
  }
  if (c.req.method === 'OPTIONS')
    return c.body(null, 204, {
      ...headers,
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': 'authorization, content-type, accept',
      'access-control-max-age': '86400',
    })
  await next()
  for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value)
}

/** Who asks, by the header: before anything of a long body is read. */
function namedEditor(context: Context, turnstile: Turnstile): Middleware {
  return async (c, next) => {
    const token = bearer(c)
    // An address below is one of those above too: it is asked once.
    if (token !== undefined && !c.get('editor')) {
      const access = await accessBy(context, token)
      if (access) {
        c.set('editor', access)
        takeTurn(turnstile, access)
      }
    }
    await next()
  }
}

/** More than a person's editor ever asks for, and little enough for the server. */
const mostAMinute = 120

/** @throws Problem `rate-limited` */
function takeTurn(turnstile: Turnstile, { tokenId }: Access): void {
  const retryAt = turnstile.next(tokenId)
  if (retryAt) throw new Problem('rate-limited', tooOften, { retryAt })
}

/** https://www.rfc-editor.org/rfc/rfc6750#section-2.1 */
function bearer(c: Asked): string | undefined {
  return /^Bearer +([\w.~+/=-]{1,500}) *$/i.exec(c.req.header('authorization') ?? '')?.[1]
}

function micropub(app: App, context: Context, turnstile: Turnstile): void {
  const accessOf = accessBehind(context, turnstile)
  app.get('/micropub', async (c) => {
    const asked = new URL(c.req.url).searchParams
    return c.json(await answerQuery(context, await accessOf(c, undefined), asked))
  })
  app.post('/micropub', async (c) => {
    const { request, token } = await readRequest(c)
    const access = await accessOf(c, token)
    return answer(context, c, access, request)
  })
  app.post('/micropub/media', async (c) => {
    const { files, token } = await readFields(c)
    const access = await accessOf(c, token)
    const [file] = files
    if (!file || files.length > 1) throw oneFile()
    return c.body(null, 201, { location: await keepUpload(context, access, file[1]) })
  })
}

async function answer(context: Context, c: Asked, access: Access, request: EditorRequest): Promise<Response> {
  if (request.action === 'create') {
    const { location, later } = await createEntry(context, access, request)
    return c.body(null, later ? 202 : 201, { location })
  }
  if (request.action === 'update') {
    const location = await updateEntry(context, access, request)
    return location === undefined ? c.body(null, 204) : c.body(null, 201, { location })
  }
  await moveEntry(context, access, request)
  return c.body(null, 204)
}

/**
 * The token in the header or in the form; Quill sends the same in both, which RFC 6750 would have refused.
 * @throws Refused `unauthorized`; `invalid_request` for two of them
 */
function accessBehind(context: Context, turnstile: Turnstile) {
  return async (c: Asked, inForm: string | undefined): Promise<Access> => {
    const inHeader = bearer(c)
    if (inHeader !== undefined && inForm !== undefined && inHeader !== inForm) throw twoTokens()
    const access = inHeader !== undefined ? c.get('editor') : inForm && (await accessBy(context, inForm))
    if (!access) throw unknownToken()
    c.set('editor', access)
    // One that names itself in the header was counted before its body was read.
    if (inHeader === undefined) takeTurn(turnstile, access)
    return access
  }
}

async function readRequest(c: Asked): Promise<{ request: EditorRequest; token: string | undefined }> {
  if (saysJson(c.req.header('content-type'))) return { request: readJson(await c.req.json()), token: undefined }
  const { fields, files, token } = await readFields(c)
  return { request: readForm(fields, files), token }
}

interface Form {
  fields: [string, string][]
  files: [string, SentFile][]
  token: string | undefined
}

/** @throws Refused `invalid_request` for what is no form */
async function readFields(c: Asked): Promise<Form> {
  const form = await c.req.formData().catch(() => undefined)
  if (!form) throw noForm()
  const fields: [string, string][] = []
  const files: [string, SentFile][] = []
  for (const [name, value] of form.entries()) {
    if (typeof value === 'string') fields.push([name, value])
    else if (value.size > 0) files.push([name, { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) }])
  }
  return { fields, files, token: fields.find(([name]) => name === 'access_token')?.[1] }
}

function indieAuth(app: App, context: Context): void {
  app.get('/indieauth/metadata', (c) => c.json(serverMetadata(context)))
  // As one text: the panel's router would write a state anew that reads like a number.
  app.get('/indieauth/authorize', (c) =>
    c.redirect(`/panel/authorize?${new URLSearchParams({ asked: new URL(c.req.url).search.slice(1) })}`),
  )
  app.post('/indieauth/authorize', async (c) => c.json(await tellIdentity(context, await readForms(c))))
  app.post('/indieauth/token', async (c) => {
    const fields = await readForms(c)
    if (fields.action !== 'revoke') return c.json(await grantToken(context, fields))
    await giveBack(context, fields.token ?? '')
    return c.json({})
  })
  // How a token was looked at before there was introspection.
  app.get('/indieauth/token', async (c) => {
    const token = bearer(c) ?? ''
    const seen = await introspect(context, token, token)
    return seen.active ? c.json({ me: seen.me, client_id: seen.client_id ?? '', scope: seen.scope }) : c.json(seen)
  })
  app.post('/indieauth/revoke', async (c) => {
    await giveBack(context, (await readForms(c)).token ?? '')
    return c.json({})
  })
  app.post('/indieauth/introspect', async (c) => {
    const asker = bearer(c)
    if (asker === undefined) throw unknownToken()
    return c.json(await introspect(context, asker, (await readForms(c)).token ?? ''))
  })
}

async function readForms(c: Asked): Promise<Fields> {
  const { fields } = await readFields(c)
  return Object.fromEntries(fields.map(([name, value]) => [name, value.slice(0, 2000)]))
}

const twoTokens = () =>
  invalid(
    'Ada dua token yang berbeda, di kepala Authorization dan di isian. Kirim satu saja.',
    'There are two different tokens, in the Authorization header and in the form. Send one.',
  )
const noForm = () => invalid('Yang dikirim bukan formulir atau JSON.', 'What was sent is neither a form nor JSON.')
const oneFile = () => invalid('Kirim satu gambar, dengan nama “file”.', 'Send one picture, under the name “file”.')

const tooOften: Words = {
  id: 'Aplikasi ini terlalu sering meminta. Tunggu satu menit, lalu coba lagi.',
  en: 'This app asks too often. Wait a minute, then try again.',
}
