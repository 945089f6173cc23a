import { randomBytes, randomUUID } from 'node:crypto'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { asSystem, inWorkspace, type Tx } from '../db/client.ts'
import { open, seal } from '../db/vault.ts'
import type { Connected, Credentials, Network, OAuthTerms, Tools } from '../networks/network.ts'
import { record } from '../team/index.ts'
import { keptApp } from './apps.ts'
import { asChannel, type Channel, noSuchNetwork } from './channel.ts'

const signInSeconds = 30
const oauthMinutes = 15

/** Where a network sends people back to, after they allowed us in. */
export function callbackAddress(context: Context): string {
  return `${context.config.baseUrl}/api/channels/callback`
}

/**
 * Connects an account with what the person typed, or begins the way over the network's own page.
 * @throws Problem `wrong-input` (with the field), `unauthorized` (wrong password), `unavailable`, `conflict` (connected already)
 */
export async function connectChannel(
  context: Context,
  actor: Actor,
  name: string,
  form: Record<string, string>,
): Promise<{ channel: Channel } | { redirect: string }> {
  const network = context.networks[name]
  if (!network) throw noSuchNetwork(name)
  const typed = requireFields(network, form)
  if (network.connect.kind === 'oauth') return { redirect: await begin(context, actor, network, typed) }
  if (!network.signIn) throw noSuchNetwork(name)
  const connected = await network.signIn(typed, tools(context))
  return { channel: await keep(context, actor, network, connected) }
}

function requireFields(network: Network, form: Record<string, string>): Record<string, string> {
  const typed: Record<string, string> = {}
  for (const field of network.connect.fields) {
    const value = (form[field.name] ?? '').trim()
    if (!value && field.required) {
      throw new Problem(
        'wrong-input',
        { id: `Isi dahulu: ${field.label.id}.`, en: `Fill this in first: ${field.label.en}.` },
        { field: field.name },
      )
    }
    typed[field.name] = value
  }
  return typed
}

export function tools(context: Context, seconds = signInSeconds): Tools {
  return { fetch: context.fetch, signal: AbortSignal.timeout(seconds * 1000), now: () => context.clock.now() }
}

async function begin(context: Context, actor: Actor, network: Network, form: Record<string, string>): Promise<string> {
  if (!network.beginOAuth) throw noSuchNetwork(network.name)
  const state = randomBytes(24).toString('base64url')
  const kit = await inWorkspace(context.db, actor.workspaceId, (tx) =>
    tx.selectFrom('brand_kit').select('name').executeTakeFirst(),
  )
  const redirectUri = callbackAddress(context)
  const name = kit?.name ? `Percakapan · ${kit.name}` : 'Percakapan'
  const terms: OAuthTerms = {
    redirectUri,
    state,
    name,
    website: context.config.baseUrl,
    app: (server, scopes, registration) =>
      keptApp(context, { network: network.name, redirectUri, name }, server, scopes, registration),
  }
  const start = await network.beginOAuth(form, terms, tools(context))
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await tx.deleteFrom('oauth_start').where('expires_at', '<', context.clock.now()).execute()
    await tx
      .insertInto('oauth_start')
      .values({
        state,
        workspace_id: actor.workspaceId,
        user_id: actor.userId,
        network: network.name,
        server: '',
        pending: seal(context.config.secretKey, state, start.pending),
        expires_at: new Date(context.clock.now().getTime() + oauthMinutes * 60_000),
      })
      .execute()
  })
  return start.url
}

/**
 * The person is back from the network. Only who began can finish, once, and in time.
 * @throws Problem `forbidden` for a foreign, used or old `state`; `unauthorized` when the person said no
 */
export async function finishOAuth(context: Context, actor: Actor, answer: URLSearchParams): Promise<Channel> {
  const state = answer.get('state') ?? ''
  const start = await inWorkspace(context.db, actor.workspaceId, (tx) =>
    tx
      .deleteFrom('oauth_start')
      .where('state', '=', state)
      .where('user_id', '=', actor.userId)
      .returningAll()
      .executeTakeFirst(),
  )
  if (!start || start.expires_at < context.clock.now()) throw strangeAnswer()
  if (answer.get('error')) throw refusedByPerson()
  const network = context.networks[start.network]
  if (!network?.finishOAuth) throw noSuchNetwork(start.network)
  const pending = open<Credentials>(context.config.secretKey, state, start.pending)
  return keep(context, actor, network, await network.finishOAuth(answer, pending, tools(context)))
}

function strangeAnswer(): Problem {
  return new Problem('forbidden', {
    id: 'Jawaban dari jejaring ini bukan milik sambungan yang Anda mulai, atau sudah lewat 15 menit. Mulai lagi dari Tambah saluran.',
    en: 'This answer from the network does not belong to a connection that you began, or it came after 15 minutes. Begin again with Add a channel.',
  })
}

function refusedByPerson(): Problem {
  return new Problem('unauthorized', {
    id: 'Izin tidak diberikan di halaman jejaring itu, jadi saluran tidak dihubungkan. Mulai lagi bila Anda berubah pikiran.',
    en: 'The permission was not given on the network’s page, so the channel was not connected. Begin again if you change your mind.',
  })
}

/** Stores a connection; an account that is connected already gets its new permission. */
async function keep(context: Context, actor: Actor, network: Network, connected: Connected): Promise<Channel> {
  const { account } = connected
  const channel = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const id = (await sameAccount(tx, network.name, account.server, account.remoteId)) ?? randomUUID()
    const values = {
      account: JSON.stringify(account),
      credentials: seal(context.config.secretKey, id, connected.credentials),
      // A renewal of the old permission that is under way must not write over the new one.
      renewal_token: null,
      renewal_until: null,
      health: 'fine' as const,
      health_words: null,
      checked_at: context.clock.now(),
      removed_at: null,
      reconnect_since: null,
    }
    const row = await tx
      .insertInto('channel')
      .values({
        id,
        workspace_id: actor.workspaceId,
        network: network.name,
        remote_id: account.remoteId,
        server: account.server,
        polled_at: null,
        connected_at: context.clock.now(),
        ...values,
      })
      .onConflict((on) => on.column('id').doUpdateSet(values))
      .returningAll()
      .executeTakeFirstOrThrow()
    await record(tx, actor, 'channel.connect', id, { network: network.name, handle: account.handle })
    return asChannel(context, row)
  })
  context.bus.tell(actor.workspaceId, 'channels')
  return channel
}

/** An account that was removed comes back to its own row, with its history. */
async function sameAccount(tx: Tx, network: string, server: string, remoteId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('channel')
    .select('id')
    .where('network', '=', network)
    .where('server', '=', server)
    .where('remote_id', '=', remoteId)
    .orderBy('removed_at', (order) => order.desc().nullsFirst())
    .executeTakeFirst()
  return row?.id
}

/** Forgets half-made connections whose time is over. */
export function forgetOldStarts(context: Context): Promise<unknown> {
  return asSystem(context.db, (tx) =>
    tx.deleteFrom('oauth_start').where('expires_at', '<', context.clock.now()).execute(),
  )
}
