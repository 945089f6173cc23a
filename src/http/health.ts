import client from 'prom-client'
import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { fill, type Words } from '../core/words.ts'
import { answers, asSystem } from '../db/client.ts'
import { bypassesRowSecurity, bypassWords } from '../db/role.ts'
import { canMail, countFailedLetters } from '../mail/index.ts'
import { probeStore } from '../media/index.ts'
import { countByState, oldestDue } from '../publishing/index.ts'
import type { App } from './operation.ts'
import { maySeeInside } from './visitor.ts'

/**
 * `/healthz`: the process lives. `/readyz`: it can serve: the database answers, and the picture storage has answered once (later
 * troubles there must not take the blog off the air); `notes` say in words what somebody should look at. `/metrics`: figures
 * for Prometheus. Strangers hear whether it is ready, and no more.
 */
export function healthRoutes(app: App, context: Context): void {
  const registry = figures(context)
  app.get('/healthz', (c) => c.json({ ok: true }))
  const storeProblem = untilReached(() => probeStore(context.config))
  const notesOf = noteKeeper(context)
  app.get('/readyz', async (c) => {
    try {
      await answers(context.db)
      const problem = await storeProblem()
      if (!maySeeInside(context.config, c)) return c.json({ ok: !problem }, problem ? 503 : 200)
      const notes = await notesOf()
      if (problem) return c.json({ ok: false, database: true, pictures: false, notes: [problem.words, ...notes] }, 503)
      return c.json({ ok: true, ...(notes.length > 0 ? { notes } : {}) })
    } catch (error) {
      context.log.warn({ error }, 'not ready')
      return c.json({ ok: false, ...(maySeeInside(context.config, c) ? { database: false } : {}) }, 503)
    }
  })
  app.get('/metrics', async (c) => {
    if (!maySeeInside(context.config, c)) throw notForYou()
    return c.body(await registry.metrics(), 200, { 'content-type': registry.contentType })
  })
}

function notForYou(): Problem {
  return new Problem('forbidden', {
    id: 'Angka-angka ini hanya untuk komputer tempat Percakapan berjalan. Dari tempat lain kirimkan METRICS_TOKEN: Authorization: Bearer …',
    en: 'These figures are for the machine that Percakapan runs on. From elsewhere send METRICS_TOKEN: Authorization: Bearer …',
  })
}

const askAgainMilliseconds = 5000

/** Asks until the answer is "nothing wrong", and then never more; in between not more often than every five seconds. */
function untilReached<T>(probe: () => Promise<T | undefined>): () => Promise<T | undefined> {
  let last: Promise<T | undefined> | undefined
  let askedAt = 0
  let reached = false
  return async () => {
    if (reached) return undefined
    if (!last || performance.now() - askedAt > askAgainMilliseconds) {
      askedAt = performance.now()
      last = probe()
    }
    const problem = await last
    reached = problem === undefined
    return problem
  }
}

/** What works, but not as it should. */
function noteKeeper(context: Context): () => Promise<Words[]> {
  let bypasses: boolean | undefined
  return async () => {
    bypasses ??= await bypassesRowSecurity(context.db)
    const lost = canMail(context) ? await countFailedLetters(context) : 0
    return [...(bypasses ? [bypassWords] : []), ...(lost > 0 ? [fill(lostLetters, { n: lost })] : [])]
  }
}

const lostLetters: Words = {
  id: 'Surel yang tidak sampai dalam sehari terakhir: {n}. Sebabnya ada di log (“letter not sent”).',
  en: 'Emails of the last day that did not arrive: {n}. The log says why (“letter not sent”).',
}

function figures(context: Context): client.Registry {
  const registry = new client.Registry()
  client.collectDefaultMetrics({ register: registry, prefix: 'percakapan_' })
  new client.Gauge({
    name: 'percakapan_deliveries',
    help: 'Deliveries by state',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const rows = await asSystem(context.db, countByState)
      this.reset()
      for (const row of rows) this.set({ state: row.state }, row.n)
    },
  })
  new client.Gauge({
    name: 'percakapan_delivery_lateness_seconds',
    help: 'Age of the oldest delivery that is due and has not left',
    registers: [registry],
    async collect() {
      const now = context.clock.now()
      const oldest = await asSystem(context.db, (tx) => oldestDue(tx, now))
      this.set(oldest ? (now.getTime() - oldest.getTime()) / 1000 : 0)
    },
  })
  return registry
}
