import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const isRoot = process.getuid?.() === 0
export const cache = join(import.meta.dirname, '..', '.cache', 'peers')

/** A server that ends with the test process. */
export interface Running {
  /** What it printed so far, for errors. */
  output(): string
  stop(): Promise<void>
}

/** A port of loopback that nobody listens on right now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** An own folder for a server's data, which belongs to `user` where we are root. */
export async function ownFolder(name: string, user?: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), `percakapan-${name}-`))
  // One server's user may need another's socket.
  chmodSync(folder, 0o755)
  if (user && isRoot) chownSync(folder, id('-u', user), id('-g', user))
  return folder
}

function id(flag: '-u' | '-g', user: string): number {
  return Number(execFileSync('id', [flag, user], { encoding: 'utf8' }))
}

/** The command as `user`, where we are root; several servers refuse to run as root. */
function asUser(user: string | undefined, command: readonly string[]): string[] {
  if (!user || !isRoot) return [...command]
  return ['setpriv', `--reuid=${id('-u', user)}`, `--regid=${id('-g', user)}`, '--clear-groups', ...command]
}

/** Starts a server under guard.sh. `folder` goes with it; `signal` is what ends it orderly. */
export function launch(
  command: readonly string[],
  options: { folder: string; user?: string; env?: Record<string, string>; cwd?: string; signal?: 'TERM' | 'INT' },
): Running {
  const log = `${options.folder}.log`
  const file = openSync(log, 'w')
  const words = [
    join(import.meta.dirname, 'guard.sh'),
    options.folder,
    options.signal ?? 'TERM',
    ...asUser(options.user, command),
  ]
  const child: ChildProcess = spawn('bash', words, {
    cwd: options.cwd ?? options.folder,
    env: { ...process.env, ...options.env },
    stdio: ['pipe', file, file],
    detached: true,
  })
  child.unref()
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  return {
    output: () => readFileSync(log, 'utf8').slice(-4000),
    stop: async () => {
      child.ref()
      child.stdin?.end()
      await ended
    },
  }
}

/** Runs a command to its end; its output is in the error where it fails. */
export async function finish(
  command: readonly string[],
  options: { user?: string; cwd?: string; env?: Record<string, string>; input?: string; timeout?: number } = {},
): Promise<string> {
  const [program = '', ...args] = asUser(options.user, command)
  const done = run(program, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    timeout: options.timeout ?? 600_000,
    maxBuffer: 64 * 1024 * 1024,
  })
  // A program that ends without reading its input is no failure of ours.
  done.child.stdin?.on('error', () => undefined)
  done.child.stdin?.end(options.input ?? '')
  return (await done).stdout
}

/** Waits until `probe` gives something; the server's last words are in the error where it never does. */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined>,
  running?: Running,
  seconds = 60,
): Promise<T> {
  const end = Date.now() + seconds * 1000
  let last: unknown
  while (Date.now() < end) {
    try {
      const found = await probe()
      if (found !== undefined) return found
    } catch (error) {
      last = error
    }
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(`${what} was not ready within ${seconds} s\n${String(last ?? '')}\n${running?.output() ?? ''}`)
}

/** Answers once a GET is answered with any status below 500. */
export async function answering(url: string): Promise<true | undefined> {
  const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5000) })
  await answer.arrayBuffer()
  return answer.status < 500 ? true : undefined
}

/** Where a program is, on the PATH and where Debian puts servers. */
export async function whereIs(program: string): Promise<string | undefined> {
  const { access, constants } = await import('node:fs/promises')
  for (const folder of [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/lib/postgresql/15/bin']) {
    const path = join(folder, program)
    if (
      await access(path, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return path
  }
  return undefined
}

/** `true`, or which of the programs are missing. */
export async function havePrograms(...programs: string[]): Promise<true | string> {
  const found = await Promise.all(programs.map(whereIs))
  const missing = programs.filter((_, index) => found[index] === undefined)
  return missing.length === 0 ? true : `not installed: ${missing.join(', ')} (as root on Debian: bash peers/apt.sh)`
}

/** Installs what is not there yet; two test files at once wait for each other. */
export async function install(what: 'bluesky' | 'snac2' | 'ghost'): Promise<void> {
  const script = join(import.meta.dirname, 'install.sh')
  await finish(['bash', script, what, cache, process.execPath], { timeout: 1_200_000 })
}

/** `fetch` on a connection of its own: snac2 closes kept ones without a word, which now and then looks like a reset. */
export const fetchOnce: typeof fetch = (input, init) =>
  fetch(input, { ...init, headers: [...new Headers(init?.headers), ['connection', 'close']] })
