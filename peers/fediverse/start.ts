import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  answering,
  cache,
  fetchOnce,
  finish,
  freePort,
  havePrograms,
  install,
  launch,
  ownFolder,
  type Running,
  until,
} from '../process.ts'

/** Someone on one of the servers. */
export interface FediverseAccount {
  username: string
  password: string
  /** `username@host:port`, as others mention them. */
  handle: string
}

export interface FediverseServer {
  url: string
  accounts: readonly [FediverseAccount, FediverseAccount]
  /** Takes back every token, as if each person had done so in their settings. */
  revokeTokens(): void
  /** How many follow an account here; snac2 tells it to nobody over the network. */
  followers(username: string): number
}

/** Two servers that federate with each other over loopback. */
export interface FediversePeer {
  servers: readonly [FediverseServer, FediverseServer]
  stop(): Promise<void>
}

/** Whether snac2 can be had here, or what is missing. */
export async function fediverseAvailable(): Promise<true | string> {
  return await havePrograms('apt-get', 'dpkg', 'setpriv', 'flock')
}

/** Starts both in about a second, and some seconds more the first time. */
export async function startFediverse(): Promise<FediversePeer> {
  await install('snac2')
  const started: { server: FediverseServer; running: Running }[] = []
  const stop = async () => {
    await Promise.all(started.splice(0).map(({ running }) => running.stop()))
  }
  try {
    // Two names of one machine, so that each is a foreign server to the other.
    const first = await startServer('localhost', started)
    const second = await startServer('127.0.0.1', started)
    return { servers: [first, second], stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const snac = join(cache, 'snac2-2.75', 'usr', 'bin', 'snac')

async function startServer(
  name: string,
  started: { server: FediverseServer; running: Running }[],
): Promise<FediverseServer> {
  const folder = await ownFolder('snac2', 'nobody')
  const data = join(folder, 'data')
  const port = await freePort()
  const host = `${name}:${port}`
  const user = 'nobody'
  const program = reachable(folder)
  await finish([program, 'init', data], { user, input: `127.0.0.1\n${port}\n${host}\n\n\n` })
  const settings = join(data, 'server.json')
  const server = JSON.parse(readFileSync(settings, 'utf8')) as Record<string, unknown>
  writeFileSync(settings, JSON.stringify({ ...server, protocol: 'http', badlogin_retries: 100 }))
  const add = async (username: string): Promise<FediverseAccount> => {
    const said = await finish([program, 'adduser', data, username], { user, input: `${username}\n` })
    const password = /password is (\S+)/.exec(said)?.[1]
    if (!password) throw new Error(`snac2 named no password: ${said}`)
    return { username, password, handle: `${username}@${host}` }
  }
  const accounts = [await add('sari'), await add('budi')] as const
  const running = launch([program, 'httpd', data], { folder, user })
  const url = `http://${host}`
  const revokeTokens = () => forgetTokens(data)
  const followers = (username: string) => countFiles(join(data, 'user', username, 'followers'))
  const made: FediverseServer = { url, accounts, revokeTokens, followers }
  started.push({ server: made, running })
  await until('snac2', () => answering(`${url}/api/v1/instance`), running)
  return made
}

function countFiles(folder: string): number {
  return existsSync(folder) ? readdirSync(folder).length : 0
}

/** The program where its user can reach it: the cache may lie below a closed home folder. */
function reachable(folder: string): string {
  const program = join(folder, 'snac')
  copyFileSync(snac, program)
  chmodSync(program, 0o755)
  return program
}

/** snac2 keeps each token in a file; without it, the token is as good as revoked. */
function forgetTokens(data: string): void {
  const folder = join(data, 'token')
  for (const file of readdirSync(folder)) rmSync(join(folder, file))
}

/**
 * What a person does on the page that an authorization request leads to: opens it, fills in the sign-in form, sends it.
 *
 * @returns the address with `code` and `state` that the browser would be sent to
 */
export async function signInByForm(url: string, user: string, password: string): Promise<URL> {
  const page = await (await fetchOnce(url)).text()
  const form = /<form[^>]*action="([^"]+)"[^>]*>([\s\S]*?)<\/form>/i.exec(page)
  if (!form) throw new Error(`no form on the sign-in page: ${page.slice(0, 300)}`)
  const body = new URLSearchParams()
  for (const [input] of (form[2] ?? '').matchAll(/<input[^>]*>/gi)) {
    const name = attribute(input, 'name')
    if (!name) continue
    const type = attribute(input, 'type')
    body.set(name, type === 'password' ? password : type === 'text' ? user : attribute(input, 'value'))
  }
  const answer = await fetchOnce(new URL(form[1] ?? '', url), { method: 'POST', body, redirect: 'manual' })
  const location = answer.headers.get('location')
  if (location === null)
    throw new Error(`signing in was refused: ${answer.status} ${(await answer.text()).slice(0, 300)}`)
  return new URL(location, url)
}

function attribute(tag: string, name: string): string {
  return (new RegExp(`${name}="([^"]*)"`, 'i').exec(tag)?.[1] ?? '').replaceAll('&amp;', '&')
}

/** A token for an account, for the tests' own reading and for the second person in a conversation. */
export async function fediverseToken(server: FediverseServer, account: FediverseAccount): Promise<string> {
  const redirect = 'http://127.0.0.1:9/callback'
  const post = async (path: string, form: Record<string, string>) =>
    (await (
      await fetchOnce(`${server.url}${path}`, { method: 'POST', body: new URLSearchParams(form) })
    ).json()) as Record<string, string>
  const app = await post('/api/v1/apps', { client_name: 'peer', redirect_uris: redirect, scopes: 'read write' })
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: app.client_id ?? '',
    redirect_uri: redirect,
    scope: 'read write',
    state: 'peer',
  })
  const back = await signInByForm(`${server.url}/oauth/authorize?${query}`, account.username, account.password)
  const token = await post('/oauth/token', {
    grant_type: 'authorization_code',
    code: back.searchParams.get('code') ?? '',
    client_id: app.client_id ?? '',
    client_secret: app.client_secret ?? '',
    redirect_uri: redirect,
  })
  if (!token.access_token) throw new Error('snac2 gave no token')
  return token.access_token
}

/**
 * Lets an account follow someone on the other server, and waits until that server has agreed: from then on it sees
 * their posts, and can answer them. snac2 knows no port in a mention, so that is how two on loopback meet.
 */
export async function fediverseFollow(
  server: FediverseServer,
  token: string,
  followed: { server: FediverseServer; account: FediverseAccount },
): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const { handle, username } = followed.account
  const search = `${server.url}/api/v2/search?resolve=true&type=accounts&q=${encodeURIComponent(handle)}`
  const { accounts } = (await (await fetchOnce(search, { headers })).json()) as { accounts: { id: string }[] }
  const id = accounts[0]?.id
  if (id === undefined) throw new Error(`${server.url} cannot find ${handle}`)
  const before = followed.server.followers(username)
  await fetchOnce(`${server.url}/api/v1/accounts/${id}/follow`, { method: 'POST', headers, body: '{}' })
  // The other server notes the follower when it works through its queue.
  await until('the follow', async () => (followed.server.followers(username) > before ? true : undefined))
}

/** What an account sees of those it follows. */
export async function fediverseHome(server: FediverseServer, token: string): Promise<{ id: string; uri: string }[]> {
  const answer = await fetchOnce(`${server.url}/api/v1/timelines/home`, {
    headers: { authorization: `Bearer ${token}` },
  })
  return (await answer.json()) as { id: string; uri: string }[]
}
