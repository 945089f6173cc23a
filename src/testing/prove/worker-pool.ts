import { startWorkerProcess, type WorkerProcess } from './worker-process.ts'

/** Workers that are started ahead: most of a trial was waiting for the next one. */
export interface WorkerPool {
  /** The next worker that could begin; another is started behind it. */
  next(): Promise<WorkerProcess>
  /** Ends all that were ever handed out or wait. */
  close(): Promise<void>
}

const starts = 4

/** @param file what a worker's process runs @param ahead how many wait, ready */
export function openWorkerPool(name: string, file: string, env: NodeJS.ProcessEnv, ahead: number): WorkerPool {
  let count = 0
  let closed = false
  const all = new Set<Promise<WorkerProcess>>()
  const waiting: Promise<WorkerProcess>[] = []

  /** The database may just be broken on purpose, and a worker does not start without one. */
  async function startSurely(): Promise<WorkerProcess> {
    for (let left = starts; ; left--) {
      try {
        return await startWorkerProcess(`${name}${++count}`, file, env)
      } catch (error) {
        if (left <= 1 || closed) throw error
      }
    }
  }

  function start(): void {
    const worker = startSurely()
    // The caller that takes it gets the error.
    worker.catch(() => undefined)
    all.add(worker)
    waiting.push(worker)
  }

  return {
    next: () => {
      while (waiting.length <= ahead) start()
      return waiting.shift() as Promise<WorkerProcess>
    },
    close: async () => {
      closed = true
      for (const worker of await Promise.allSettled(all)) if (worker.status === 'fulfilled') await worker.value.end()
    },
  }
}
