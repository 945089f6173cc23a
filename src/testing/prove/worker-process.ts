import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { type Order, type Said, settings, type Told } from './words.ts'

/** A worker's process, from its start to its death. */
export interface WorkerProcess {
  /** The part of the program that it is, as the database lists its connections: no two workers share one. */
  part: string
  alive(): boolean
  /** Lets it work from now on, and die where the order says. */
  begin(order?: Order): void
  /** Sends it another message. */
  tell(word: Told): void
  /** Waits until it says this, or is dead. */
  heard(word: Said): Promise<void>
  /** `kill -9`, at once. */
  kill(): void
  /** Continues a stopped process. */
  goOn(): void
  /** Kills it if it still lives, and waits until it is gone. */
  end(): Promise<void>
}

/** Makes a faulty version of the program, where one is asked for. */
const mutate = join(import.meta.dirname, 'mutate.ts')
const readySeconds = 120

/** Starts a worker and waits until it could begin. @param file what it runs (built-worker.ts) @throws Error when it ends before that */
export async function startWorkerProcess(part: string, file: string, env: NodeJS.ProcessEnv): Promise<WorkerProcess> {
  const child = fork(file, [part], {
    execArgv: ['--disable-warning=ExperimentalWarning', ...(env[settings.mutant] ? ['--import', mutate] : [])],
    env,
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  })
  const said = lastWords(child)
  const gone = new Promise<void>((done) => child.once('exit', () => done()))
  let killed = false
  // A process that was sent SIGKILL counts as dead, though its exit may not be reported yet.
  const alive = () => child.exitCode === null && child.signalCode === null && !killed
  const kill = () => {
    killed = true
    child.kill('SIGKILL')
  }
  // A message to a process that has just died is lost.
  child.on('error', () => undefined)
  const tell = (word: Told) => void (child.connected && child.send(word, () => undefined))
  await ready(child, said)
  return {
    part,
    alive,
    begin: (order) => tell({ begin: true, order }),
    tell,
    heard: (word) =>
      new Promise((done) => {
        const end = () => {
          child.off('message', listener).off('exit', end)
          done()
        }
        const listener = (said: unknown) => {
          if (said === word) end()
        }
        child.on('message', listener).on('exit', end)
      }),
    kill,
    goOn: () => {
      // It may have said that it stops a moment before it does.
      for (const after of [0, 100, 500]) setTimeout(() => void child.kill('SIGCONT'), after)
    },
    end: async () => {
      if (alive()) kill()
      // A process that stands still is killed all the same.
      await gone
    },
  }
}

/** What it prints, should it not come so far. A worker whose database is away says so, and that is often on purpose here. */
function lastWords(child: ChildProcess): () => string {
  let words = ''
  child.stderr?.on('data', (bytes: Buffer) => {
    words = `${words}${bytes}`.slice(-2000)
  })
  return () => words
}

function ready(child: ChildProcess, said: () => string): Promise<void> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`no worker within ${readySeconds} s`)), readySeconds * 1000)
    const failed = (code: number | null) =>
      fail(new Error(`the worker ended (${code}) before it could begin: ${said()}`))
    child.once('exit', failed)
    child.once('message', () => {
      clearTimeout(timer)
      child.off('exit', failed)
      done()
    })
  })
}
