import { sql } from 'kysely'
import client from 'prom-client'
import type { Context } from '../context.ts'
import { asSystem } from '../db/client.ts'
import type { App } from './operation.ts'

/** `/healthz`: the process lives. `/readyz`: it can serve (the database answers). `/metrics`: figures for Prometheus. */
export function healthRoutes(app: App, context: Context): void {
  const registry = figures(context)
  app.get('/healthz', (c) => c.json({ ok: true }))
  app.get('/readyz', async (c) => {
    try {
      await sql`select 1`.execute(context.db)
      return c.json({ ok: true })
    } catch (error) {
      context.log.warn({ error }, 'not ready')
      return c.json({ ok: false, database: false }, 503)
    }
  })
  app.get('/metrics', async (c) => c.body(await registry.metrics(), 200, { 'content-type': registry.contentType }))
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
      const rows = await asSystem(context.db, (tx) =>
        tx
          .selectFrom('delivery')
          .select(['state', ({ fn }) => fn.countAll<number>().as('n')])
          .groupBy('state')
          .execute(),
      )
      this.reset()
      for (const row of rows) this.set({ state: row.state }, Number(row.n))
    },
  })
  new client.Gauge({
    name: 'percakapan_delivery_lateness_seconds',
    help: 'Age of the oldest delivery that is due and has not left',
    registers: [registry],
    async collect() {
      const now = context.clock.now()
      const row = await asSystem(context.db, (tx) =>
        tx
          .selectFrom('delivery')
          .select(({ fn }) => fn.min('due_at').as('at'))
          .where('state', '=', 'scheduled')
          .where('due_at', '<', now)
          .executeTakeFirst(),
      )
      this.set(row?.at ? (now.getTime() - new Date(row.at).getTime()) / 1000 : 0)
    },
  })
  return registry
}
