import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { Order } from './words.ts'

/** A worker's process, from its start to its death. */
export interface Life {
  alive(): boolean
  /** Lets it work from now on, and die where the order says. */
  begin(order?: Order): void
  /** `kill -9`, at once. */
  kill(): void
  /** Kills it if it still lives, and waits until it is gone. */
  end(): Promise<void>
}

const readySeconds = 60

/** Starts a worker and waits until it could begin. @throws Error when it ends before that */
export async function startLife(env: NodeJS.ProcessEnv): Promise<Life> {
  const child = fork(join(import.meta.dirname, 'worker.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const gone = new Promise<void>((done) => child.once('exit', () => done()))
  // One that was sent its kill counts as dead, though its end may not be heard yet.
  const alive = () => child.exitCode === null && child.signalCode === null && !child.killed
  // A word to one that has just died is lost, as it should be.
  child.on('error', () => undefined)
  await ready(child)
  return {
    alive,
    begin: (order) => void child.send({ order }),
    kill: () => void child.kill('SIGKILL'),
    end: async () => {
      if (alive()) child.kill('SIGKILL')
      await gone
    },
  }
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((done, fail) => {
    const patience = setTimeout(() => fail(new Error(`no worker within ${readySeconds} s`)), readySeconds * 1000)
    const failed = (code: number | null) => fail(new Error(`the worker ended (${code}) before it could begin`))
    child.once('exit', failed)
    child.once('message', () => {
      clearTimeout(patience)
      child.off('exit', failed)
      done()
    })
  })
}
