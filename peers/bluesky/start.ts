import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { startPostgres15 } from '../postgres.ts'
import { finish, freePort, havePrograms, install, launch, ownFolder, type Running, until, whereIs } from '../process.ts'

/** Someone on the test network. */
export interface BlueskyAccount {
  handle: string
  email: string
  /** The password of the account itself. */
  password: string
  /** What a person gives to a program: made at the server as an app password. */
  appPassword: string
  did: string
}

/** PDS and AppView of one network, with two accounts. */
export interface BlueskyPeer {
  /** Where clients sign in; it passes `app.bsky.*` on to the AppView. */
  pdsUrl: string
  appviewUrl: string
  /** The network's own directory of DIDs, where the world has plc.directory. */
  plcUrl: string
  accounts: readonly [BlueskyAccount, BlueskyAccount]
  createAccount(name: string): Promise<BlueskyAccount>
  /** Takes back an app password, as a person would in the settings. */
  revoke(account: BlueskyAccount): Promise<void>
  stop(): Promise<void>
}

/** Whether everything is here that the network runs on, or what is missing. */
export async function blueskyAvailable(): Promise<true | string> {
  return await havePrograms('postgres', 'redis-server', 'setpriv', 'flock', 'g++', 'make', 'python3')
}

/** Starts PostgreSQL, Redis and the network: 10 to 20 seconds, and some minutes more the first time. */
export async function startBluesky(): Promise<BlueskyPeer> {
  await install('bluesky')
  const stops: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end()
  }
  try {
    const postgres = await startPostgres15()
    stops.push(postgres.stop)
    const redis = await startRedis()
    stops.push(redis.running.stop)
    const folder = await ownFolder('bluesky')
    const running = launch(
      [process.execPath, '--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'network.ts')],
      {
        folder,
        cwd: import.meta.dirname,
        env: {
          DB_POSTGRES_URL: postgres.url,
          REDIS_HOST: redis.host,
          TMPDIR: folder,
          LOG_ENABLED: 'false',
          NODE_ENV: 'test',
        },
      },
    )
    stops.push(running.stop)
    const urls = await until('Bluesky', async () => readyLine(running.output()), running, 120)
    const createAccount = async (name: string) => {
      const account = await newAccount(urls.pdsUrl, name)
      await until('the profile', () => knows(urls.appviewUrl, account.did))
      return account
    }
    const accounts = [await createAccount('sari'), await createAccount('budi')] as const
    return { ...urls, accounts, createAccount, revoke: (account) => revoke(urls.pdsUrl, account), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startRedis(): Promise<{ host: string; running: Running }> {
  const folder = await ownFolder('redis')
  const port = await freePort()
  const server = (await whereIs('redis-server')) ?? 'redis-server'
  const running = launch([server, '--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', folder], {
    folder,
  })
  const ping = () =>
    finish(['redis-cli', '-p', `${port}`, 'ping']).then((said) => (said.includes('PONG') ? true : undefined))
  await until('Redis', ping, running)
  return { host: `127.0.0.1:${port}`, running }
}

function readyLine(output: string): { pdsUrl: string; appviewUrl: string; plcUrl: string } | undefined {
  const line = /^ready (.*)$/m.exec(output)?.[1]
  return line === undefined ? undefined : (JSON.parse(line) as { pdsUrl: string; appviewUrl: string; plcUrl: string })
}

async function call<T>(pdsUrl: string, method: string, body: object, token?: string): Promise<T> {
  const answer = await fetch(`${pdsUrl}/xrpc/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method}: ${answer.status} ${text}`)
  return (text ? JSON.parse(text) : undefined) as T
}

async function newAccount(pdsUrl: string, name: string): Promise<BlueskyAccount> {
  const handle = `${name}.test`
  const email = `${name}@example.com`
  const password = randomBytes(12).toString('hex')
  const session = await call<{ did: string; accessJwt: string }>(pdsUrl, 'com.atproto.server.createAccount', {
    handle,
    email,
    password,
  })
  const made = await call<{ password: string }>(
    pdsUrl,
    'com.atproto.server.createAppPassword',
    { name: 'tests' },
    session.accessJwt,
  )
  const profile = { $type: 'app.bsky.actor.profile', displayName: name, description: `${name} on a test network` }
  const record = { repo: session.did, collection: 'app.bsky.actor.profile', rkey: 'self', record: profile }
  await call(pdsUrl, 'com.atproto.repo.putRecord', record, session.accessJwt)
  return { handle, email, password, appPassword: made.password, did: session.did }
}

/** Whether the AppView has read the account's first records. */
async function knows(appviewUrl: string, did: string): Promise<true | undefined> {
  const answer = await fetch(`${appviewUrl}/xrpc/app.bsky.actor.getProfile?actor=${did}`)
  const profile = (await answer.json()) as { displayName?: string }
  return profile.displayName ? true : undefined
}

async function revoke(pdsUrl: string, account: BlueskyAccount): Promise<void> {
  const form = { identifier: account.handle, password: account.password }
  const session = await call<{ accessJwt: string }>(pdsUrl, 'com.atproto.server.createSession', form)
  await call(pdsUrl, 'com.atproto.server.revokeAppPassword', { name: 'tests' }, session.accessJwt)
}
