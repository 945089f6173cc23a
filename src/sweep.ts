import type { Context } from './context.ts'

export interface Sweep {
  stop(): Promise<void>
}

/**
 * Looks again and again for rows whose time has come, whether a job woke them or not, and acts on some of them at a
 * time. One round ends before the next begins.
 */
export function startSweep<T>(
  context: Context,
  name: string,
  seconds: number,
  atOnce: number,
  due: () => Promise<T[]>,
  act: (row: T) => Promise<unknown>,
): Sweep {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let round: Promise<void> = Promise.resolve()

  async function sweep(): Promise<void> {
    try {
      const rows = await due()
      const lane = async () => {
        for (let row = rows.shift(); row !== undefined && !stopped; row = rows.shift()) {
          await act(row).catch((error) => context.log.error({ sweep: name, error }, 'sweep: one row failed'))
        }
      }
      await Promise.all(Array.from({ length: atOnce }, lane))
    } catch (error) {
      context.log.error({ sweep: name, error }, 'sweep failed')
    }
  }

  function next(): void {
    if (stopped) return
    timer = setTimeout(() => {
      round = sweep().then(next)
    }, seconds * 1000)
  }
  round = sweep().then(next)
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await round
    },
  }
}
