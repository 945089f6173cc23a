import type { Hono } from 'hono'
import { refused } from '../../testing/google.ts'
import { channelResource } from './shapes.ts'
import type { World } from './world.ts'

/** The token and the channel: https://developers.google.com/youtube/v3/docs/channels */
export function channelAt(app: Hono, world: World): void {
  const { account, read, say } = world

  app.post('/token', (c) => account.token(c.req.raw))
  app.use('*', async (c, next) => {
    if (account.accepts(c.req.header('authorization') ?? null)) return await next()
    return refused(401, 'authError', 'Invalid Credentials')
  })

  app.get('/youtube/v3/channels', async (c) => {
    await read(c)
    return say(c, { kind: 'youtube#channelListResponse', etag: 'e', items: [channelResource] })
  })
}
