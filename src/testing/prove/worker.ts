/** A worker as the program runs it, in a process of its own, which can be told where to die. Only trials start it. */
import { flushCompileCache } from 'node:module'
import { readConfig } from '../../config.ts'
import type { Context } from '../../context.ts'
import { networkNamed } from '../../networks/index.ts'
import { openContext, startWorker } from '../../program.ts'
import { openCrashPoints } from './crash-points.ts'
import { fakeAdapter, fakeKinds } from './fake-adapter.ts'
import { type Said, settings, type Told } from './words.ts'

const routes = JSON.parse(process.env[settings.routes] ?? '{}') as Record<string, string>
const say = (said: Said) => void process.send?.(said)
const RightDate = Date
const crashPoints = openCrashPoints(() => say('stopped'))

// The parent process is gone.
process.on('disconnect', () => process.exit(0))

const inPlay = (process.env[settings.networks] ?? '').split(',')
const real = await Promise.all(inPlay.map(networkNamed))
const all = [...real.filter((network) => network !== undefined), ...fakeKinds.map(fakeAdapter)]
const given = { networks: all, migrated: true }
const { context } = await openContext(readConfig(), undefined, undefined, process.argv[2], given)
crashPoints.listen(context.database.pool)
const wrapped = Object.values(context.networks).map((network) => crashPoints.network(network))
const mine: Context = {
  ...context,
  fetch: throughProxies(context.fetch),
  networks: Object.fromEntries(wrapped.map((network) => [network.name, network])),
}
let begun = false
process.on('message', ({ begin, order, clock, read }: Told) => {
  if (clock !== undefined) setClock(clock)
  if (read) void readTime()
  if (!begin) return
  crashPoints.obey(order)
  if (!begun) void startWorker(mine)
  begun = true
})
// A killed process keeps nothing at its end.
flushCompileCache()
say('ready')

/** A reading that fails is one that was not made: the next one tells. */
async function readTime(): Promise<void> {
  await (context.clock as Context['clock'] & { sync?(): Promise<void> }).sync?.().catch(() => undefined)
  say('read')
}

/** What this machine's clock tells from now on. */
function setClock(milliseconds: number): void {
  const Right = RightDate
  globalThis.Date = class extends Right {
    constructor(...given: unknown[]) {
      if (given.length) super(...(given as [number]))
      else super(Right.now() + milliseconds)
    }
    static override now(): number {
      return Right.now() + milliseconds
    }
    static override [Symbol.hasInstance](value: unknown): boolean {
      return value instanceof Right
    }
  } as DateConstructor
}

/** Sends what goes to a server through the proxy in front of it. */
function throughProxies(fetch: Context['fetch']): Context['fetch'] {
  return (input, init) => {
    const url = new URL(String(input))
    const origin = routes[url.origin]
    if (!origin) throw new Error(`no proxy in front of ${url.origin}`)
    return fetch(`${origin}${url.pathname}${url.search}`, init)
  }
}
