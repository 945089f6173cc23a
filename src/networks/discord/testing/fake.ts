import { Hono } from 'hono'
import type { Connected, Form, Network } from '../../network.ts'
import { connectFirst } from '../../testing/connecting.ts'
import { type Fake, fetchOf } from '../../testing/fake.ts'
import { accountAt } from './account.ts'
import { failures } from './failures.ts'
import { messagesAt } from './messages.ts'
import { bot, budi, channel, guild, type Stored, token, webhook, webhookToken } from './shapes.ts'
import { webhooksAt } from './webhooks.ts'
import { createWorld } from './world.ts'

/** And what only this network's tests look at. */
export interface DiscordFake extends Fake {
  calls(): string[]
  messages(): readonly Stored[]
  /** Connects the channel's webhook instead of the bot. */
  connectWebhook(network: Network): Promise<Connected>
  /** Discord remembers a number for some minutes. */
  forgetNonces(): void
  /** What may not be done from now on. */
  forbid(what: 'manage'): void
  /** Somebody names the bot, or talks about something else. */
  addMention(text: string, at: Date): string
  addChatter(text: string, at: Date): string
}

/** Discord's API v10 as its OpenAPI description has it, which checks every request, query and answer. */
export function createFake(): DiscordFake {
  const world = createWorld()
  const { messages, keep, calls, nonces } = world
  const app = new Hono().basePath('/api/v10')
  accountAt(app, world)
  messagesAt(app, world)
  webhooksAt(app, world)
  const handle = fetchOf((request) => app.fetch(request))
  const signIn = (network: Network, form: Form) => connectFirst(network, { fetch: handle, form })
  return {
    fetch: handle,
    connect: (network) =>
      signIn(network, { token, channel: `https://discord.com/channels/${guild}/${channel}`, webhook: '' }),
    connectWebhook: (network) =>
      signIn(network, { webhook: `https://discord.com/api/webhooks/${webhook}/${webhookToken}` }),
    posts: () => messages.filter(({ author }) => author === bot || author === webhook).map(({ content }) => content),
    isPublish: (method, url) => method === 'POST' && /\/messages$|\/webhooks\/\d+\/[\w-]+$/.test(url.pathname),
    addPost: (text, at) => void keep({ content: text, author: bot }, at),
    addResponse: (to, text, at) => keep({ content: text, author: budi, parent: to }, at).id,
    addMention: (text, at) => keep({ content: `<@${bot}> ${text}`, author: budi }, at).id,
    addChatter: (text, at) => keep({ content: text, author: budi }, at).id,
    isShown: (id) => messages.some((message) => message.id === id),
    calls: () => calls,
    messages: () => messages,
    forgetNonces: () => nonces.clear(),
    forbid: () => {
      world.manage = false
    },
    failures,
    secrets: ({ credentials }) => Object.values(credentials).filter((value) => [token, webhookToken].includes(value)),
  }
}
