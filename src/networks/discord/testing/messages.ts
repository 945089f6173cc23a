import type { Hono } from 'hono'
import { bot, channel, described, webhook, webhookToken } from './shapes.ts'
import type { World } from './world.ts'

/** Messages: https://docs.discord.com/developers/resources/message */
export function messagesAt(app: Hono, world: World): void {
  const { take, list, say, shown, messages, refuse } = world

  app.post(`/channels/${channel}/messages`, async (c) => {
    const taken = await take(c.req.raw, list, false)
    return taken instanceof Response ? taken : say(list, 'post', shown(taken))
  })
  app.get(`/channels/${channel}/messages`, (c) => {
    const query = new URL(c.req.url).searchParams
    described.request(list, 'get', undefined, { query })
    const limit = Number(query.get('limit') ?? 50)
    const after = query.get('after')
    const before = query.get('before')
    const chosen = after
      ? messages.filter(({ id }) => BigInt(id) > BigInt(after)).slice(0, limit)
      : messages.filter(({ id }) => before === null || BigInt(id) < BigInt(before)).slice(-limit)
    return say(list, 'get', chosen.toReversed().map(shown))
  })

  const one = `${list}/{message_id}`
  const hooked = '/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}'
  for (const [path, place, mine] of [
    [one, `/channels/${channel}/messages/:id`, bot],
    [hooked, `/webhooks/${webhook}/${webhookToken}/messages/:id`, webhook],
  ] as const) {
    const find = (id: string) => messages.find((message) => message.id === id)
    const unknown = (method: string) => refuse(path, method, 404, 10_008, 'Unknown Message')
    app.get(place, (c) => {
      const found = find(c.req.param('id'))
      return found ? say(path, 'get', shown(found)) : unknown('get')
    })
    app.patch(place, async (c) => {
      const body = (await c.req.json()) as { content: string }
      described.request(path, 'patch', body)
      const found = find(c.req.param('id'))
      if (!found) return unknown('patch')
      if (found.author !== mine)
        return refuse(path, 'patch', 403, 50_005, 'Cannot edit a message authored by another user')
      found.content = body.content
      return say(path, 'patch', shown(found))
    })
    app.delete(place, (c) => {
      described.request(path, 'delete', undefined)
      const found = find(c.req.param('id'))
      if (!found) return unknown('delete')
      if (found.author !== mine && !world.manage) return refuse(path, 'delete', 403, 50_013, 'Missing Permissions')
      messages.splice(messages.indexOf(found), 1)
      return new Response(null, { status: 204 })
    })
  }
}
