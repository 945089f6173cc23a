import type { Context } from '../../context.ts'
import { confirmWebhook, receiveWebhook } from '../../conversations/index.ts'
import type { App } from '../operation.ts'

/** Where networks send their webhook events. The address is a secret of its own, and the signature is looked at besides. */
export function webhookRoutes(app: App, context: Context): void {
  app.get('/hooks/:network/:webhook', async (c) => {
    const { network, webhook } = c.req.param()
    return c.text(await confirmWebhook(context, network, webhook, new URL(c.req.url).searchParams))
  })
  app.post('/hooks/:network/:webhook', async (c) => {
    const { network, webhook } = c.req.param()
    const body = new Uint8Array(await c.req.arrayBuffer())
    await receiveWebhook(context, network, webhook, { headers: c.req.raw.headers, body })
    return c.text('ok')
  })
}
