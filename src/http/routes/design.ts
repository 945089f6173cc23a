import { z } from '@hono/zod-openapi'
import { draftLegalPages, pagesToLinkTo, previewPages, previewTheme } from '../../blog/index.ts'
import type { Actor, Context } from '../../context.ts'
import { inWorkspace } from '../../db/client.ts'
import {
  bringUpload,
  headTagText,
  listThemes,
  readDesign,
  removeTheme,
  restoreTheme,
  saveDesign,
  themeFileAt,
  themes,
  usualMenu,
} from '../../themes/index.ts'
import type * as api from '../api.ts'
import { design, designChoice, legalDrafts, themeBring, themeBrought } from '../api.ts'
import { type App, idParam, operation } from '../operation.ts'
import { needing } from '../permits.ts'
import { previewPolicy } from '../preview-policy.ts'

/** How the blog is drawn: its theme, menu, foot, and the pages that the law asks for. */
export function designRoutes(app: App, context: Context): void {
  operation(
    app,
    { method: 'get', path: '/design', needs: 'read', summary: 'How the blog is drawn', answer: design },
    (c) => viewDesign(context, c.actor),
  )
  operation(
    app,
    {
      method: 'put',
      path: '/design',
      needs: 'brand',
      summary: 'Choose how the blog is drawn',
      body: designChoice,
      answer: design,
    },
    async (c) => {
      await saveDesign(context, c.actor, c.body)
      return viewDesign(context, c.actor)
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/design/legal',
      needs: 'brand',
      summary: 'Draft an imprint and a privacy page; what is there already stays',
      answer: legalDrafts,
    },
    async (c) => ({ drafts: await draftLegalPages(context, c.actor) }),
  )
  themeRoutes(app, context)
  previewRoutes(app, context)
}

/** Themes that people bring. */
function themeRoutes(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'post',
      path: '/themes',
      needs: 'brand',
      summary: 'Bring a theme: an uploaded ZIP, which is tried on a page of each kind first',
      body: themeBring,
      answer: themeBrought,
      status: 201,
    },
    async (c): Promise<api.ThemeBrought> => {
      const { theme, findings, ...said } = await bringUpload(context, c.actor, c.body.upload)
      return { ...said, theme: theme ? { ...theme, findings: [...theme.findings] } : null, findings: [...findings] }
    },
  )
  operation(
    app,
    {
      method: 'delete',
      path: '/themes/{id}',
      needs: 'brand',
      summary: 'Remove a theme; a blog that uses it gets Journal',
      params: idParam,
      answer: design,
    },
    async (c) => {
      await removeTheme(context, c.actor, c.params.id)
      return viewDesign(context, c.actor)
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/themes/{id}/restore',
      needs: 'brand',
      summary: 'Bring back a theme that was removed, within a day',
      params: idParam,
      answer: design,
    },
    async (c) => {
      await restoreTheme(context, c.actor, c.params.id)
      return viewDesign(context, c.actor)
    },
  )
}

const previewed = z.enum(previewPages).catch('home')

/** Pages of the blog as a theme would draw them, for a frame, with the files of its own that they ask for. */
function previewRoutes(app: App, context: Context): void {
  app.get('/design/preview', needing('read'), async (c) => {
    const { workspaceId } = c.get('actor')
    const [theme = '', at] = [c.req.query('theme'), previewed.parse(c.req.query('page'))]
    const { page, frames } = await previewTheme(context, c.get('actor'), theme, at)
    c.header('content-security-policy', previewPolicy(frames))
    // The panel's host may be another blog's.
    const inside = `?workspace=${encodeURIComponent(workspaceId)}`
    return c.html(
      page.replace(/\/theme\/([\w-]{16}\.\w{1,5})/g, (_all, name: string) => `/api/design/files/${name}${inside}`),
    )
  })
  app.get('/design/files/:name', needing('read'), async (c) => {
    const { workspaceId } = c.get('actor')
    const file = await inWorkspace(context.db, workspaceId, (tx) =>
      themeFileAt(tx, workspaceId, `/theme/${c.req.param('name')}`),
    )
    if (!file) return c.notFound()
    return c.body(new Uint8Array(file.bytes), 200, {
      'content-type': file.type,
      'cache-control': 'private, max-age=3600',
    })
  })
}

async function viewDesign(context: Context, { workspaceId }: Actor): Promise<api.Design> {
  const { chosen, pages, brought } = await inWorkspace(context.db, workspaceId, async (tx) => ({
    chosen: await readDesign(tx, workspaceId),
    pages: await pagesToLinkTo(tx, workspaceId),
    brought: await listThemes(tx, workspaceId),
  }))
  const { theme, menu, footer, head, icon } = chosen
  return {
    theme,
    icon,
    menu: menu && [...menu],
    footer: { words: footer.words, links: [...footer.links] },
    head: head.map(headTagText).join('\n'),
    themes: themes.map(({ id, name, about }) => ({ id, name, about })),
    brought: brought.map((one) => ({ ...one, findings: [...one.findings] })),
    usualMenu: [...usualMenu],
    pages,
  }
}
