import { Hono } from 'hono'
import { connectFirst } from '../../testing/connecting.ts'
import { type Fake, fetchOf } from '../../testing/fake.ts'
import { accountAt } from './account.ts'
import { driveAt } from './drive.ts'
import { failures } from './failures.ts'
import { notesAt } from './notes.ts'
import { createWorld, refuse, type Stored, type World } from './world.ts'

/** And what tests of this network look at. */
export interface MisskeyFake extends Fake {
  world: World
  /** Budi writes to us, for some people only. */
  addMessage(text: string, at: Date, visibility: Stored['visibility']): string
  /** Our own notes, as they are kept. */
  sent(): Stored[]
}

/** A server of Misskey 2026.5, made after its documentation and its own published types. */
export function createFake(): MisskeyFake {
  const world = createWorld()
  const app = new Hono()
  const open = /^\/api\/(meta$|miauth\/)/
  app.use('/api/*', async (c, next) => {
    if (open.test(c.req.path) || (await tokenOf(c.req.raw.clone())) === world.token) return await next()
    return refuse(401, 'AUTHENTICATION_FAILED', 'Authentication failed. Please ensure your token is correct.')
  })
  const account = accountAt(app, world)
  notesAt(app, world)
  driveAt(app, world)
  const handle = fetchOf((request) => app.fetch(request))
  const sent = () => world.notes.filter(({ by }) => by === 'u1')
  return {
    fetch: handle,
    connect: (network) =>
      connectFirst(network, { fetch: handle, form: { server: 'misskey.example' }, visit: account.allow }),
    world,
    sent,
    posts: () => sent().map(({ text }) => text ?? ''),
    isPublish: (method, url) => method === 'POST' && url.pathname === '/api/notes/create',
    addPost: (text, at) => void world.keep({ text, at }),
    addResponse: (to, text, at) => world.keep({ text, at, by: 'u2', reply: to }).id,
    addMessage: (text, at, visibility) => world.keep({ text, at, by: 'u2', visibility }).id,
    failures,
    secrets: () => [world.token],
  }
}

/** It stands in the body, whatever that is. */
async function tokenOf(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? ''
  if (type.startsWith('multipart/form-data')) return (await request.formData()).get('i')
  return ((await request.json()) as { i?: unknown }).i
}
