import type { Hono } from 'hono'
import { channel, guild, webhook, webhookToken } from './shapes.ts'
import type { World } from './world.ts'

/** A webhook: https://docs.discord.com/developers/resources/webhook */
export function webhooksAt(app: Hono, world: World): void {
  const { say, take, shown } = world

  const path = '/webhooks/{webhook_id}/{webhook_token}'
  app.get(`/webhooks/${webhook}/${webhookToken}`, () => {
    const base = {
      application_id: null,
      avatar: null,
      channel_id: channel,
      guild_id: guild,
      id: webhook,
      name: 'Kabar',
      type: 1,
    }
    return say(path, 'get', {
      ...base,
      token: webhookToken,
      url: `https://discord.com/api/webhooks/${webhook}/${webhookToken}`,
    })
  })
  app.post(`/webhooks/${webhook}/${webhookToken}`, async (c) => {
    if (c.req.query('wait') !== 'true') return new Response(null, { status: 204 })
    const taken = await take(c.req.raw, path, true)
    return taken instanceof Response ? taken : say(path, 'post', shown(taken))
  })
}
