import { randomBytes, randomUUID } from 'node:crypto'
import type { Actor, Context } from '../context.ts'
import { siteNeed } from '../core/page-needs.ts'
import { Problem } from '../core/problem.ts'
import { asSystem, inWorkspace, type Tx } from '../db/client.ts'
import { open, seal } from '../db/vault.ts'
import type { Account, Connected, ConnectField, Credentials, Network, OAuthTerms, Tools } from '../networks/network.ts'
import { record } from '../team/index.ts'
import { fitAccount } from './account.ts'
import { keptApp } from './apps.ts'
import { asChannel, type Channel, noSuchNetwork } from './channel.ts'
import { keepOwnApp, readOwnApp } from './own-app.ts'
import { inOurWords } from './typed-server.ts'

const signInSeconds = 30
const oauthMinutes = 15

/** Where a network sends people back to, after they allowed us in. */
export function callbackAddress(context: Context): string {
  return `${context.config.baseUrl}/api/channels/callback`
}

/** Where the document lies that tells servers of a network about us. */
export function clientAddress(context: Context, network: string): string {
  return `${context.config.baseUrl}/clients/${network}`
}

/** Whether servers can read our document, or take us for a program on the person's own machine. */
export function isKnown(context: Context): boolean {
  const { protocol, hostname } = new URL(context.config.baseUrl)
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

/** What servers of a network may read of us; `undefined` where they ask for no such thing. */
export function clientDocument(context: Context, name: string): object | undefined {
  return context.networks[name]?.overPage?.clientDocument({
    address: clientAddress(context, name),
    redirectUri: callbackAddress(context),
    website: context.config.baseUrl,
    name: 'Percakapan',
  })
}

/** Where a connection was begun that a network's page was asked about; `undefined` for one that nobody began. */
export async function workspaceOfConnection(context: Context, state: string): Promise<string | undefined> {
  const row = await asSystem(context.db, (tx) =>
    tx.selectFrom('oauth_start').select('workspace_id').where('state', '=', state).executeTakeFirst(),
  )
  return row?.workspace_id
}

/** How a person connects: as `Network.connect` says, over the network's own page instead, or to post by hand. */
export type ConnectWay = 'usual' | 'page' | 'hand'

/**
 * Connects an account with what the person typed, or begins the way over the network's own page.
 * @param chosen one of the other ways, where the network has it
 * @throws Problem `wrong-input` (with the field), `unauthorized` (wrong password), `unavailable`, `conflict` (connected already)
 */
export async function connectChannel(
  context: Context,
  actor: Actor,
  name: string,
  form: Record<string, string>,
  chosen: ConnectWay = 'usual',
): Promise<{ channel: Channel } | { redirect: string }> {
  const network = context.networks[name]
  if (!network) throw noSuchNetwork(name)
  if (chosen === 'hand' && network.byHand) {
    const connected = await network.byHand.signIn(requireFields(network.byHand.connect.fields, form))
    return { channel: await keep(context, actor, network, connected) }
  }
  if (chosen === 'page' && network.overPage) {
    const { connect, begin: beginThere } = network.overPage
    return { redirect: await begin(context, actor, network, beginThere, requireFields(connect.fields, form)) }
  }
  const kept = await inWorkspace(context.db, actor.workspaceId, (tx) =>
    readOwnApp(context, tx, actor.workspaceId, network),
  )
  const typed = requireFields(network.connect.fields, form, kept)
  if (network.connect.kind === 'oauth')
    return { redirect: await begin(context, actor, network, network.beginOAuth, typed) }
  if (!network.signIn) throw noSuchNetwork(name)
  const { signIn } = network
  const connected = await inOurWords(network, () => signIn(typed, tools(context)))
  return { channel: await keep(context, actor, network, connected) }
}

/** @param kept what the app's fields hold already; whatever is typed goes before it */
function requireFields(
  fields: readonly ConnectField[],
  form: Record<string, string>,
  kept: Record<string, string> = {},
): Record<string, string> {
  const typed: Record<string, string> = {}
  for (const field of fields) {
    const value = (form[field.name] ?? '').trim() || (field.app ? (kept[field.name] ?? '') : '')
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

async function begin(
  context: Context,
  actor: Actor,
  network: Network,
  beginThere: Network['beginOAuth'],
  form: Record<string, string>,
): Promise<string> {
  if (!beginThere) throw noSuchNetwork(network.name)
  const state = randomBytes(24).toString('base64url')
  const kit = await inWorkspace(context.db, actor.workspaceId, (tx) =>
    tx.selectFrom('brand_kit').select('name').executeTakeFirst(),
  )
  const redirectUri = callbackAddress(context)
  const name = kit?.name ? `Percakapan · ${kit.name}` : 'Percakapan'
  const terms: OAuthTerms = {
    redirectUri,
    state,
    client: clientAddress(context, network.name),
    name,
    website: context.config.baseUrl,
    app: (server, scopes, registration) =>
      keptApp(context, { network: network.name, redirectUri, name }, server, scopes, registration),
  }
  const start = await inOurWords(network, () => beginThere(form, terms, tools(context)))
  await keepStart(context, actor, network, state, start.pending)
  return start.url
}

/** What is half done, for this person, for a quarter of an hour. */
async function keepStart(
  context: Context,
  actor: Actor,
  network: Network,
  state: string,
  pending: Credentials,
): Promise<void> {
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
        pending: seal(context.config.secretKey, state, pending),
        expires_at: new Date(context.clock.now().getTime() + oauthMinutes * 60_000),
      })
      .execute()
  })
}

/**
 * The person is back from the network. Only who began can finish, once, and in time.
 * @returns the channel, or where to choose which of several accounts to connect
 * @throws Problem `forbidden` for a foreign, used or old `state`; `unauthorized` when the person said no
 */
export async function finishOAuth(
  context: Context,
  actor: Actor,
  answer: URLSearchParams,
): Promise<{ channel: Channel } | { choose: string }> {
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
  const finish = network?.overPage?.finish ?? network?.finishOAuth
  if (!network || !finish) throw noSuchNetwork(start.network)
  const pending = open<Credentials>(context.config.secretKey, state, start.pending)
  const found = [await inOurWords(network, async () => finish(answer, pending, tools(context)))].flat() as Connected[]
  const [only, ...others] = found
  if (!only) throw nothingToConnect(network)
  if (others.length === 0) return { channel: await keep(context, actor, network, only) }
  const choose = randomBytes(24).toString('base64url')
  await keepStart(context, actor, network, choose, { choices: found })
  return { choose }
}

function nothingToConnect({ label }: Network): Problem {
  return new Problem(
    'rejected',
    {
      id: 'Akun {label} ini tidak memiliki apa pun yang dapat dihubungkan. Pastikan Anda mengelola halaman, kanal, atau blog di sana dan memberinya izin, lalu mulai lagi.',
      en: 'This {label} account has nothing that can be connected. Make sure that you manage a page, channel or blog there and gave it permission, then begin again.',
    },
    { values: { label } },
  )
}

/** The accounts that a person may choose from. @throws Problem `forbidden` for a foreign, used or old `state` */
export async function listChoices(
  context: Context,
  actor: Actor,
  state: string,
): Promise<{ network: Network; accounts: Account[] }> {
  const { network, choices } = await inWorkspace(context.db, actor.workspaceId, (tx) =>
    choicesAt(context, tx, actor, state),
  )
  return { network, accounts: choices.map(({ account }) => fitAccount(account)) }
}

async function choicesAt(
  context: Context,
  tx: Tx,
  actor: Actor,
  state: string,
): Promise<{ network: Network; choices: Connected[] }> {
  const start = await tx
    .selectFrom('oauth_start')
    .selectAll()
    .where('state', '=', state)
    .where('user_id', '=', actor.userId)
    .executeTakeFirst()
  const network = start && context.networks[start.network]
  if (!start || !network || start.expires_at < context.clock.now()) throw strangeAnswer()
  const { choices } = open<{ choices?: Connected[] }>(context.config.secretKey, state, start.pending)
  if (!choices) throw strangeAnswer()
  return { network, choices }
}

/**
 * Connects those that were chosen, by their remote ids.
 * @throws Problem `forbidden` as {@link listChoices}; `wrong-input` where none was chosen
 */
export async function chooseAccounts(
  context: Context,
  actor: Actor,
  state: string,
  remoteIds: readonly string[],
): Promise<Channel[]> {
  const { network, choices } = await inWorkspace(context.db, actor.workspaceId, (tx) =>
    choicesAt(context, tx, actor, state),
  )
  const chosen = choices.filter(({ account }) => remoteIds.includes(account.remoteId))
  if (!chosen.length) {
    throw new Problem('wrong-input', { id: 'Pilih dahulu setidaknya satu.', en: 'Choose at least one first.' })
  }
  const channels: Channel[] = []
  for (const one of chosen) channels.push(await keep(context, actor, network, one))
  await inWorkspace(context.db, actor.workspaceId, (tx) =>
    tx.deleteFrom('oauth_start').where('state', '=', state).execute(),
  )
  return channels
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
  const account = fitAccount(connected.account)
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
      released_at: null,
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
    await keepOwnApp(context, tx, actor.workspaceId, network, connected.credentials)
    await record(tx, actor, 'channel.connect', id, { network: network.name, handle: account.handle })
    return asChannel(context, row)
  })
  context.bus.tell(actor.workspaceId, 'channels')
  // Its profile stands on every page.
  context.bus.tell(actor.workspaceId, 'pages', [siteNeed])
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
