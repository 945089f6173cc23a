/** Webhook events of networks only wake: what has come is fetched, so that an event can be lost, doubled or late. */
import { ownAppAt, pollSoon } from '../channels/index.ts'
import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import { type Network, present, type Webhook, type WebhookEvent, within } from '../networks/network.ts'

/** How long a webhook event is remembered: networks send one again for a day or two. */
const rememberedDays = 7

/** The workspace of a webhook address, and the network's reader. @throws Problem `gone` for an unknown address */
async function at(context: Context, networkName: string, address: string) {
  const network = context.networks[networkName]
  const webhook = network && present(within(network.responses, 'webhook'))
  const app = webhook && (await ownAppAt(context, network, address))
  if (!app) throw nobody()
  return { network, webhook, ...app }
}

function nobody(): Problem {
  return new Problem('gone', { id: 'Alamat itu bukan milik siapa pun.', en: 'That address is nobody’s.' })
}

/** Answers a network's verification of the address. @throws Problem `gone`, `forbidden` */
export async function confirmWebhook(
  context: Context,
  networkName: string,
  address: string,
  query: URLSearchParams,
): Promise<string> {
  const { webhook, app } = await at(context, networkName, address)
  const answer = webhook.confirm?.(query, { ...app, webhook: address })
  if (answer === undefined) {
    throw new Problem('forbidden', {
      id: 'Pertanyaan itu bukan dari jejaringnya.',
      en: 'It is not the network that asks.',
    })
  }
  return answer
}

/**
 * Takes webhook events: each is heeded once, and makes its channel's responses be fetched now.
 * @returns how many were new
 * @throws Problem `gone`; `forbidden` where the signature is wrong; `wrong-input`
 */
export async function receiveWebhook(
  context: Context,
  networkName: string,
  address: string,
  request: Parameters<Webhook['read']>[0],
): Promise<number> {
  const { network, webhook, workspaceId, app } = await at(context, networkName, address)
  const fresh = await keepFresh(context, workspaceId, network, webhook.read(request, app))
  const remoteIds = [...new Set(fresh.map(({ remoteId }) => remoteId))]
  if (!remoteIds.length) return 0
  await inWorkspace(context.db, workspaceId, async (tx) => {
    if (await pollSoon(tx, network.name, remoteIds)) await context.bus.tellWith(tx, workspaceId, 'polls')
  })
  return fresh.length
}

async function keepFresh(
  context: Context,
  workspaceId: string,
  network: Network,
  events: readonly WebhookEvent[],
): Promise<WebhookEvent[]> {
  const now = context.clock.now()
  return inWorkspace(context.db, workspaceId, async (tx) => {
    const fresh: WebhookEvent[] = []
    for (const event of events) {
      const row = await tx
        .insertInto('webhook_event')
        .values({ workspace_id: workspaceId, network: network.name, id: event.id, came_at: now })
        .onConflict((on) => on.columns(['workspace_id', 'network', 'id']).doNothing())
        .returning('id')
        .executeTakeFirst()
      if (row) fresh.push(event)
    }
    return fresh
  })
}

/** Forgets webhook events that no network sends again any more. */
export function forgetWebhookEvents(context: Context): Promise<unknown> {
  const before = new Date(context.clock.now().getTime() - rememberedDays * 86_400_000)
  return asSystem(context.db, (tx) => tx.deleteFrom('webhook_event').where('came_at', '<', before).execute())
}
