import { z } from '@hono/zod-openapi'
import type { Context } from '../../context.ts'
import { createDraft, deleteDraft, findDraft, listDrafts, type PostDraft, saveDraft } from '../../publishing/index.ts'
import type * as api from '../api.ts'
import { draft, draftCreate, draftSave } from '../api.ts'
import { type App, idParam, operation } from '../operation.ts'

const viewDraft = (row: PostDraft): api.DraftPost => ({
  id: row.id,
  articleId: row.article_id,
  body: row.body as Record<string, unknown>,
  version: row.version,
  by: row.by,
  updatedAt: row.updated_at.toISOString(),
})

/** Posts that are not sent yet. */
export function draftRoutes(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'get',
      path: '/drafts',
      summary: 'Posts that are not sent yet',
      answer: z.object({ drafts: z.array(draft) }),
    },
    async (c) => ({ drafts: (await listDrafts(context, c.actor)).map(viewDraft) }),
  )
  operation(
    app,
    { method: 'get', path: '/drafts/{id}', summary: 'One of them', params: idParam, answer: draft },
    async (c) => viewDraft(await findDraft(context, c.actor, c.params.id)),
  )
  operation(
    app,
    { method: 'post', path: '/drafts', summary: 'Keep one', body: draftCreate, answer: draft, status: 201 },
    async (c) => viewDraft(await findDraft(context, c.actor, await createDraft(context, c.actor, c.body))),
  )
  operation(
    app,
    { method: 'put', path: '/drafts/{id}', summary: 'Save it', params: idParam, body: draftSave, answer: draft },
    async (c) => {
      const { base, body } = c.body
      await saveDraft(context, c.actor, c.params.id, base, { body })
      return viewDraft(await findDraft(context, c.actor, c.params.id))
    },
  )
  operation(
    app,
    { method: 'delete', path: '/drafts/{id}', summary: 'Throw it away', params: idParam, answer: z.object({}) },
    async (c) => {
      await deleteDraft(context, c.actor, c.params.id)
      return {}
    },
  )
}
