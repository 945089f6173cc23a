import { createHash } from 'node:crypto'
import type { Context } from '../context.ts'
import { asSystem } from '../db/client.ts'
import { open, seal } from '../db/vault.ts'
import type { AppRegistration, Credentials } from '../networks/network.ts'

/** What a registration was made for: with other terms a server would refuse it. */
export interface AppTerms {
  network: string
  redirectUri: string
  name: string
}

/**
 * The registration of this program with a server, kept from an earlier time where the server still knows it: people then
 * see one program in their account's settings, and not one for each time that they connected.
 * @throws Problem as the network's adapter throws it
 */
export async function keptApp(
  context: Context,
  terms: AppTerms,
  server: string,
  scopes: string,
  registration: AppRegistration,
): Promise<Credentials> {
  const { network, redirectUri, name } = terms
  const key = {
    network,
    server,
    terms: createHash('sha256')
      .update(JSON.stringify([redirectUri, name, scopes]))
      .digest('base64url'),
  }
  const place = JSON.stringify(key)
  const kept = await asSystem(context.db, (tx) =>
    tx
      .selectFrom('network_app')
      .select('app')
      .where('network', '=', key.network)
      .where('server', '=', key.server)
      .where('terms', '=', key.terms)
      .executeTakeFirst(),
  )
  const earlier = kept && readable(() => open<Credentials>(context.config.secretKey, place, kept.app))
  if (earlier && (await registration.known(earlier))) return earlier
  const made = await registration.register()
  const app = seal(context.config.secretKey, place, made)
  await asSystem(context.db, (tx) =>
    tx
      .insertInto('network_app')
      .values({ ...key, app })
      .onConflict((on) => on.columns(['network', 'server', 'terms']).doUpdateSet({ app }))
      .execute(),
  )
  return made
}

/** An app that was sealed with an older secret key counts as missing. */
function readable<T>(unseal: () => T): T | undefined {
  try {
    return unseal()
  } catch {
    return undefined
  }
}
