import type { Context } from '../../context.ts'
import {
  catchIdea,
  changeIdea,
  type Idea,
  keepIdea,
  pageOfIdeas,
  removeIdea,
  restoreIdea,
  writeIdea,
} from '../../ideas/index.ts'
import { answer, idea, ideaCatch, ideaChange, ideaPage, ideaQuery, ideaWritten } from '../api.ts'
import { type App, idParam, operation } from '../operation.ts'

/** What somebody would write about. */
export function ideaRoutes(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'get',
      path: '/ideas',
      needs: 'read',
      summary: 'Ideas, newest first',
      query: ideaQuery,
      answer: ideaPage,
    },
    async (c) => {
      const { rows, next } = await pageOfIdeas(context, c.actor, { ...c.query, done: c.query.done === 'true' })
      return { ideas: rows.map(view), next }
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/ideas',
      needs: 'write',
      summary: 'Catch an idea',
      body: ideaCatch,
      answer: idea,
      status: 201,
    },
    async (c) => {
      const { text, from } = c.body
      return view(
        from ? await keepIdea(context, c.actor, text, from) : await catchIdea(context, c.actor, text, 'typed'),
      )
    },
  )
  operation(
    app,
    {
      method: 'patch',
      path: '/ideas/{id}',
      needs: 'write',
      summary: 'Give an idea other words, or say whether it is done',
      params: idParam,
      body: ideaChange,
      answer: idea,
    },
    async (c) => view(await changeIdea(context, c.actor, c.params.id, c.body)),
  )
  operation(
    app,
    { method: 'delete', path: '/ideas/{id}', needs: 'write', summary: 'Delete an idea', params: idParam, answer },
    async (c) => {
      await removeIdea(context, c.actor, c.params.id)
      return {}
    },
  )
  actRoutes(app, context)
}

function actRoutes(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'post',
      path: '/ideas/{id}/restore',
      needs: 'write',
      summary: 'Bring a deleted idea back',
      params: idParam,
      answer: idea,
    },
    async (c) => view(await restoreIdea(context, c.actor, c.params.id)),
  )
  operation(
    app,
    {
      method: 'post',
      path: '/ideas/{id}/write',
      needs: 'write',
      summary: 'Begin a draft with the idea as its title; the idea is done',
      params: idParam,
      answer: ideaWritten,
    },
    async (c) => {
      const written = await writeIdea(context, c.actor, c.params.id)
      return { ...view(written), articleId: written.article_id }
    },
  )
}

const view = (row: Idea) => ({
  id: row.id,
  text: row.text,
  source: row.source,
  from: row.from_url === null ? null : { title: row.from_title ?? '', url: row.from_url },
  by: row.by,
  createdAt: row.created_at.toISOString(),
  doneAt: row.done_at?.toISOString() ?? null,
  articleId: row.article_id,
})
