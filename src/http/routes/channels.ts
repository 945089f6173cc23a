import { z } from '@hono/zod-openapi'
import {
  callbackAddress,
  channelQuotas,
  chooseAccounts,
  comeBack,
  connectChannel,
  findChannel,
  isKnown,
  listChannels,
  listChoices,
  listOptionChoices,
  readOwnApp,
  removeChannel,
  restoreChannel,
  setAsideBySource,
  setBudget,
  testChannel,
  webhookAddress,
  webhookOf,
} from '../../channels/index.ts'
import type { Actor, Context } from '../../context.ts'
import { Problem } from '../../core/problem.ts'
import type { Words } from '../../core/words.ts'
import { inWorkspace } from '../../db/client.ts'
import { whyNot } from '../../networks/network.ts'
import { wakeWaiting } from '../../publishing/index.ts'
import type * as api from '../api.ts'
import {
  budgetChange,
  channel,
  channelChoices,
  channelConnect,
  channelConnected,
  choice,
  id,
  network,
  networkMark,
  quota,
  setAside,
} from '../api.ts'
import { type App, idParam, operation } from '../operation.ts'
import { needing } from '../permits.ts'
import { viewChannel, viewChoice, viewMark, viewNetwork, viewQuota } from '../views.ts'

const viewAside = ({ what, reason, seenAt }: { what: string; reason: Words; seenAt: Date }) => ({
  what,
  reason,
  seenAt: seenAt.toISOString(),
})

const choiceParam = z.object({ state: z.string().max(100) })

/** Networks, and the accounts connected there. */
export function channelRoutes(app: App, context: Context): void {
  askingRoutes(app, context)
  shelfRoutes(app, context)
  operation(
    app,
    {
      method: 'get',
      path: '/channels',
      needs: 'read',
      summary: 'The connected accounts',
      answer: z.object({ channels: z.array(channel) }),
    },
    async (c) => {
      const channels = await inWorkspace(context.db, c.actor.workspaceId, (tx) => listChannels(context, tx))
      return { channels: channels.map(viewChannel) }
    },
  )

  operation(
    app,
    {
      method: 'get',
      path: '/set-aside',
      needs: 'read',
      summary: 'What came from networks and feeds and could not be kept',
      answer: z.object({ sources: z.array(setAside) }),
    },
    async (c) => {
      const found = await inWorkspace(context.db, c.actor.workspaceId, (tx) => setAsideBySource(tx))
      return {
        sources: [...found].map(([of, { count, newest }]) => ({ id: of, count, newest: newest.map(viewAside) })),
      }
    },
  )

  operation(
    app,
    {
      method: 'post',
      path: '/channels',
      needs: 'manage',
      summary: 'Connect an account, or begin to over the network’s page',
      body: channelConnect,
      answer: channelConnected,
      status: 201,
    },
    async (c) => {
      const { network: name, form, way, byHand } = c.body
      const result = await connectChannel(context, c.actor, name, form, way ?? (byHand ? 'assisted' : undefined))
      if (!('channel' in result)) return result
      await wakeWaiting(context, c.actor.workspaceId, { channelId: result.channel.id })
      return { channel: viewChannel(result.channel) }
    },
  )

  app.get('/channels/callback', needing('manage'), async (c) =>
    c.redirect(await panelAfter(context, c.get('actor'), new URL(c.req.url).searchParams)),
  )

  operation(
    app,
    {
      method: 'get',
      path: '/channels/choices/{state}',
      needs: 'manage',
      summary: 'The pages, blogs or channels that may be connected',
      params: choiceParam,
      answer: channelChoices,
    },
    async (c) => {
      const { network: of, accounts } = await listChoices(context, c.actor, c.params.state)
      return { networkLabel: of.label, accounts: accounts.map(viewChoice) }
    },
  )

  operation(
    app,
    {
      method: 'post',
      path: '/channels/choices/{state}',
      needs: 'manage',
      summary: 'Connect those that were chosen',
      params: choiceParam,
      body: z.object({ remoteIds: z.array(z.string().max(500)).max(200) }),
      answer: z.object({ channels: z.array(channel) }),
    },
    async (c) => {
      const channels = await chooseAccounts(context, c.actor, c.params.state, c.body.remoteIds)
      for (const { id } of channels) await wakeWaiting(context, c.actor.workspaceId, { channelId: id })
      return { channels: channels.map(viewChannel) }
    },
  )

  operation(
    app,
    {
      method: 'post',
      path: '/channels/{id}/test',
      needs: 'manage',
      summary: 'Ask whether it still works',
      params: idParam,
      answer: channel,
    },
    async (c) => {
      const actor = c.actor
      const tested = await testChannel(context, actor, c.params.id)
      if (tested.health === 'fine') await wakeWaiting(context, actor.workspaceId, { channelId: tested.id })
      return viewChannel(tested)
    },
  )
  operation(
    app,
    {
      method: 'delete',
      path: '/channels/{id}',
      needs: 'manage',
      summary: 'Take a channel away',
      params: idParam,
      answer: channel,
    },
    async (c) => viewChannel(await removeChannel(context, c.actor, c.params.id)),
  )
  operation(
    app,
    {
      method: 'post',
      path: '/channels/{id}/restore',
      needs: 'manage',
      summary: 'Undo taking it away',
      params: idParam,
      answer: channel,
    },
    async (c) => viewChannel(await restoreChannel(context, c.actor, c.params.id)),
  )
}

const optionParam = z.object({ id, name: z.string().max(64) })
const quotas = z.object({ quotas: z.array(quota) })

/** What a channel's network knows: the choices of an option, what was used up. */
function askingRoutes(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'get',
      path: '/channels/{id}/options/{name}',
      needs: 'read',
      summary: 'The choices of a network’s own option',
      params: optionParam,
      answer: z.object({ choices: z.array(choice) }),
    },
    async (c) => {
      const choices = await listOptionChoices(context, c.actor, c.params.id, c.params.name)
      return { choices: choices.map((one) => ({ ...one })) }
    },
  )
  const read = async (actor: Actor, channelId: string) => ({
    quotas: (await channelQuotas(context, actor, channelId)).map(viewQuota),
  })
  operation(
    app,
    {
      method: 'get',
      path: '/channels/{id}/quotas',
      needs: 'read',
      summary: 'What was used up',
      params: idParam,
      answer: quotas,
    },
    (c) => read(c.actor, c.params.id),
  )
  operation(
    app,
    {
      method: 'put',
      path: '/channels/{id}/budget',
      needs: 'manage',
      summary: 'Set a channel’s budget',
      params: idParam,
      body: budgetChange,
      answer: quotas,
    },
    async (c) => {
      const channel = await inWorkspace(context.db, c.actor.workspaceId, (tx) => findChannel(context, tx, c.params.id))
      await setBudget(context, c.actor, channel, c.body.quota, c.body.amount)
      await wakeWaiting(context, c.actor.workspaceId, { channelId: channel.id, unblock: true })
      return read(c.actor, c.params.id)
    },
  )
}

/** What can be connected, and how it is drawn. */
function shelfRoutes(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'get',
      path: '/networks',
      needs: 'read',
      summary: 'What can be connected',
      answer: z.object({ networks: z.array(network) }),
    },
    async (c) => ({ networks: await viewNetworks(context, c.actor) }),
  )

  operation(
    app,
    {
      method: 'get',
      path: '/networks/marks',
      needs: 'read',
      summary: 'How networks are drawn',
      answer: z.object({ marks: z.array(networkMark) }),
    },
    async () => ({ marks: Object.values(context.networks).map(viewMark) }),
  )
}

/** Each network, with the addresses and the kept app of this workspace. */
async function viewNetworks(context: Context, actor: Actor): Promise<api.NetworkInfo[]> {
  return inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const views: api.NetworkInfo[] = []
    for (const one of Object.values(context.networks)) {
      const app = await readOwnApp(context, tx, actor.workspaceId, one)
      const kept = Object.keys(app ?? {}).filter((name) => app?.[name])
      const withWebhook = whyNot(one, 'webhook') === undefined
      const webhook = withWebhook
        ? webhookAddress(context, one, await webhookOf(context, tx, actor.workspaceId, one))
        : ''
      views.push(viewNetwork(one, { callback: callbackAddress(context), webhook, kept, known: isKnown(context) }))
    }
    return views
  })
}

/** Back from the network's page: the panel says how it went. */
async function panelAfter(context: Context, actor: Actor, answer: URLSearchParams): Promise<string> {
  const panel = `${context.config.baseUrl}/panel/settings/channels`
  try {
    const done = await comeBack(context, actor, answer)
    if ('choose' in done) return `${panel}/choose/${done.choose}`
    if ('redirect' in done) return done.redirect
    await wakeWaiting(context, actor.workspaceId, { channelId: done.channel.id })
    return `${panel}?connected=${done.channel.id}`
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    context.log.warn({ error }, 'connecting failed')
    return `${panel}?${new URLSearchParams({ problem: error.kind, id: error.words.id, en: error.words.en })}`
  }
}
