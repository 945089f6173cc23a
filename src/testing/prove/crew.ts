import { type Life, startLife } from './life.ts'

/** Workers that are started ahead: most of a trial was waiting for the next one. */
export interface Crew {
  /** The next worker that could begin; another is started behind it. */
  next(): Promise<Life>
  /** Ends all that were ever handed out or wait. */
  close(): Promise<void>
}

/** @param ahead how many wait, ready */
export function openCrew(name: string, env: NodeJS.ProcessEnv, ahead: number): Crew {
  let count = 0
  const all = new Set<Promise<Life>>()
  const waiting: Promise<Life>[] = []

  function start(): void {
    const life = startLife(`${name}${++count}`, env)
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
      for (const life of await Promise.allSettled(all)) if (life.status === 'fulfilled') await life.value.end()
    },
  }
}
