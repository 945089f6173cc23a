import { createStore, useStore } from './store.ts'

/** Whether the server can be reached; while it can't, when the newest of the kept answers that are shown was given. */
export interface Line {
  there: boolean
  keptAt?: string
}

/** How long to wait before looking again whether the server answers, in milliseconds. */
const LOOK_AGAIN = 4000

const line = createStore<Line>({ there: navigator.onLine })
const whenBack = new Set<() => void>()
let timer: ReturnType<typeof setTimeout> | undefined

async function look(): Promise<void> {
  timer = undefined
  try {
    const answer = await fetch('/readyz', { cache: 'no-store' })
    if (answer.ok) return heard()
  } catch {
    // Still no line: looked at again below.
  }
  lost()
}

/** The server answered. Whoever waits for the line is told when it had been lost. */
export function heard(): void {
  clearTimeout(timer)
  timer = undefined
  if (line.get().there) return
  line.set({ there: true })
  for (const tell of whenBack) tell()
}

/** The server did not answer, or only what was kept since `keptAt` (ISO instant). Looks again by itself until it does. */
export function lost(keptAt?: string): void {
  const before = line.get()
  const newest = [before.keptAt, keptAt]
    .filter((at) => at !== undefined)
    .sort()
    .at(-1)
  if (before.there || newest !== before.keptAt) line.set({ there: false, ...(newest && { keptAt: newest }) })
  timer ??= setTimeout(() => void look(), LOOK_AGAIN)
}

window.addEventListener('offline', () => lost())
window.addEventListener('online', () => void look())
if (!navigator.onLine) lost()

/** Looks now whether the server answers: something else hinted that it may not. */
export function doubt(): void {
  if (line.get().there) void look()
}

/** Calls `listener` whenever the line is back. Answers the way to stop listening. */
export function onLineBack(listener: () => void): () => void {
  whenBack.add(listener)
  return () => whenBack.delete(listener)
}

/** The line, followed. */
export function useLine(): Line {
  return useStore(line)
}
