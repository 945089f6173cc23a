import { bodyLimit } from 'hono/body-limit'
import type { Context } from '../../context.ts'
import { confirmHook, takeNotices } from '../../conversations/index.ts'
import { Problem } from '../../core/problem.ts'
import type { App } from '../operation.ts'

/** A notice names what happened; it brings no files. */
const longestNotice = 1024 * 1024

/** Where networks send their signed notices. The address is a secret of its own, and the signature is looked at besides. */
export function hookRoutes(app: App, context: Context): void {
  const tooLong = () =>
    Promise.reject(new Problem('wrong-input', { id: 'Kabar itu terlalu panjang.', en: 'That notice is too long.' }))
  app.get('/hooks/:network/:hook', async (c) => {
    const { network, hook } = c.req.param()
    return c.text(await confirmHook(context, network, hook, new URL(c.req.url).searchParams))
  })
  app.post('/hooks/:network/:hook', bodyLimit({ maxSize: longestNotice, onError: tooLong }), async (c) => {
    const { network, hook } = c.req.param()
    const body = new Uint8Array(await c.req.arrayBuffer())
    await takeNotices(context, network, hook, { headers: c.req.raw.headers, body })
    return c.text('ok')
  })
}
