import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { settings as programSettings, readConfig } from '../../config.ts'
import type { Actor, Context } from '../../context.ts'
import { asSystem, runningParts, type Tx } from '../../db/client.ts'
import { openLog } from '../../log.ts'
import { networkNamed } from '../../networks/index.ts'
import { openContext } from '../../program.ts'
import { makeWorkspace } from '../workspace.ts'
import { startCopy } from './base.ts'
import { type DatabaseProxy, openDatabaseProxy } from './database-proxy.ts'
import { fakeAdapter, fakeKinds } from './fake-adapter.ts'
import { openProxy, type TcpProxy } from './proxy.ts'
import type { Site } from './site.ts'
import { settings } from './words.ts'
import { openWorkerPool, type WorkerPool } from './worker-pool.ts'
import type { WorkerProcess } from './worker-process.ts'

/** `brief` workers have short leases, and wait a few seconds only for an answer. */
export type Term = 'usual' | 'brief'

/** How long a brief worker waits for an answer, in seconds; its lease is a quarter longer. */
export const briefSeconds = 3

/** A database server with its channels and its proxies: trials on different test beds don't meet but at the networks. */
export interface TestBed {
  context: Context
  actor: Actor
  sites: readonly Site[]
  /** By network. */
  channels: ReadonlyMap<string, string>
  /** By network. */
  proxies: ReadonlyMap<string, TcpProxy>
  /** Between the workers and the database. */
  database: DatabaseProxy
  /** Between the people (this process) and the database. */
  peopleDatabase: DatabaseProxy
  /** The worker that lives, or a new one. One of the other term is ended first. */
  worker(term: Term): Promise<WorkerProcess>
  /** One more beside it. */
  another(term: Term): Promise<WorkerProcess>
  /** Ends all but the first, whose word stands for the next trial; with `all` that one too. */
  dismiss(all?: boolean): Promise<void>
  /** Reads and writes rows as the program itself, however long the database is away (30 seconds at most). */
  ask<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** The server loses all that it has not on its disk: one of its processes is killed, so that it starts again. */
  crash(): Promise<void>
  close(): Promise<void>
}

export interface TestBedOptions {
  name: string
  /** The folder that its data folder is copied from. */
  base: string
  folder: string
  sites: readonly Site[]
  /** What a worker's process runs. */
  workerFile: string
}

export async function openTestBed({ name, base, folder, sites, workerFile }: TestBedOptions): Promise<TestBed> {
  const dataDir = join(folder, name)
  const postgres = await startCopy(base, dataDir)
  const server = { host: String(postgres.connection.host), port: Number(postgres.connection.port) }
  const proxies = new Map(await Promise.all(sites.map(async (s) => [s.name, await openProxy(s.origin)] as const)))
  const database = await openDatabaseProxy(server)
  const peopleDatabase = await openDatabaseProxy(server)
  const shared = {
    DATA_DIR: dataDir,
    SECRET_KEY: randomBytes(32).toString('hex'),
    BASE_URL: 'http://panel.example',
    UNDO_SECONDS: '0',
    POLL_SECONDS: '86400',
  }
  const allow = (origins: readonly string[]) => origins.map((origin) => new URL(origin).host).join(',')
  const address = (host: string, port: number) => {
    const { user, password, database: named } = postgres.connection
    return `postgres://${user}:${password}@localhost:${port}/${named}?host=${encodeURIComponent(host)}`
  }
  const real = (await Promise.all(sites.map((site) => networkNamed(site.name)))).filter((one) => one !== undefined)
  const { context, close } = await openContext(
    readConfig({
      ...shared,
      DATABASE_URL: address('127.0.0.1', peopleDatabase.port),
      ALLOW_PRIVATE_HOSTS: allow(sites.map((site) => site.origin)),
    }),
    undefined,
    openLog('silent'),
    'testBed',
    { networks: [...real, ...fakeKinds.map(fakeAdapter)], migrated: true },
  )
  const actor = await makeWorkspace(context)
  const channels = new Map<string, string>()
  for (const site of sites) channels.set(site.name, await site.connect(context, actor))
  // No worker shall ask for responses: only what is sent is looked at here.
  await asSystem(context.db, (tx) => sql`update channel set polled_at = now()`.execute(tx))

  // Settings of the program around us (a mail server, say) are none of the workers'.
  const foreign = Object.fromEntries(Object.entries(process.env).filter(([setting]) => !(setting in programSettings)))
  const routes = Object.fromEntries(sites.map((site) => [site.origin, proxies.get(site.name)?.origin]))
  const env = {
    // Half of a worker's start is reading the program: it is kept between starts.
    NODE_COMPILE_CACHE: join(import.meta.dirname, '..', '..', '..', '.cache', 'compile'),
    ...foreign,
    ...shared,
    DATABASE_URL: address('127.0.0.1', database.port),
    LOG_LEVEL: process.env.PROVE_LOG ?? 'silent',
    ALLOW_PRIVATE_HOSTS: allow([...proxies.values()].map((proxy) => proxy.origin)),
    [settings.routes]: JSON.stringify(routes),
    [settings.networks]: sites.map((site) => site.name).join(','),
  }
  const staff = openStaff(context, workerFile, env)
  const ask = <T>(work: (tx: Tx) => Promise<T>) => patiently(() => asSystem(context.db, work))
  return {
    context,
    actor,
    sites,
    channels,
    proxies,
    database,
    peopleDatabase,
    ...staff,
    ask,
    crash: () => crash(context),
    close: async () => {
      await staff.close()
      await close()
      await database.close()
      await peopleDatabase.close()
      for (const proxy of proxies.values()) await proxy.close()
      await postgres.stop()
    },
  }
}

/** The workers that live on a test bed. */
function openStaff(
  context: Context,
  workerFile: string,
  env: NodeJS.ProcessEnv,
): Pick<TestBed, 'worker' | 'another' | 'dismiss'> & { close(): Promise<void> } {
  const pools: Partial<Record<Term, WorkerPool>> = {}
  const settled = { usual: {}, brief: { CALL_SECONDS: String(briefSeconds) } }
  let term: Term = 'usual'
  let lives: WorkerProcess[] = []

  async function hire(of: Term): Promise<WorkerProcess> {
    pools[of] ??= openWorkerPool(`${of}-`, workerFile, { ...env, ...settled[of] }, 1)
    const worker = await pools[of].next()
    lives.push(worker)
    return worker
  }

  async function letGo(going: readonly WorkerProcess[]): Promise<void> {
    lives = lives.filter((worker) => !going.includes(worker))
    for (const worker of going) await worker.end()
    for (const worker of going) await forgotten(context, worker)
  }

  const dismiss = (all = false) => letGo(lives.filter((worker, at) => all || at > 0 || !worker.alive()))

  return {
    worker: async (of) => {
      if (of !== term) await dismiss(true)
      term = of
      await letGo(lives.filter((worker) => !worker.alive()))
      return lives[0] ?? (await hire(of))
    },
    another: hire,
    dismiss,
    close: async () => {
      for (const pool of Object.values(pools)) await pool.close()
    },
  }
}

/** Waits until the database has ended the dead worker's connections: its last statements are committed or rolled back. */
async function forgotten(context: Context, { part }: WorkerProcess): Promise<void> {
  while ((await patiently(() => runningParts(context.db))).has(part)) await sleep(5)
}

const timeoutSeconds = 30

/** Again while the database is away. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const until = Date.now() + timeoutSeconds * 1000
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (Date.now() > until) throw error
      await sleep(100)
    }
  }
}

async function crash(context: Context): Promise<void> {
  const { rows } = await patiently(() => sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(context.db))
  process.kill((rows[0] as { pid: number }).pid, 'SIGKILL')
  await sleep(100)
  await patiently(() => sql`select 1`.execute(context.db))
}
