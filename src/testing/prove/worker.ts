/** A worker as the program runs it, in a process of its own, which can be told where to die. Only trials start it. */
import { flushCompileCache } from 'node:module'
import { readConfig } from '../../config.ts'
import type { Context } from '../../context.ts'
import { networkNamed } from '../../networks/index.ts'
import { openContext, startWorker } from '../../program.ts'
import { openDying } from './dying.ts'
import { fakeAdapter, fakeKinds } from './fake-adapter.ts'
import { sabotaged } from './sabotage.ts'
import { type Sabotage, settings, type Told } from './words.ts'

const routes = JSON.parse(process.env[settings.routes] ?? '{}') as Record<string, string>
const sabotage = process.env[settings.sabotage] as Sabotage | undefined
const dying = openDying()

// The parent is gone: nobody counts any more.
process.on('disconnect', () => process.exit(0))

const inPlay = (process.env[settings.networks] ?? '').split(',')
const real = await Promise.all(inPlay.map(networkNamed))
const all = [...real.filter((network) => network !== undefined), ...fakeKinds.map(fakeAdapter)]
const given = { networks: all, migrated: true }
const { context } = await openContext(readConfig(), undefined, undefined, process.argv[2], given)
dying.listen(context.database.pool)
const wrapped = all.map((network) => dying.network(sabotaged(network, context.db, sabotage)))
const mine: Context = {
  ...context,
  fetch: throughProxies(context.fetch),
  networks: Object.fromEntries(wrapped.map((network) => [network.name, network])),
}
let begun = false
process.on('message', ({ begin, order }: Told) => {
  dying.obey(order)
  if (begin && !begun) void startWorker(mine)
  begun ||= begin === true
})
// A killed process keeps nothing at its end.
flushCompileCache()
process.send?.('ready')

/** Sends what goes to a server through the proxy in front of it. */
function throughProxies(fetch: Context['fetch']): Context['fetch'] {
  return (input, init) => {
    const url = new URL(String(input))
    const origin = routes[url.origin]
    if (!origin) throw new Error(`no proxy in front of ${url.origin}`)
    return fetch(`${origin}${url.pathname}${url.search}`, init)
  }
}
