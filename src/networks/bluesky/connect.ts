import { z } from 'zod'
import { Problem } from '../../core/problem.ts'
import { atTypedServer, HttpProblem, typedServer } from '../http.ts'
import type { Account, Connect, Connected, ConnectWay, Credentials, Session, Tools } from '../network.ts'
import { pageWay } from '../ways.ts'
import { createClient } from './client.ts'
import { endpointOf } from './identity.ts'
import { begin, clientDocument, finish, handleField, OAuthKept, connect as onPage, revokeTokens } from './oauth.ts'
import { type Client, callServer, endSession, label } from './xrpc.ts'

const usualServer = 'https://bsky.social'

/** The form and the steps that lead to its credentials, as data. */
export const connect: Connect = {
  kind: 'form',
  fields: [
    handleField,
    {
      name: 'password',
      type: 'password',
      label: { id: 'Sandi aplikasi', en: 'App password' },
      hint: {
        id: 'Bukan sandi akun Anda. Bentuknya seperti abcd-efgh-ijkl-mnop, dan dapat dicabut kapan saja.',
        en: 'Not your account’s password. It looks like abcd-efgh-ijkl-mnop, and can be revoked at any time.',
      },
      placeholder: 'abcd-efgh-ijkl-mnop',
      required: true,
    },
    {
      name: 'server',
      type: 'url',
      label: { id: 'Alamat server', en: 'Server address' },
      hint: {
        id: 'Biarkan apa adanya, kecuali akun Anda ada di server sendiri.',
        en: 'Leave it as it is, unless your account lives on a server of its own.',
      },
      required: false,
      initial: usualServer,
    },
  ],
  steps: [
    {
      id: 'Di Bluesky, buka Pengaturan → Privasi dan keamanan → Sandi aplikasi.',
      en: 'In Bluesky, open Settings → Privacy and security → App passwords.',
    },
    {
      id: 'Tambahkan sandi aplikasi, beri nama Percakapan, lalu salin. Izin pesan langsung tidak diperlukan.',
      en: 'Add an app password, name it Percakapan, and copy it. Direct messages need not be allowed.',
    },
    { id: 'Tempelkan di sini bersama nama akun Anda.', en: 'Paste it here together with your handle.' },
  ],
}

const SignedIn = z.object({
  did: z.string(),
  handle: z.string(),
  accessJwt: z.string(),
  refreshJwt: z.string(),
  didDoc: z.unknown().optional(),
})

/**
 * Signs in with an app password, which is used once and not kept.
 * https://docs.bsky.app/docs/api/com-atproto-server-create-session
 */
export async function signIn(form: Readonly<Record<string, string>>, tools: Tools): Promise<Connected> {
  const handle = (form.handle ?? '').trim().replace(/^@/, '')
  const password = (form.password ?? '').trim()
  if (!handle) throw missing('handle')
  if (!password) throw missing('password')
  const server = typedServer(form.server?.trim() || usualServer, 'server')
  const call = { method: 'POST' as const, json: { identifier: handle, password }, repeatable: true }
  const method = 'com.atproto.server.createSession'
  const signedIn = await atTypedServer({ field: 'server', server, label, example: usualServer }, () =>
    callServer(server, method, call, SignedIn, tools, [password]).catch(wrongPassword),
  )
  const credentials = {
    pds: endpointOf(signedIn.didDoc) ?? server,
    did: signedIn.did,
    accessJwt: signedIn.accessJwt,
    refreshJwt: signedIn.refreshJwt,
  }
  return await connected(signedIn, credentials, tools)
}

/** Reads who it is. Signed in for the first time, there is nobody to keep renewed tokens yet; these are fresh. */
async function connected(
  { did, handle }: { did: string; handle: string },
  credentials: Credentials & { pds: string },
  tools: Tools,
): Promise<Connected> {
  const account: Account = { remoteId: did, server: credentials.pds, handle, name: handle, url: profileUrl(did) }
  const ways = { renew: notYet, picture: nothing, video: nothing, spend: nothing }
  const session: Session = { ...tools, account, credentials, ...ways, others: new Set() }
  return { account: await readAccount(createClient(session), account), credentials }
}

/** Over the page of the account's own server. */
export const overPage: ConnectWay = pageWay(
  onPage,
  {
    begin,
    finish: async (answer, pending, tools) => {
      const { kept, handle } = await finish(answer, pending, tools)
      return await connected({ did: kept.did, handle }, kept, tools)
    },
  },
  clientDocument,
)

/** The profile's address for people. The DID keeps it alive when the handle changes. */
export function profileUrl(did: string): string {
  return `https://bsky.app/profile/${did}`
}

/** Whether the account can still be used. */
export async function probe(session: Session): Promise<Account> {
  return await readAccount(createClient(session), session.account)
}

/** Gives the permission back, whichever kind it is. */
export async function revoke(session: Session): Promise<void> {
  const kept = OAuthKept.safeParse(session.credentials).data
  await (kept ? revokeTokens(kept, session) : endSession(session))
}

const Profile = z.object({
  did: z.string(),
  handle: z.string(),
  displayName: z.string().optional(),
  description: z.string().optional(),
  avatar: z.string().optional(),
})

/** https://docs.bsky.app/docs/api/app-bsky-actor-get-profile */
async function readAccount(client: Client, known: Account): Promise<Account> {
  const profile = await readProfile(client)
  const links = [...(profile.description ?? '').matchAll(/https?:\/\/[^\s<>"']+/g)].map(([link]) => link)
  return {
    remoteId: profile.did,
    server: known.server,
    handle: profile.handle,
    name: profile.displayName || profile.handle,
    url: profileUrl(profile.did),
    ...(profile.avatar ? { avatar: profile.avatar } : {}),
    ...(profile.description ? { bio: profile.description } : {}),
    links,
  }
}

/** An account made a moment ago is known to its own server, but not yet to the AppView. */
async function readProfile(client: Client): Promise<z.infer<typeof Profile>> {
  try {
    return await client.get('app.bsky.actor.getProfile', { actor: client.did }, Profile)
  } catch (error) {
    if (!(error instanceof HttpProblem) || error.status !== 400 || error.kind !== 'rejected') throw error
    return await client.get('com.atproto.server.getSession', {}, Profile)
  }
}

function wrongPassword(error: unknown): never {
  if (error instanceof HttpProblem && error.status === 401) {
    throw new Problem(
      'unauthorized',
      {
        id: 'Nama akun atau sandi aplikasinya tidak cocok. Periksa ejaannya, atau buat sandi aplikasi baru di pengaturan Bluesky.',
        en: 'The handle or the app password is not right. Check the spelling, or make a new app password in Bluesky’s settings.',
      },
      { field: 'password', detail: error.message },
    )
  }
  throw error
}

function missing(field: string): Problem {
  return new Problem(
    'wrong-input',
    {
      id: 'Isilah nama akun dan sandi aplikasinya dulu.',
      en: 'Please fill in the handle and the app password first.',
    },
    { field },
  )
}

async function notYet(): Promise<never> {
  throw new Problem('unauthorized', {
    id: 'Izin yang baru saja diberikan sudah ditolak lagi. Masuklah sekali lagi.',
    en: 'The permission that was just given was refused again. Please sign in once more.',
  })
}

async function nothing(): Promise<never> {
  throw new Problem('rejected', { id: 'Saat masuk tidak ada yang dikirim.', en: 'Nothing is sent while signing in.' })
}
