import { z } from '@hono/zod-openapi'
import type { Context } from '../../context.ts'
import { beginUpload, finishUpload, receivePiece, uploadOf } from '../../media/index.ts'
import { media, upload, uploadBegin, uploadFinish } from '../api.ts'
import { type App, idParam, operation } from '../operation.ts'
import { needing } from '../permits.ts'
import { viewMedia } from '../views.ts'

/** Videos and archives, piece by piece. */
export function uploadRoutes(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'post',
      path: '/uploads',
      needs: 'compose',
      summary: 'Begin to upload a video, or an archive of a blog',
      body: uploadBegin,
      answer: upload,
      status: 201,
    },
    (c) => beginUpload(context, c.actor, c.body),
  )
  operation(
    app,
    {
      method: 'get',
      path: '/uploads/{id}',
      needs: 'compose',
      summary: 'How far an upload is',
      params: idParam,
      answer: upload,
    },
    (c) => uploadOf(context, c.actor, c.params.id),
  )
  app.put('/uploads/:id', needing('compose'), async (c) => {
    const at = z.coerce
      .number()
      .int()
      .min(0)
      .parse(c.req.query('at') ?? '0')
    const piece = new Uint8Array(await c.req.arrayBuffer())
    return c.json(await receivePiece(context, c.get('actor'), idParam.parse(c.req.param()).id, at, piece))
  })
  operation(
    app,
    {
      method: 'post',
      path: '/uploads/{id}/finish',
      needs: 'compose',
      summary: 'Make a whole upload a video',
      params: idParam,
      body: uploadFinish,
      answer: media,
      status: 201,
    },
    async (c) => viewMedia(await finishUpload(context, c.actor, c.params.id, c.body.alt)),
  )
}
