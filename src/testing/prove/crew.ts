import { type Life, startLife } from './life.ts'

/** Workers that are started ahead: most of a trial was waiting for the next one. */
export interface Crew {
  /** The next worker that could begin; another is started behind it. */
  next(): Promise<Life>
  /** Ends all that were ever handed out or wait. */
  close(): Promise<void>
}

const starts = 4

/** @param ahead how many wait, ready */
export function openCrew(name: string, env: NodeJS.ProcessEnv, ahead: number): Crew {
  let count = 0
  let closed = false
  const all = new Set<Promise<Life>>()
  const waiting: Promise<Life>[] = []

  /** The database may just be broken on purpose, and a worker does not start without one. */
  async function startSurely(): Promise<Life> {
    for (let left = starts; ; left--) {
      try {
        return await startLife(`${name}${++count}`, env)
      } catch (error) {
        if (left <= 1 || closed) throw error
      }
    }
  }

  function start(): void {
    const life = startSurely()
    // Whoever takes it hears why it did not start.
    life.catch(() => undefined)
    all.add(life)
    waiting.push(life)
  }

  return {
    next: () => {
      while (waiting.length <= ahead) start()
      return waiting.shift() as Promise<Life>
    },
    close: async () => {
      closed = true
      for (const life of await Promise.allSettled(all)) if (life.status === 'fulfilled') await life.value.end()
    },
  }
}
