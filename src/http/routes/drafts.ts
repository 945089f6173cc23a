import { z } from '@hono/zod-openapi'
import type { Context } from '../../context.ts'
import {
  countDrafts,
  createDraft,
  deleteDraft,
  findDraft,
  type PostDraft,
  pageOfDrafts,
  saveDraft,
} from '../../publishing/index.ts'
import type * as api from '../api.ts'
import { cursor, draft, draftCreate, draftPage, draftSave } from '../api.ts'
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
      needs: 'read',
      summary: 'Posts that are not sent yet; of one article with `articleId`',
      query: z.object({ cursor, articleId: z.uuid().optional() }),
      answer: draftPage,
    },
    async (c) => {
      const { rows, next } = await pageOfDrafts(context, c.actor, c.query)
      return { drafts: rows.map(viewDraft), total: await countDrafts(context, c.actor), next }
    },
  )
  operation(
    app,
    { method: 'get', path: '/drafts/{id}', needs: 'read', summary: 'One of them', params: idParam, answer: draft },
    async (c) => viewDraft(await findDraft(context, c.actor, c.params.id)),
  )
  operation(
    app,
    {
      method: 'post',
      path: '/drafts',
      needs: 'write',
      summary: 'Keep one',
      body: draftCreate,
      answer: draft,
      status: 201,
    },
    async (c) => viewDraft(await findDraft(context, c.actor, await createDraft(context, c.actor, c.body))),
  )
  operation(
    app,
    {
      method: 'put',
      path: '/drafts/{id}',
      needs: 'write',
      summary: 'Save it',
      params: idParam,
      body: draftSave,
      answer: draft,
    },
    async (c) => {
      const { base, body } = c.body
      await saveDraft(context, c.actor, c.params.id, base, { body })
      return viewDraft(await findDraft(context, c.actor, c.params.id))
    },
  )
  operation(
    app,
    {
      method: 'delete',
      path: '/drafts/{id}',
      needs: 'write',
      summary: 'Throw it away',
      params: idParam,
      answer: z.object({}),
    },
    async (c) => {
      await deleteDraft(context, c.actor, c.params.id)
      return {}
    },
  )
}
