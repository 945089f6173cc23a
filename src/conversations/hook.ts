/** Signed notices of networks: wake-up calls. What has come is fetched, so that a notice can be lost, doubled or late. */
import { ownAppAt, pollSoon } from '../channels/index.ts'
import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import { type Hook, type Network, type Notice, present, within } from '../networks/network.ts'

/** How long a notice is remembered: networks send one again for a day or two. */
const rememberedDays = 7

/** Whose address it is, and how it is read. @throws Problem `gone` for an address that is nobody's */
async function at(context: Context, networkName: string, address: string) {
  const network = context.networks[networkName]
  const hook = network && present(within(network.responses, 'notices'))
  const app = hook && (await ownAppAt(context, network, address))
  if (!app) throw nobody()
  return { network, hook, ...app }
}

function nobody(): Problem {
  return new Problem('gone', { id: 'Alamat itu bukan milik siapa pun.', en: 'That address is nobody’s.' })
}

/** What a network hears when it asks whether the address is ours. @throws Problem `gone`, `forbidden` */
export async function confirmHook(
  context: Context,
  networkName: string,
  address: string,
  query: URLSearchParams,
): Promise<string> {
  const { hook, app } = await at(context, networkName, address)
  const answer = hook.confirm?.(query, { ...app, hook: address })
  if (answer === undefined) {
    throw new Problem('forbidden', {
      id: 'Pertanyaan itu bukan dari jejaringnya.',
      en: 'It is not the network that asks.',
    })
  }
  return answer
}

/**
 * Takes notices: each is heeded once, and makes its channel's responses be fetched now.
 * @returns how many were new
 * @throws Problem `gone`; `forbidden` where the signature is wrong; `wrong-input`
 */
export async function takeNotices(
  context: Context,
  networkName: string,
  address: string,
  request: Parameters<Hook['read']>[0],
): Promise<number> {
  const { network, hook, workspaceId, app } = await at(context, networkName, address)
  const fresh = await keepFresh(context, workspaceId, network, hook.read(request, app))
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
  notices: readonly Notice[],
): Promise<Notice[]> {
  const now = context.clock.now()
  return inWorkspace(context.db, workspaceId, async (tx) => {
    const fresh: Notice[] = []
    for (const notice of notices) {
      const row = await tx
        .insertInto('notice')
        .values({ workspace_id: workspaceId, network: network.name, id: notice.id, came_at: now })
        .onConflict((on) => on.columns(['workspace_id', 'network', 'id']).doNothing())
        .returning('id')
        .executeTakeFirst()
      if (row) fresh.push(notice)
    }
    return fresh
  })
}

/** Forgets notices that no network sends again any more. */
export function forgetNotices(context: Context): Promise<unknown> {
  const before = new Date(context.clock.now().getTime() - rememberedDays * 86_400_000)
  return asSystem(context.db, (tx) => tx.deleteFrom('notice').where('came_at', '<', before).execute())
}
