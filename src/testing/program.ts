import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
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

/**
 * Starts `percakapan all` on a free port.
 * @param folder data of an earlier run; a new folder where missing
 * @param node the Node that runs the launcher: this one, or the machine's own as in `npm start`
 */
export async function startProgram(
  env: Record<string, string> = {},
  folder?: string,
  node = process.execPath,
): Promise<RunningProgram> {
  const data = folder ?? mkdtempSync(join(tmpdir(), 'percakapan-run-'))
  const port = env.PORT ?? String(await freePort())
  const url = `http://localhost:${port}`
  let printed = ''
  const child: ChildProcess = spawn(node, [join(root, 'bin', 'percakapan.mjs'), 'all'], {
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
  await answers(url, child, () => printed)
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
