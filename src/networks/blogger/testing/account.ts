import type { Hono } from 'hono'
import { refused } from '../../testing/google.ts'
import { blog, blogResource, user } from './shapes.ts'
import type { World } from './world.ts'

/** The token, the person and their blog: https://developers.google.com/blogger/docs/3.0/reference/blogs */
export function accountAt(app: Hono, world: World): void {
  const { account, read, say } = world

  app.post('/token', (c) => account.token(c.req.raw))
  app.use('*', async (c, next) => {
    if (account.accepts(c.req.header('authorization') ?? null)) return await next()
    return refused(401, 'authError', 'Invalid Credentials')
  })

  app.get('/v3/users/self', async (c) => {
    await read(c)
    return say(c, { kind: 'blogger#user', id: user, displayName: 'Sari' })
  })
  app.get('/v3/users/self/blogs', async (c) => {
    await read(c)
    return say(c, { kind: 'blogger#blogList', items: [blogResource] })
  })
  app.get(`/v3/blogs/${blog}`, async (c) => {
    await read(c)
    return say(c, blogResource)
  })
}
