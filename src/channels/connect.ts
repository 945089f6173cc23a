import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { readBrandKit } from '../brand/index.ts'
import type { Actor, Context } from '../context.ts'
import { siteNeed } from '../core/page-needs.ts'
import { Problem } from '../core/problem.ts'
import { asSystem, inWorkspace, type Tx } from '../db/client.ts'
import { open, seal } from '../db/vault.ts'
import {
  type Account,
  type Connected,
  type ConnectField,
  type ConnectStep,
  type ConnectTerms,
  type ConnectWay,
  type Network,
  type Opaque,
  type Tools,
  usualWay,
  wayOf,
} from '../networks/network.ts'
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

/** The address of this server's client metadata document, which some networks read. */
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
  const way = context.networks[name]?.identity.ways.find((one) => one.clientDocument)
  return way?.clientDocument?.({
    address: clientAddress(context, name),
    redirectUri: callbackAddress(context),
    website: context.config.baseUrl,
    name: 'Percakapan',
  })
}

/** The workspace in which the connection was begun that a network's page leads back to; `undefined` for an unknown state. */
export async function workspaceOfConnection(context: Context, state: string): Promise<string | undefined> {
  const row = await asSystem(context.db, (tx) =>
    tx.selectFrom('oauth_start').select('workspace_id').where('state', '=', state).executeTakeFirst(),
  )
  return row?.workspace_id
}

/** Where a connection stands: a channel, the network's page that the person goes to, or a choice among several accounts. */
export type Connecting = { channel: Channel } | { redirect: string } | { choose: string }

/**
 * Takes the first step of a way to connect: the form.
 * @param kind of the way; missing: the usual one
 * @throws Problem `wrong-input` (with the field), `unauthorized` (wrong password), `unavailable`
 */
export async function connectChannel(
  context: Context,
  actor: Actor,
  name: string,
  form: Record<string, string>,
  kind?: ConnectWay['kind'],
): Promise<Connecting> {
  const network = context.networks[name]
  if (!network) throw noSuchNetwork(name)
  const way = kind ? wayOf(network, kind) : usualWay(network)
  if (!way) throw noSuchWay(network)
  const kept = await inWorkspace(context.db, actor.workspaceId, (tx) =>
    readOwnApp(context, tx, actor.workspaceId, network),
  )
  const typed = requireFields(way.fields, form, kept)
  const terms = await termsOf(context, actor, network)
  const step = await inOurWords(network, () => way.next({ did: 'typed', form: typed, terms }, tools(context)))
  return await follow(context, actor, network, way, step, terms.state)
}

/** Does what the network's step asks for; what is half done is kept for this person. */
async function follow(
  context: Context,
  actor: Actor,
  network: Network,
  way: ConnectWay,
  step: ConnectStep,
  state: string,
): Promise<Connecting> {
  if (step.step === 'connected') return { channel: await keep(context, actor, network, step.connected) }
  if (step.step === 'page') {
    await keepStart(context, actor, network, state, { kind: way.kind, pending: step.pending })
    return { redirect: step.url }
  }
  if (step.accounts.length === 0) throw nothingToConnect(network)
  await keepStart(context, actor, network, state, { choices: step.accounts })
  return { choose: state }
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

/** What a network’s sign-in may use: the guarded fetch, the clock, and a signal that aborts after `seconds`. */
export function tools(context: Context, seconds = signInSeconds): Tools {
  return { fetch: context.fetch, signal: AbortSignal.timeout(seconds * 1000), now: () => context.clock.now() }
}

/** Who we are to a network. */
async function termsOf(context: Context, actor: Actor, network: Network): Promise<ConnectTerms> {
  const kit = await inWorkspace(context.db, actor.workspaceId, (tx) => readBrandKit(tx, actor.workspaceId))
  const redirectUri = callbackAddress(context)
  const name = kit?.name ? `Percakapan · ${kit.name}` : 'Percakapan'
  return {
    redirectUri,
    state: randomBytes(24).toString('base64url'),
    client: clientAddress(context, network.name),
    name,
    website: context.config.baseUrl,
    app: (server, scopes, registration) =>
      keptApp(context, { network: network.name, redirectUri, name }, server, scopes, registration),
  }
}

/** What is half done: a visit to the network's page, or a choice among accounts. */
type HalfDone = { kind: ConnectWay['kind']; pending: Opaque } | { choices: readonly Connected[] }

/** Keeps it for this person, for a quarter of an hour. */
async function keepStart(
  context: Context,
  actor: Actor,
  network: Network,
  state: string,
  half: HalfDone,
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
        pending: seal(context.config.secretKey, state, half),
        expires_at: new Date(context.clock.now().getTime() + oauthMinutes * 60_000),
      })
      .execute()
  })
}

/**
 * The person is back from the network's page. Only who began can go on, once, and in time.
 * @throws Problem `forbidden` for a foreign, used or old `state`; `unauthorized` when the person said no
 */
export async function comeBack(context: Context, actor: Actor, answer: URLSearchParams): Promise<Connecting> {
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
  const half = open<HalfDone>(context.config.secretKey, state, start.pending)
  const network = context.networks[start.network]
  const way = network && 'kind' in half && wayOf(network, half.kind)
  if (!way) throw strangeAnswer()
  const terms = await termsOf(context, actor, network)
  const done = { did: 'returned', answer, pending: half.pending, terms } as const
  const step = await inOurWords(network, () => way.next(done, tools(context)))
  return await follow(context, actor, network, way, step, terms.state)
}

function noSuchWay({ label }: Network): Problem {
  return new Problem(
    'wrong-input',
    { id: '{label} tidak dapat dihubungkan dengan cara itu.', en: '{label} can’t be connected that way.' },
    { field: 'way', values: { label } },
  )
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
): Promise<{ network: Network; choices: readonly Connected[] }> {
  const start = await tx
    .selectFrom('oauth_start')
    .selectAll()
    .where('state', '=', state)
    .where('user_id', '=', actor.userId)
    .executeTakeFirst()
  const network = start && context.networks[start.network]
  if (!start || !network || start.expires_at < context.clock.now()) throw strangeAnswer()
  const half = open<HalfDone>(context.config.secretKey, state, start.pending)
  if (!('choices' in half)) throw strangeAnswer()
  return { network, choices: half.choices }
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
    const id = (await sameAccount(tx, actor, network.name, account)) ?? randomUUID()
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

/** An account that was removed comes back to its own row, with its history. Of two who connect it at once, the second finds the first's. */
async function sameAccount(
  tx: Tx,
  { workspaceId }: Actor,
  network: string,
  { server, remoteId }: Account,
): Promise<string | undefined> {
  const what = JSON.stringify(['channel', workspaceId, network, server, remoteId])
  await sql`select pg_advisory_xact_lock(hashtextextended(${what}, 0))`.execute(tx)
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
