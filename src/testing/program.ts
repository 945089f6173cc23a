import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './web.ts'

/** The real program, as a person starts it. */
export interface RunningProgram {
  url: string
  /** Of the process that was started: the launcher, or the program itself. */
  pid: number
  folder: string
  /** What it printed so far. */
  output(): string
  /** Ctrl-C. @returns the exit code */
  stop(): Promise<number | null>
  /** `kill -9` of Node; the database is left to itself. */
  kill(): Promise<void>
  /** Stops, and takes the data folder away. */
  end(): Promise<void>
}

const root = join(import.meta.dirname, '..', '..')

/** What a command left behind. */
export interface RanProgram {
  code: number | null
  out: string
  err: string
}

/** A command as a person types it, until it ends, in English. @param uid another user's, where we may take it */
export function runProgram(
  folder: string,
  args: readonly string[],
  env: Record<string, string> = {},
  uid?: number,
): RanProgram {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin', 'percakapan.mjs'), ...args], {
    cwd: root,
    env: { ...process.env, BASE_URL: '', LANG: 'en_US.UTF-8', LC_ALL: '', DATA_DIR: folder, ...env },
    encoding: 'utf8',
    timeout: 120_000,
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  return { code: status, out: stdout, err: stderr }
}

/** Ids of the processes that work on this folder: PostgreSQL's, after the program has ended. */
export function processesOn(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        // In a closed folder the server knows its own place only as its working folder.
        return [readFileSync(`/proc/${pid}/cmdline`, 'utf8'), readlinkSync(`/proc/${pid}/cwd`)].some((text) =>
          text.includes(folder),
        )
      } catch {
        return false // ended meanwhile
      }
    })
}

/** Somebody's way to the API of a running program, once set up: answers with the status and the parsed body. */
export type AskProgram = (
  method: string,
  path: string,
  body?: unknown,
) => Promise<{ status: number; body: Record<string, unknown> }>

/** Makes the owner's account; afterwards whoever asked is signed in. @param signedIn is told the cookie */
export async function setUpProgram(
  { url }: RunningProgram,
  owner: object,
  signedIn: (cookie: string) => void = () => undefined,
): Promise<AskProgram> {
  let cookie = ''
  const ask: AskProgram = async (method, path, body) => {
    const form = body instanceof FormData
    const headers = { origin: url, cookie, ...(form ? {} : { 'content-type': 'application/json' }) }
    const answer = await fetch(`${url}/api${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    })
    const set = answer.headers.getSetCookie().map((line) => line.split(';')[0])
    if (set.length > 0) cookie = set.join('; ')
    signedIn(cookie)
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  const { status, body } = await ask('POST', '/setup', owner)
  if (status !== 201) throw new Error(`setup answered ${status}: ${JSON.stringify(body)}`)
  return ask
}

/**
 * Starts `percakapan all` on a free port.
 * @param folder data of an earlier run; a new folder where missing
 * @param launcher what is started: bin/percakapan.mjs on this Node, or bin/percakapan as `npm start` does
 */
export async function startProgram(
  env: Record<string, string> = {},
  folder?: string,
  [command, ...before]: readonly [string, ...string[]] = [process.execPath, join(root, 'bin', 'percakapan.mjs')],
): Promise<RunningProgram> {
  const data = folder ?? mkdtempSync(join(tmpdir(), 'percakapan-run-'))
  const port = env.PORT ?? String(await freePort())
  const url = `http://localhost:${port}`
  let printed = ''
  const child: ChildProcess = spawn(command, [...before, 'all'], {
    cwd: root,
    // Vitest sets a BASE_URL of its own.
    env: { ...process.env, BASE_URL: '', LANG: 'id_ID.UTF-8', ...env, PORT: port, DATA_DIR: data },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  child.stdout?.on('data', (text) => (printed += text))
  child.stderr?.on('data', (text) => (printed += text))
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(-(child.pid as number), name)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
  const program: RunningProgram = {
    url,
    pid: child.pid as number,
    folder: data,
    output: () => printed,
    stop: async () => {
      signal('SIGINT')
      return ended
    },
    kill: async () => {
      signal('SIGKILL')
      await ended
    },
    end: async () => {
      signal('SIGINT')
      await ended
      rmSync(data, { recursive: true, force: true })
    },
  }
  await answers(url, child, () => printed).catch(async (error) => {
    await program.kill()
    throw error
  })
  return program
}

async function answers(url: string, child: ChildProcess, printed: () => string): Promise<void> {
  for (let waited = 0; waited < 120_000; waited += 100) {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}: ${printed()}`)
    const ready = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ready) return
    await sleep(100)
  }
  throw new Error(`the program does not answer: ${printed()}`)
}
