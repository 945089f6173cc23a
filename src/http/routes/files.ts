import type { Actor, Context } from '../../context.ts'
import { restoreMedia, throwAway, unusedMedia } from '../../media/index.ts'
import type * as api from '../api.ts'
import { files, filesChosen, filesDeleted } from '../api.ts'
import { type App, operation } from '../operation.ts'
import { viewMedia } from '../views.ts'

/** What is on the disk and nothing uses. */
export function fileRoutes(app: App, context: Context): void {
  const view = async (actor: Actor): Promise<api.Files> => {
    const { media, ...rest } = await unusedMedia(context, actor)
    return { ...rest, media: media.map((row) => ({ ...viewMedia(row), addedAt: row.created_at.toISOString() })) }
  }
  operation(
    app,
    {
      method: 'get',
      path: '/files',
      needs: 'read',
      summary: 'Pictures and videos that nothing uses, and the storage they take',
      answer: files,
    },
    (c) => view(c.actor),
  )
  operation(
    app,
    {
      method: 'post',
      path: '/files/delete',
      needs: 'plan',
      summary: 'Throw away what nothing uses',
      body: filesChosen,
      answer: filesDeleted,
    },
    async (c) => {
      const deleted = await throwAway(context, c.actor, c.body.ids)
      return { ...(await view(c.actor)), deleted }
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/files/restore',
      needs: 'plan',
      summary: 'Take back what was thrown away in the last day',
      body: filesChosen,
      answer: files,
    },
    async (c) => {
      await restoreMedia(context, c.actor, c.body.ids)
      return view(c.actor)
    },
  )
}
