import { z } from '@hono/zod-openapi'
import type { Context } from '../../context.ts'
import { inWorkspace } from '../../db/client.ts'
import { cropPicture, pageOfPictures } from '../../media/index.ts'
import { cursor, media, mediaCrop, mediaPage } from '../api.ts'
import { type App, idParam, operation } from '../operation.ts'
import { viewMedia } from '../views.ts'

/** Pictures that were used before, and parts of them. */
export function libraryRoutes(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'get',
      path: '/media',
      needs: 'read',
      summary: 'Pictures that people uploaded, newest first; `q`: words of what they show',
      query: z.object({ q: z.string().max(200).optional(), cursor }),
      answer: mediaPage,
    },
    async (c) => {
      const { rows, next } = await inWorkspace(context.db, c.actor.workspaceId, (tx) => pageOfPictures(tx, c.query))
      return { media: rows.map(viewMedia), next }
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/media/{id}/crop',
      needs: 'compose',
      summary: 'A part of a picture as a picture of its own',
      params: idParam,
      body: mediaCrop,
      answer: media,
      status: 201,
    },
    async (c) => viewMedia(await cropPicture(context, c.actor, c.params.id, c.body)),
  )
}
