import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { settings as programSettings, readConfig } from '../../config.ts'
import type { Actor, Context } from '../../context.ts'
import { asSystem } from '../../db/client.ts'
import { openLog } from '../../log.ts'
import { openContext } from '../../program.ts'
import { makeWorkspace } from '../workspace.ts'
import { openCrew } from './crew.ts'
import { fakeAdapter, fakeKinds } from './fake-adapter.ts'
import type { Life } from './life.ts'
import { openProxy, type TcpProxy } from './proxy.ts'
import type { Site } from './site.ts'
import { type Sabotage, settings } from './words.ts'

/** A database with its channels and its proxies: trials on different lanes don't meet but at the networks. */
export interface Lane {
  context: Context
  actor: Actor
  sites: readonly Site[]
  /** By network. */
  channels: ReadonlyMap<string, string>
  /** By network. */
  proxies: ReadonlyMap<string, TcpProxy>
  /** The worker that lives, or a new one. */
  life(): Promise<Life>
  close(): Promise<void>
}

/** @param server how the database server is reached @param folder for the workers' data */
export async function openLane(
  name: string,
  server: pg.ClientConfig,
  folder: string,
  sites: readonly Site[],
  sabotage?: Sabotage,
): Promise<Lane> {
  const proxies = new Map(await Promise.all(sites.map(async (s) => [s.name, await openProxy(s.origin)] as const)))
  const shared = {
    DATABASE_URL: await makeDatabase(server, name),
    DATA_DIR: join(folder, name),
    SECRET_KEY: randomBytes(32).toString('hex'),
    BASE_URL: 'http://panel.example',
    UNDO_SECONDS: '0',
    POLL_SECONDS: '86400',
  }
  const allow = (origins: readonly string[]) => origins.map((origin) => new URL(origin).host).join(',')
  const { context: bare, close } = await openContext(
    readConfig({ ...shared, ALLOW_PRIVATE_HOSTS: allow(sites.map((site) => site.origin)) }),
    undefined,
    openLog('silent'),
    'lane',
  )
  const fakes = fakeKinds.map((kind) => [kind.name, fakeAdapter(kind)] as const)
  const context: Context = { ...bare, networks: { ...bare.networks, ...Object.fromEntries(fakes) } }
  const actor = await makeWorkspace(context)
  const channels = new Map<string, string>()
  for (const site of sites) channels.set(site.name, await site.connect(context, actor))
  // No worker shall ask for responses: only what is sent is looked at here.
  await asSystem(context.db, (tx) => sql`update channel set polled_at = now()`.execute(tx))

  // Settings of the program around us (a mail server, say) are none of the workers'.
  const foreign = Object.fromEntries(Object.entries(process.env).filter(([name]) => !(name in programSettings)))
  const env = {
    // Half of a worker's start is reading the program: it is kept between starts.
    NODE_COMPILE_CACHE: join(import.meta.dirname, '..', '..', '..', '.cache', 'compile'),
    ...foreign,
    ...shared,
    LOG_LEVEL: 'error',
    ALLOW_PRIVATE_HOSTS: allow([...proxies.values()].map((proxy) => proxy.origin)),
    [settings.routes]: JSON.stringify(
      Object.fromEntries(sites.map((site) => [site.origin, proxies.get(site.name)?.origin])),
    ),
    [settings.networks]: sites.map((site) => site.name).join(','),
    ...(sabotage ? { [settings.sabotage]: sabotage } : {}),
  }
  const crew = openCrew('worker-', env, 1)
  let life: Life | undefined
  return {
    context,
    actor,
    sites,
    channels,
    proxies,
    life: async () => {
      if (!life?.alive()) life = await crew.next()
      return life
    },
    close: async () => {
      await crew.close()
      await close()
      for (const proxy of proxies.values()) await proxy.close()
    },
  }
}

/** @returns its address; the server's own may be a socket's folder */
async function makeDatabase(server: pg.ClientConfig, name: string): Promise<string> {
  const admin = new pg.Client(server)
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  const url = new URL(`postgres://localhost:${server.port}/${name}`)
  url.username = String(server.user)
  url.password = String(server.password)
  url.searchParams.set('host', String(server.host))
  return url.href
}
