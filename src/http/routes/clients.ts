import { clientDocument } from '../../channels/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../core/problem.ts'
import type { App } from '../operation.ts'

const nothing = {
  id: 'Tidak ada dokumen untuk jejaring itu.',
  en: 'There is no document for that network.',
}

/** What servers read of us before they let a person allow us in, and the way back from them. */
export function clientRoutes(app: App, context: Context): void {
  app.get('/clients/:network', (c) => {
    const document = clientDocument(context, c.req.param('network'))
    if (!document) throw new Problem('gone', nothing)
    return c.json(document)
  })
  // Some servers send people back to 127.0.0.1 only. Where the panel is at localhost, nobody is signed in there.
  app.get('/api/channels/callback', async (c, next) => {
    const { hostname, pathname, search } = new URL(c.req.url)
    const home = new URL(context.config.baseUrl)
    if (home.hostname !== 'localhost' || hostname === 'localhost') return next()
    return c.redirect(home.origin + pathname + search)
  })
}
