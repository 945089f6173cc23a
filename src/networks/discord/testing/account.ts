import type { Hono } from 'hono'
import { bot, channel, guild, guildOf, token, userOf, webhookToken } from './shapes.ts'
import type { World } from './world.ts'

/** Who asks, the channel and its server: https://docs.discord.com/developers/resources/channel */
export function accountAt(app: Hono, world: World): void {
  const { calls, say, refuse } = world

  app.use('*', async (c, next) => {
    const url = new URL(c.req.url)
    calls.push(`${c.req.method} ${url.pathname}${url.search}`)
    if (!/^DiscordBot \(https?:\/\/\S+, \S+\)/.test(c.req.header('user-agent') ?? '')) throw new Error('who is this?')
    const byWebhook = url.pathname.includes('/webhooks/')
    const known = byWebhook ? url.pathname.includes(webhookToken) : c.req.header('authorization') === `Bot ${token}`
    if (!known) {
      const body = byWebhook
        ? { message: 'Invalid Webhook Token', code: 50_027 }
        : { message: '401: Unauthorized', code: 0 }
      return Response.json(body, { status: 401 })
    }
    return await next()
  })

  app.get('/users/@me', () =>
    say('/users/@me', 'get', { ...userOf(bot), mfa_enabled: true, locale: 'id', verified: true, email: null }),
  )
  app.get('/channels/:channel', (c) => {
    if (c.req.param('channel') !== channel)
      return refuse('/channels/{channel_id}', 'get', 404, 10_003, 'Unknown Channel')
    return say('/channels/{channel_id}', 'get', {
      id: channel,
      type: 0,
      flags: 0,
      guild_id: guild,
      name: 'umum',
      position: 0,
    })
  })
  app.get('/guilds/:guild', () => say('/guilds/{guild_id}', 'get', guildOf()))
}
