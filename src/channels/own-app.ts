/** The app that a person made at a network: kept, sealed, so that the next account of that network needs no typing. */
import { randomBytes } from 'node:crypto'
import type { Context } from '../context.ts'
import { asSystem, type Tx } from '../db/client.ts'
import { open, seal } from '../db/vault.ts'
import type { Credentials, Network, OwnApp } from '../networks/network.ts'

const placeOf = (workspaceId: string, network: string) => `own-app ${workspaceId} ${network}`

/** What is kept of the app's fields; `undefined` where nothing is, or an older secret key sealed it. */
export async function readOwnApp(
  context: Context,
  tx: Tx,
  workspaceId: string,
  network: Network,
): Promise<Record<string, string> | undefined> {
  const row = await tx
    .selectFrom('own_app')
    .select('app')
    .where('workspace_id', '=', workspaceId)
    .where('network', '=', network.name)
    .executeTakeFirst()
  if (!row) return undefined
  try {
    return open<Record<string, string>>(context.config.secretKey, placeOf(workspaceId, network.name), row.app)
  } catch (error) {
    context.log.warn({ network: network.name, error }, 'the app kept for a network cannot be opened')
    return undefined
  }
}

/** Keeps the app's fields out of the credentials of an account that was just connected with them. */
export async function keepOwnApp(
  context: Context,
  tx: Tx,
  workspaceId: string,
  network: Network,
  credentials: Credentials,
): Promise<void> {
  const app = network.identity.ownApp?.(credentials)
  if (!app) return
  const sealed = seal(context.config.secretKey, placeOf(workspaceId, network.name), app.fields)
  await tx
    .insertInto('own_app')
    .values({ workspace_id: workspaceId, network: network.name, app: sealed, webhook: newWebhookSecret() })
    .onConflict((on) => on.columns(['workspace_id', 'network']).doUpdateSet({ app: sealed }))
    .execute()
}

const newWebhookSecret = () => randomBytes(18).toString('base64url')

/** The end of the address for a network's webhook, made when it is first asked for: it stands in the connect guide. */
export async function webhookOf(context: Context, tx: Tx, workspaceId: string, network: Network): Promise<string> {
  const empty = seal(context.config.secretKey, placeOf(workspaceId, network.name), {})
  const row = await tx
    .insertInto('own_app')
    .values({ workspace_id: workspaceId, network: network.name, app: empty, webhook: newWebhookSecret() })
    .onConflict((on) => on.columns(['workspace_id', 'network']).doUpdateSet({ network: network.name }))
    .returning('webhook')
    .executeTakeFirstOrThrow()
  return row.webhook
}

/** Where a network sends its webhook events to. */
export function webhookAddress(context: Context, network: Network, webhook: string): string {
  return `${context.config.baseUrl}/hooks/${network.name}/${webhook}`
}

/** Whose a webhook event's address is. */
export async function ownAppAt(
  context: Context,
  network: Network,
  webhook: string,
): Promise<{ workspaceId: string; app: OwnApp['fields'] } | undefined> {
  return asSystem(context.db, async (tx) => {
    const row = await tx
      .selectFrom('own_app')
      .select('workspace_id')
      .where('network', '=', network.name)
      .where('webhook', '=', webhook)
      .executeTakeFirst()
    const app = row && (await readOwnApp(context, tx, row.workspace_id, network))
    return row && app && { workspaceId: row.workspace_id, app }
  })
}
