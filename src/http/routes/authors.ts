import { type AuthorWords, createAuthor, deleteAuthor, listAuthors, saveAuthor } from '../../blog/index.ts'
import type { Actor, Context } from '../../context.ts'
import { inWorkspace } from '../../db/client.ts'
import type * as api from '../api.ts'
import { author, authorSave, authors } from '../api.ts'
import { blogHome } from '../blog-home.ts'
import { type App, idParam, operation } from '../operation.ts'
import { viewAuthor } from '../views.ts'

/** Who writes on the blog. */
export function authorRoutes(app: App, context: Context): void {
  operation(
    app,
    { method: 'get', path: '/authors', needs: 'read', summary: 'Authors of the blog, by name', answer: authors },
    async (c) => ({ authors: await viewAll(context, c.actor) }),
  )
  operation(
    app,
    {
      method: 'post',
      path: '/authors',
      needs: 'brand',
      summary: 'Add an author',
      body: authorSave,
      answer: author,
      status: 201,
    },
    async (c) => viewOne(context, c.actor, await createAuthor(context, c.actor, c.body)),
  )
  operation(
    app,
    {
      method: 'put',
      path: '/authors/{id}',
      needs: 'brand',
      summary: 'Change an author',
      params: idParam,
      body: authorSave,
      answer: author,
    },
    async (c) =>
      viewOne(context, c.actor, await saveAuthor(context, c.actor, c.params.id, c.body satisfies AuthorWords)),
  )
  operation(
    app,
    {
      method: 'delete',
      path: '/authors/{id}',
      needs: 'brand',
      summary: 'Delete an author; articles that name them stay',
      params: idParam,
      answer: authors,
    },
    async (c) => {
      await deleteAuthor(context, c.actor, c.params.id)
      return { authors: await viewAll(context, c.actor) }
    },
  )
}

async function viewAll(context: Context, { workspaceId }: Actor): Promise<api.Author[]> {
  const rows = await inWorkspace(context.db, workspaceId, listAuthors)
  const home = await blogHome(context, { workspaceId })
  return rows.map((row) => viewAuthor(home, row))
}

async function viewOne(context: Context, actor: Actor, { id }: { id: string }): Promise<api.Author> {
  const all = await viewAll(context, actor)
  return all.find((one) => one.id === id) as api.Author
}
