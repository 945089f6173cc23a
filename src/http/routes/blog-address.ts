import { chooseBlogAddress } from '../../blog/index.ts'
import type { Context } from '../../context.ts'
import { blogAddress } from '../api.ts'
import { type App, operation } from '../operation.ts'

/** At which host a further workspace's blog is read. */
export function blogAddressRoutes(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'put',
      path: '/blog/address',
      needs: 'manage',
      summary: 'Where the workspace’s blog is read; the first workspace’s is at the server’s own address',
      body: blogAddress,
      answer: blogAddress,
    },
    async (c) => ({ address: (await chooseBlogAddress(context, c.actor, c.body.address)) ?? null }),
  )
}
