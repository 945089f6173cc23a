import type { Context } from '../../context.ts'
import { confirmHook, takeNotices } from '../../conversations/index.ts'
import type { App } from '../operation.ts'

/** Where networks send their signed notices. The address is a secret of its own, and the signature is looked at besides. */
export function hookRoutes(app: App, context: Context): void {
  app.get('/hooks/:network/:hook', async (c) => {
    const { network, hook } = c.req.param()
    return c.text(await confirmHook(context, network, hook, new URL(c.req.url).searchParams))
  })
  app.post('/hooks/:network/:hook', async (c) => {
    const { network, hook } = c.req.param()
    const body = new Uint8Array(await c.req.arrayBuffer())
    await takeNotices(context, network, hook, { headers: c.req.raw.headers, body })
    return c.text('ok')
  })
}
