import { openSession } from '../networks/testing/session.ts'
import { realClock } from './clock.ts'

/** A session at a real server, which lives by the machine's clock. */
export const openPeerSession: typeof openSession = (connected, more) =>
  openSession(connected, { now: realClock.now, ...more })

/** Polls until there is an answer: federation between servers takes time. */
export async function until<T>(ask: () => Promise<T | undefined>, seconds = 60): Promise<T> {
  const end = realClock.now().getTime() + seconds * 1000
  while (realClock.now().getTime() < end) {
    const found = await ask()
    if (found !== undefined) return found
    await new Promise((done) => setTimeout(done, 300))
  }
  throw new Error(`nothing came within ${seconds} s`)
}
