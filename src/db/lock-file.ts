import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Larger than any process has: Linux counts to 4,194,304, macOS to 99,999. */
const nobodysId = 1_000_000_000

/** Whether the server of this data folder (`…/postgres/18`) runs: cheap enough to ask every two seconds. */
export function serverRuns(cluster: string): boolean {
  const id = serverId(join(cluster, 'postmaster.pid'))
  return id !== undefined && isServer(id, cluster)
}

/**
 * After a crash, a lock file names a process that is gone, and another program may have its number by now. PostgreSQL then
 * takes that one for a server, and refuses to start until somebody deletes the file by hand. Here the number is made
 * nobody's; the other lines stay, since by them PostgreSQL sees whether processes of the old server live.
 * @param socketLock the lock beside the server's socket
 */
export function forgetDeadServer(cluster: string, socketLock: string): void {
  const file = join(cluster, 'postmaster.pid')
  const [pid, lockPid] = [serverId(file), serverId(socketLock)]
  if (lockPid !== undefined && !isServer(lockPid, cluster)) rmSync(socketLock, { force: true })
  if (pid === undefined || isServer(pid, cluster)) return
  const rest = readFileSync(file, 'utf8').split('\n').slice(1)
  // A new file, since the folder is not ours where root starts the server: nothing may lead the writing elsewhere.
  rmSync(`${file}.new`, { force: true })
  writeFileSync(`${file}.new`, [String(nobodysId), ...rest].join('\n'), { mode: 0o644, flag: 'wx' })
  renameSync(`${file}.new`, file)
}

function serverId(lock: string): number | undefined {
  try {
    const id = Number(readFileSync(lock, 'utf8').split('\n')[0])
    return Number.isSafeInteger(id) && id > 0 ? id : undefined
  } catch {
    return undefined // no lock file: nothing runs
  }
}

function isServer(pid: number, cluster: string): boolean {
  if (!lives(pid)) return false
  if (process.platform === 'win32') return true
  // A server works in its data folder; nobody else does. One that ends, or somebody else's, has no folder for us.
  if (existsSync('/proc/self/cwd')) return workingFolder(pid) === realpathSync(cluster)
  return /postgres$/.test(spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).stdout.trim())
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process lives too.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}
