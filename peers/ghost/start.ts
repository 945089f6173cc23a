import { createHmac, randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { answering, cache, fetchOnce, freePort, havePrograms, install, launch, ownFolder, until } from '../process.ts'

/** A Ghost of its own, on SQLite, as its makers run it in production. */
export interface GhostPeer {
  url: string
  /** `id:secret`, as Ghost shows it to whoever makes an integration. */
  adminApiKey: string
  /** What the browser of its owner sends: moving a whole blog is nothing that a key may do. */
  ownerHeaders: Record<string, string>
  stop(): Promise<void>
}

const installed = join(cache, 'ghost-6.65.0')

/** Whether Ghost is in the cache, or may be put there, or what is missing. */
export async function ghostAvailable(): Promise<true | string> {
  if (existsSync(installed)) return true
  if (process.env.PEERS_GHOST !== '1')
    return 'not installed, since that takes minutes: bash peers/install.sh ghost, or PEERS_GHOST=1'
  return await havePrograms('npm', 'flock', 'g++', 'make', 'python3')
}

/** Starts it in about ten seconds, and some minutes more the first time; database and files go when it stops. */
export async function startGhost(): Promise<GhostPeer> {
  await install('ghost')
  const folder = await ownFolder('ghost')
  const url = `http://127.0.0.1:${await freePort()}`
  const program = join(installed, 'package')
  const content = join(folder, 'content')
  cpSync(join(program, 'content'), content, { recursive: true })
  mkdirSync(join(content, 'data'), { recursive: true })
  const node = join(installed, 'node', 'node_modules', 'node', 'bin', 'node')
  const running = launch([node, 'index.js'], { folder, cwd: program, env: settings(url, content) })
  try {
    await until('Ghost', () => answering(`${url}/ghost/api/admin/site/`), running, 120)
    return { url, ...(await makeOwner(url)), stop: running.stop }
  } catch (error) {
    await running.stop()
    throw error
  }
}

/** Ghost reads its settings from the environment too, `a.b` as `a__b`; a file would have to lie in its program. */
function settings(url: string, content: string): Record<string, string> {
  return {
    NODE_ENV: 'production',
    url,
    server__host: '127.0.0.1',
    server__port: new URL(url).port,
    database__client: 'better-sqlite3',
    database__connection__filename: join(content, 'data', 'ghost.db'),
    database__useNullAsDefault: 'true',
    mail__transport: 'stub',
    // Else a sign-in waits for a code by mail.
    security__staffDeviceVerification: 'false',
    // No request leaves the machine.
    privacy__useTinfoil: 'true',
    logging__transports: '["stdout"]',
    logging__level: 'error',
    paths__contentPath: content,
  }
}

/** The owner, an integration of theirs with its key, and comments switched on: the steps that a person takes in the browser. */
async function makeOwner(url: string): Promise<Pick<GhostPeer, 'adminApiKey' | 'ownerHeaders'>> {
  const admin = `${url}/ghost/api/admin`
  const [email, password] = ['sari@example.com', randomBytes(12).toString('hex')]
  const ask = async (path: string, body: object, cookie = '', method = 'POST') => {
    const answer = await fetchOnce(`${admin}${path}`, {
      method,
      headers: { 'content-type': 'application/json', origin: url, cookie },
      body: JSON.stringify(body),
    })
    // To its end: the headers of a sign-in leave before its session is stored, the last byte after it.
    const said = await answer.text()
    if (!answer.ok) throw new Error(`Ghost ${path}: ${answer.status} ${said.slice(0, 500)}`)
    return { said, cookies: answer.headers.getSetCookie() }
  }
  await ask('/authentication/setup/', { setup: [{ name: 'Sari', email, password, blogTitle: 'Blog Uji' }] })
  const { cookies } = await ask('/session/', { username: email, password })
  const cookie = cookies.map((one) => one.split(';')[0])
  // Readers may comment: off until the owner says so, and no integration may say it.
  await ask('/settings/', { settings: [{ key: 'comments_enabled', value: 'all' }] }, cookie.join('; '), 'PUT')
  const { said } = await ask(
    '/integrations/?include=api_keys',
    { integrations: [{ name: 'Percakapan' }] },
    cookie.join('; '),
  )
  const { integrations } = JSON.parse(said) as {
    integrations: { api_keys: { type: string; secret: string }[] }[]
  }
  const key = integrations[0]?.api_keys.find(({ type }) => type === 'admin')
  if (!key) throw new Error('Ghost made an integration without an Admin API key')
  return { adminApiKey: key.secret, ownerHeaders: { cookie: cookie.join('; '), origin: url } }
}

/**
 * A bearer of five minutes, signed with an Admin API key.
 * https://docs.ghost.org/admin-api/#token-generation
 */
export function ghostToken(adminApiKey: string, now = new Date()): string {
  const [id = '', secret = ''] = adminApiKey.split(':')
  const issued = Math.floor(now.getTime() / 1000)
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const words = `${encode({ alg: 'HS256', typ: 'JWT', kid: id })}.${encode({ iat: issued, exp: issued + 300, aud: '/admin/' })}`
  return `${words}.${createHmac('sha256', Buffer.from(secret, 'hex')).update(words).digest('base64url')}`
}

/** Publishes a page through the Admin API. @returns its address */
export async function publishOnGhost(peer: GhostPeer, title: string, html: string): Promise<string> {
  const answer = await fetchOnce(`${peer.url}/ghost/api/admin/posts/?source=html`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Ghost ${ghostToken(peer.adminApiKey)}` },
    body: JSON.stringify({ posts: [{ title, html, status: 'published' }] }),
  })
  if (!answer.ok) throw new Error(`Ghost: ${answer.status} ${(await answer.text()).slice(0, 500)}`)
  const { posts } = (await answer.json()) as { posts: { url: string }[] }
  if (!posts[0]) throw new Error('Ghost answered without the post')
  return posts[0].url
}
