import { Readable } from 'node:stream'
import type { Context } from '../../context.ts'
import { exportBlog, exportFormats, openZip } from '../../exporting/index.ts'
import { exportFormatsAnswer } from '../api.ts'
import { type App, operation } from '../operation.ts'
import { needing } from '../permits.ts'

/** A blog on its way out. */
export function exportRoutes(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'get',
      path: '/exports',
      needs: 'move',
      summary: 'Ways to take the blog out',
      answer: exportFormatsAnswer,
    },
    async () => ({ formats: exportFormats.map(({ id, label, about }) => ({ id, label, about })) }),
  )
  app.get('/exports/:format', needing('move'), async (c) => {
    const format = c.req.param('format') ?? ''
    const zip = openZip(context.clock.now())
    const opened = Promise.withResolvers<void>()
    const address = c.req.query('address')
    const open = async () => {
      opened.resolve()
      return zip
    }
    const writing = exportBlog(context, c.get('actor'), format, open, address ? { address } : {})
    // What goes wrong later breaks the download off: half an archive must not look like a whole one.
    writing.catch((error: unknown) => zip.stream.destroy(error as Error))
    await Promise.race([opened.promise, writing])
    c.header('content-type', 'application/zip')
    c.header('content-disposition', `attachment; filename="blog-${format}.zip"`)
    return c.body(Readable.toWeb(zip.stream) as ReadableStream)
  })
}
